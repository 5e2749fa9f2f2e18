// The rooms of this process: creates meetings, opens a room when the first one comes, forgets it when
// the last one goes, and takes over the seats of servers that are lost. The rules are in
// lib/shared/room, one room's work in live_room.ts.

import { type ErrorId, type Refusal, refusal } from "../../shared/errors.ts";
import { isMeetingId } from "../../shared/ids.ts";
import {
  type CloseCode,
  closeCodes,
  type MeetingDraft,
  type RoomInfo,
} from "../../shared/protocol/mod.ts";
import { closedRoomInfo, isNameTaken, type Meeting, roomInfo } from "../../shared/room/mod.ts";
import type { Bus, Store, StoredRoom } from "../stores/mod.ts";
import type { Clock } from "../clock.ts";
import { randomMeetingId, sha256Base64Url } from "../crypto.ts";
import { createLiveRoom } from "./live_room.ts";
import type {
  LiveRoom,
  OwnEvent,
  Respond,
  ResumeTicket,
  SeatedMember,
  Visitor,
} from "./membership.ts";
import { describeError, type Log } from "../log.ts";
import type { Passcodes } from "./passcode.ts";
import { describeRoom, type OpenRoom } from "./open_room.ts";
import { countHere, expiryOf } from "./replica.ts";
import { entrantOf } from "./seating.ts";
import { sharePending } from "../share_pending.ts";
import type { Shown, ShownCheck } from "./shown.ts";
import type { News } from "../webhooks/mod.ts";

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

export interface Registry {
  /** Stores a new meeting under a free id; resolves once it is durable (P4). */
  createMeeting(draft: MeetingDraft, subject: string): Promise<Result<string>>;
  /** What somebody may see of a meeting before joining it under `name` (P5). */
  lookUp(id: string, visitor: Shown & { name: string }): Promise<Result<RoomInfo>>;
  /** What is stored of a meeting. */
  findMeeting(id: string): Promise<Result<Meeting>>;
  /** Applies an event that nobody in the room asked for; says why not, where it was refused. */
  command(id: string, event: OwnEvent): Promise<ErrorId | null>;
  join(id: string, visitor: Visitor, entry: Entry): Promise<void>;
  resume(id: string, ticket: ResumeTicket, entry: Entry): Promise<void>;
  /** Rooms with people in them. */
  readonly size: number;
  /** What an operator is told of each of them. */
  openRooms(): readonly OpenRoom[];
  /** Seats whose socket is here. */
  readonly seatCount: number;
  /**
   * Forgets every room here without a word to the store, so that its people find their seats when the
   * server is back, or on another one. `code` closes their sockets.
   */
  abandon(code?: CloseCode): void;
  /** Deletes the meetings whose time is over (R12). */
  sweep(): Promise<void>;
}

/** The session that comes in, and where its answer goes. */
export interface Entry {
  readonly member: SeatedMember;
  readonly respond: Respond;
}

interface Deps {
  readonly store: Store;
  readonly bus: Bus;
  readonly passcodes: Passcodes;
  readonly checkShown: ShownCheck;
  readonly clock: Clock;
  readonly log: Log;
  readonly news: News;
  readonly maxParticipants: number;
  readonly graceMs: number;
}

/** Makes the registry of this process, and begins to hear from the other servers. */
export function createRegistry(deps: Deps): Registry {
  const { store, bus, passcodes, clock, log, news } = deps;
  const live = new Map<string, LiveRoom>();
  const loadRoom = sharePending((id) => store.load(id));

  bus.start({
    onMessage: (message) => live.get(message.room)?.handleMessage(message),
    onLost: adopt,
    onFenced() {
      log({ event: "fenced" });
      abandon(closeCodes.restart);
    },
    onBack: () => live.forEach((room) => room.sync()),
  });

  /** The seats of a server that is gone begin their grace here. */
  async function adopt(lost: string, rooms: readonly string[]): Promise<void> {
    const until = clock.now() + deps.graceMs;
    for (const id of rooms) {
      const outcome = await command(id, { type: "adopt", lost, by: bus.node, until });
      if (outcome === "UNAVAILABLE") throw new Error("The store is out of reach");
    }
  }

  async function command(id: string, event: OwnEvent): Promise<ErrorId | null> {
    const found = await findRoom(id);
    if (!found.ok) return found.refusal.error;
    const { promise, resolve } = Promise.withResolvers<ErrorId | null>();
    openRoom(found.value).dispatch(event, (outcome) => {
      resolve(outcome.kind === "refused" ? outcome.refusal.error : null);
    });
    return await promise;
  }

  function abandon(code?: CloseCode): void {
    for (const room of live.values()) room.abandon(code);
    live.clear();
  }

  /** The room as it is here, or else as it is stored. */
  async function findRoom(id: string): Promise<Result<StoredRoom>> {
    if (!isMeetingId(id)) return refused(refusal("MEETING_NOT_FOUND"));
    const open = live.get(id);
    if (open && !open.isClosed) return { ok: true, value: open.stored };
    try {
      const stored = await loadRoom(id);
      return stored ? { ok: true, value: stored } : refused(refusal("MEETING_NOT_FOUND"));
    } catch (error) {
      return unavailable("load", error);
    }
  }

  /**
   * The room opened here. What was found may be older than the store by now: the store notices. Between
   * this call and the next event on the room nothing may be awaited.
   */
  function openRoom(stored: StoredRoom): LiveRoom {
    const { id } = stored.room.meeting;
    const open = live.get(id);
    if (open && !open.isClosed) return open;
    const onClosed = () => {
      if (live.get(id) === room) live.delete(id);
    };
    const room: LiveRoom = createLiveRoom(stored, { ...deps, onClosed });
    live.set(id, room);
    return room;
  }

  function unavailable(operation: string, error: unknown): { ok: false; refusal: Refusal } {
    log({ event: "store_failed", operation, error: describeError(error) });
    return refused(refusal("UNAVAILABLE"));
  }

  return {
    async createMeeting(draft, subject) {
      const now = clock.now();
      const passcode = draft.passcode ? await passcodes.hash(draft.passcode) : null;
      const facts = {
        title: draft.title,
        organizer: { muid: "", name: draft.organizer_name, subject },
        startTime: draft.start_time ?? now,
        createdAt: now,
        passcode,
        lobby: draft.lobby ?? false,
        ...(draft.link_only ? { linkOnly: true } : {}),
        ...(draft.join_before_start ? { isOpenEarly: true } : {}),
        locked: false,
        removals: [],
      };
      try {
        for (;;) {
          const id = randomMeetingId();
          const meeting = { id, ...facts };
          const letters = news.ofMeeting(meeting, now);
          const isNew = await store.create(meeting, expiryOf(facts, now), letters);
          if (!isNew) continue;
          log({ event: "meeting_created", room: id });
          return { ok: true, value: id };
        }
      } catch (error) {
        return unavailable("create", error);
      }
    },
    async lookUp(id, { name, ...shown }) {
      const found = await findRoom(id);
      if (!found.ok) return found;
      const { room } = found.value;
      const standing = await deps.checkShown(room.meeting, shown);
      if ("error" in standing) return refused(standing);
      if (!standing.hasLink) return { ok: true, value: closedRoomInfo(room) };
      if (isNameTaken(room, name, "")) {
        return refused(
          refusal("NAME_TAKEN", `The name "${name}" is already in use in the meeting.`),
        );
      }
      return { ok: true, value: roomInfo(room) };
    },
    async findMeeting(id) {
      const found = await findRoom(id);
      return found.ok ? { ok: true, value: found.value.room.meeting } : found;
    },
    command,
    async join(id, visitor, { member, respond }) {
      const { subject, user } = visitor;
      const found = await findRoom(id);
      if (!found.ok) return respond({ kind: "refused", refusal: found.refusal });
      const standing = await deps.checkShown(found.value.room.meeting, visitor);
      if ("error" in standing) return respond({ kind: "refused", refusal: standing });
      const entrant = entrantOf(member);
      const capacity = deps.maxParticipants;
      const now = clock.now();
      const event = { type: "join", subject, user, capacity, now, ...standing } as const;
      openRoom(found.value).enter(event, entrant, { lastSeq: 0, respond });
    },
    async resume(id, { subject, resumeToken, lastSeq }, { member, respond }) {
      const found = await findRoom(id);
      if (!found.ok) return respond({ kind: "refused", refusal: found.refusal });
      const entrant = entrantOf(member);
      const resumeHash = sha256Base64Url(resumeToken);
      const event = { type: "resume", subject, resumeHash } as const;
      openRoom(found.value).enter(event, entrant, { lastSeq, respond });
    },
    get size() {
      return live.size;
    },
    openRooms: () => Array.from(live.values(), (room) => describeRoom(room, bus.node)),
    get seatCount() {
      return live.values().reduce((sum, { stored }) => sum + countHere(stored, bus.node), 0);
    },
    async sweep() {
      try {
        for (const id of await store.expired(clock.now())) {
          await command(id, { type: "close-empty" });
        }
      } catch (error) {
        unavailable("expired", error);
      }
    },
    abandon,
  };
}

function refused(reason: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: reason };
}
