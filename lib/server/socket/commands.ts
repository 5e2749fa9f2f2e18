// What each command of the socket does: turns a parsed message into an event of the sender's room and
// the room's outcome into an answer. Framing, limits and tokens are the session's.

import { refusal } from "../../shared/errors.ts";
import { maxPasscodeLength } from "../../shared/passcodes.ts";
import type { Admission, ClientMessage } from "../../shared/protocol/mod.ts";
import { findParticipant, type PersonalEvent, waitingMessage } from "../../shared/room/mod.ts";
import type { Clock } from "../clock.ts";
import { randomToken } from "../crypto.ts";
import type { Metrics } from "../metrics/mod.ts";
import {
  lastPage,
  type LinkKeys,
  type Outcome,
  type Registry,
  type Seat,
  type SeatedMember,
} from "../rooms/mod.ts";
import type { Entrances } from "./entrances.ts";
import type { Answer } from "./frames.ts";
import type { Identity } from "../token.ts";
import type { Tracing } from "../tracing.ts";
import type { Turn } from "../turn/mod.ts";

/** Where a session is: nowhere, in a lobby, or in a room. */
export type Place = { readonly kind: "waiting" | "joined"; readonly seat: Seat } | null;

/** What commands need of the server. */
export interface CommandDeps {
  readonly registry: Registry;
  readonly linkKeys: LinkKeys;
  readonly entrances: Entrances;
  readonly turn: Turn;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly clock: Clock;
}

export interface CommandContext {
  readonly deps: CommandDeps;
  readonly address: string;
  readonly identity: Identity;
  /** What the request is known by where it comes again. */
  readonly requestId: string | undefined;
  readonly place: Place;
  setPlace(place: Place): void;
  /** The answer tells the room as of broadcast `seq`; what follows is counted from there. */
  startAt(seq: number): void;
  readonly member: Omit<SeatedMember, "settle">;
  answer(answer: Answer): void;
}

/** Carries out one command; the promise, if any, ends when it is answered. */
export function executeCommand(
  message: ClientMessage,
  context: CommandContext,
): Promise<void> | undefined {
  switch (message.type) {
    case "PING":
      context.answer({ raw: { type: "PONG", time: context.deps.clock.now() } });
      return undefined;
    case "JOIN_MEETING":
    case "RESUME_MEETING":
      if (context.place) {
        context.answer({ refusal: refusal("ALREADY_JOINED") });
        return undefined;
      }
      return enterRoom(message, context);
    case "SIGNAL":
      return relay(message, context);
    case "CHAT_HISTORY":
      return tellHistory(message, context);
    default:
      return dispatch(message, context);
  }
}

type Entrance = Extract<ClientMessage, { type: "JOIN_MEETING" | "RESUME_MEETING" }>;
type Signal = Extract<ClientMessage, { type: "SIGNAL" }>;
type History = Extract<ClientMessage, { type: "CHAT_HISTORY" }>;
type RoomCommand = Exclude<ClientMessage, Entrance | Signal | History | { type: "PING" }>;

async function enterRoom(message: Entrance, context: CommandContext): Promise<void> {
  const { identity: { subject, entry }, address } = context;
  const { registry, linkKeys, entrances, turn } = context.deps;
  const comer = { address, subject, roomId: message.room_id, entry };
  const tooOften = await entrances.refuse(comer, message.type);
  if (tooOften) return context.answer({ refusal: tooOften });
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  const respond = (outcome: Outcome): void => {
    resolve();
    switch (outcome.kind) {
      case "refused":
        entrances.noteRefusal(comer, outcome.refusal.error);
        // After a denied wait the place is given up; before that there was none.
        context.setPlace(null);
        return context.answer({ refusal: outcome.refusal });
      case "waiting":
        context.setPlace({ kind: "waiting", seat: outcome.seat });
        return context.answer({
          raw: waitingMessage(outcome.seat.room.stored.room, outcome.seat.muid),
          isInterim: true,
        });
      case "seated": {
        const { seat, standing, resumeToken, info, seq, chat } = outcome;
        const { meeting } = seat.room.stored.room;
        context.setPlace({ kind: "joined", seat });
        context.startAt(seq);
        const page = lastPage(chat);
        const credentials = turn.credentials(subject);
        const beside: Admission = {
          self: { muid: seat.muid, ...standing, resume_token: resumeToken },
          ...(meeting.linkOnly ? { link_key: linkKeys.keyOf(meeting) } : {}),
          seq,
          ice_servers: credentials.iceServers,
          turn_expires_at: credentials.expiresAt,
          chat: [...page.messages],
          ...(page.more ? { chat_more: true } : {}),
        };
        return context.answer({ data: info, beside });
      }
      case "done":
        return;
      default:
        return outcome satisfies never;
    }
  };
  const member: SeatedMember = { ...context.member, settle: respond };
  if (message.type === "RESUME_MEETING") {
    const { resume_token: resumeToken, last_seq: lastSeq } = message;
    const ticket = { subject, resumeToken, lastSeq };
    await registry.resume(message.room_id, ticket, { member, respond });
    return await answered;
  }
  const { muid, name, state, avatar, expandCamera, mirrorCamera } = message;
  const user = { muid, name, state, avatar, expandCamera, mirrorCamera };
  const passcode = message.passcode?.slice(0, maxPasscodeLength);
  const { organizer_key: organizerKey, link_key: linkKey } = message;
  const visitor = { subject, user, passcode, organizerKey, linkKey, address };
  await registry.join(message.room_id, visitor, { member, respond });
  // Whatever this session says next is about the place it has by then.
  await answered;
}

/** The hot path: no queue, no store, and no word back unless it failed or was asked for. */
function relay(message: Signal, { place, answer }: CommandContext): undefined {
  if (place?.kind !== "joined" || place.seat.room.id !== message.room_id) {
    answer({ refusal: refusal("FORBIDDEN") });
    return undefined;
  }
  const refused = place.seat.room.signal(place.seat, message.to, message.payload);
  if (refused) answer({ refusal: refused });
  else if (message.request_id !== undefined) answer({ data: null });
  return undefined;
}

/** A page of what was written before; it is read where the room is, and changes nothing. */
function tellHistory(
  { room_id, before }: History,
  { place, answer }: CommandContext,
): undefined {
  const room = place?.seat.room.stored.room;
  const isIn = room?.meeting.id === room_id && findParticipant(room, place?.seat.muid ?? "");
  answer(room && isIn ? { data: lastPage(room.chat, before) } : { refusal: refusal("FORBIDDEN") });
}

function dispatch(message: RoomCommand, context: CommandContext): Promise<void> | undefined {
  const { place, requestId, answer } = context;
  const room = place?.seat.room;
  if (!place || !room || room.id !== message.room_id) {
    answer({ refusal: refusal("FORBIDDEN") });
    return undefined;
  }
  const { muid } = place.seat;
  if (place.kind === "waiting" && message.type === "LEAVE_MEETING") {
    room.drop(place.seat);
    context.setPlace(null);
    answer({ data: null });
    return undefined;
  }
  const { promise, resolve } = Promise.withResolvers<void>();
  let isDone = false;
  const event = toEvent(message, muid, context.deps.clock.now());
  room.dispatch(requestId === undefined ? event : { ...event, requestId }, (outcome) => {
    isDone = true;
    if (outcome.kind === "refused") answer({ refusal: outcome.refusal });
    else {
      if (message.type === "LEAVE_MEETING") context.setPlace(null);
      answer({ data: null });
    }
    resolve();
  });
  return isDone ? undefined : promise;
}

function toEvent(message: RoomCommand, muid: string, now: number): PersonalEvent {
  switch (message.type) {
    case "LEAVE_MEETING":
      return { type: "leave", muid };
    case "FINISH_MEETING":
      return { type: "finish", muid };
    case "UPDATE_USER_STATE":
      return {
        type: "update",
        muid,
        target: message.muid ?? muid,
        diff: message.participant_diff,
        now,
      };
    case "REMOVE_USER":
      return { type: "remove", muid, target: message.muid, ticket: randomToken(9) };
    case "ALLOW_USER":
      return { type: "allow", muid, ticket: message.ticket };
    case "ADMIT_USER":
      return { type: "admit", muid, target: message.muid };
    case "DENY_USER":
      return { type: "deny", muid, target: message.muid };
    case "LOCK_MEETING":
      return { type: "lock", muid, locked: message.locked };
    case "SET_LOBBY":
      return { type: "lobby", muid, isOn: message.lobby };
    case "ASK_TO_UNMUTE":
      return { type: "ask-unmute", muid, target: message.muid };
    case "CHAT":
      return { type: "chat", muid, text: message.text, id: crypto.randomUUID(), now };
    case "REACT":
      return { type: "react", muid, emoji: message.emoji };
    default:
      return message satisfies never;
  }
}
