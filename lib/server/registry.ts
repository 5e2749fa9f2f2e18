// The rooms of this process: creates meetings, opens a room when the first one comes, forgets it when
// the last one goes. The rules are in lib/shared/room.ts, one room's work in live_room.ts.

import { rateLimited, type Refusal, refusal } from "../shared/errors.ts";
import { isMeetingId } from "../shared/ids.ts";
import type { JoinUser, MeetingDraft, RoomInfo } from "../shared/protocol.ts";
import { isNameTaken } from "../shared/room_entry.ts";
import { emptyRoom, type Meeting, roomInfo } from "../shared/room.ts";
import type { Clock } from "./clock.ts";
import { randomMeetingId } from "./crypto.ts";
import { createLimiter } from "./limits.ts";
import { createLiveRoom } from "./live_room.ts";
import type { LiveRoom, Respond, ResumeTicket, SeatedMember } from "./live_room_types.ts";
import { describeError, type Log } from "./log.ts";
import type { Passcodes } from "./passcode.ts";
import type { Store } from "./store.ts";

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** Somebody at the door: what they say and from where. */
export interface Visitor {
  readonly subject: string;
  readonly user: JoinUser;
  readonly passcode?: string;
  readonly address: string;
}

export interface Registry {
  /** Stores a new meeting under a free id; resolves once it is durable (P4). */
  createMeeting(draft: MeetingDraft, subject: string): Promise<Result<string>>;
  /** What somebody may see of a meeting before joining it under `name` (P5). */
  lookUp(
    id: string,
    visitor: { name: string; passcode?: string; address: string },
  ): Promise<Result<RoomInfo>>;
  join(id: string, visitor: Visitor, entry: Entry): Promise<void>;
  resume(id: string, ticket: ResumeTicket, entry: Entry): Promise<void>;
  /** Rooms with people in them. */
  readonly size: number;
  /** Closes every room; to be called when no session is left. */
  close(): void;
}

/** The session that comes in, and where its answer goes. */
export interface Entry {
  readonly member: SeatedMember;
  readonly respond: Respond;
}

interface Deps {
  readonly store: Store;
  readonly passcodes: Passcodes;
  readonly clock: Clock;
  readonly log: Log;
  readonly maxParticipants: number;
  readonly graceMs: number;
}

/** Wrong passcodes per minute before further ones are refused unseen (S6). */
const passcodeTries = { perAddress: 10, perRoom: 30 } as const;

/** Makes the registry of this process. */
export function createRegistry(deps: Deps): Registry {
  const { store, passcodes, clock, log } = deps;
  const live = new Map<string, LiveRoom>();
  const perMinute = (count: number) => ({ perSecond: count / 60, burst: count });
  const triesByAddress = createLimiter(perMinute(passcodeTries.perAddress), clock);
  const triesByRoom = createLimiter(perMinute(passcodeTries.perRoom), clock);

  async function findMeeting(id: string): Promise<Result<Meeting>> {
    if (!isMeetingId(id)) return refused(refusal("MEETING_NOT_FOUND"));
    const open = live.get(id);
    if (open) return { ok: true, value: open.state.meeting };
    try {
      const meeting = await store.get(id);
      return meeting ? { ok: true, value: meeting } : refused(refusal("MEETING_NOT_FOUND"));
    } catch (error) {
      return unavailable("get", error);
    }
  }

  /** The room of a stored meeting. Between this call and the next event on it nothing may be awaited. */
  function openRoom(meeting: Meeting): LiveRoom {
    const open = live.get(meeting.id);
    if (open && !open.isClosed) return open;
    const onClosed = () => {
      if (live.get(meeting.id) === room) live.delete(meeting.id);
    };
    const room: LiveRoom = createLiveRoom(meeting, {
      store,
      clock,
      log,
      graceMs: deps.graceMs,
      onClosed,
    });
    live.set(meeting.id, room);
    return room;
  }

  async function checkPasscode(
    meeting: Meeting,
    { passcode, address }: { passcode?: string; address: string },
  ): Promise<Refusal | null> {
    if (meeting.passcode === null) return null;
    if (!passcode) return refusal("PASSCODE_REQUIRED");
    const waitS = triesByAddress.take(address);
    if (waitS > 0) return rateLimited(waitS);
    const roomWaitS = triesByRoom.take(meeting.id);
    if (roomWaitS > 0) return rateLimited(roomWaitS);
    if (!await passcodes.verify(passcode, meeting.passcode)) return refusal("PASSCODE_WRONG");
    triesByAddress.give(address);
    triesByRoom.give(meeting.id);
    return null;
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
        locked: false,
        removals: [],
      };
      try {
        for (;;) {
          const id = randomMeetingId();
          if (!await store.create({ id, ...facts })) continue;
          log({ event: "meeting_created", room: id });
          return { ok: true, value: id };
        }
      } catch (error) {
        return unavailable("create", error);
      }
    },
    async lookUp(id, { name, passcode, address }) {
      const found = await findMeeting(id);
      if (!found.ok) return found;
      const wrong = await checkPasscode(found.value, { passcode, address });
      if (wrong) return refused(wrong);
      const room = live.get(id)?.state ?? emptyRoom(found.value);
      if (isNameTaken(room, name, "")) {
        return refused(
          refusal("NAME_TAKEN", `The name "${name}" is already in use in the meeting.`),
        );
      }
      return { ok: true, value: roomInfo(room) };
    },
    async join(id, { subject, user, passcode, address }, { member, respond }) {
      const found = await findMeeting(id);
      if (!found.ok) return respond({ kind: "refused", refusal: found.refusal });
      const wrong = await checkPasscode(found.value, { passcode, address });
      if (wrong) return respond({ kind: "refused", refusal: wrong });
      // The hash took its time: the meeting may have changed, or be over.
      const still = await findMeeting(id);
      if (!still.ok) return respond({ kind: "refused", refusal: still.refusal });
      const event = { type: "join", subject, user, capacity: deps.maxParticipants } as const;
      openRoom(still.value).join(event, member, respond);
    },
    async resume(id, ticket, { member, respond }) {
      const found = await findMeeting(id);
      if (!found.ok) return respond({ kind: "refused", refusal: found.refusal });
      const { removals } = found.value;
      if (removals.some((removal) => removal.subject === ticket.subject)) {
        return respond({ kind: "refused", refusal: refusal("REMOVED") });
      }
      const room = live.get(id);
      if (room) room.resume(ticket, member, respond);
      else respond({ kind: "refused", refusal: refusal("RESUME_FAILED") });
    },
    get size() {
      return live.size;
    },
    close() {
      for (const room of live.values()) room.close();
      live.clear();
    },
  };
}

function refused(reason: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: reason };
}
