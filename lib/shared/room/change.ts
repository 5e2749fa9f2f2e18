// The difference between two states of a room, as stores keep it and servers tell each other: only
// what changed, found by identity, since rooms are replaced and never altered. Knows no store.

import type { RoomBroadcast } from "../protocol/mod.ts";
import {
  type Effect,
  type KeptChat,
  type Meeting,
  type Participant,
  type Removal,
  type Room,
  roomInfo,
  type Waiting,
} from "./state.ts";

/**
 * The form in which this version stores rooms and tells of changes. It grows where an older version would
 * read it wrongly; what is only added does not count: unknown fields are left alone, missing ones have
 * defaults.
 */
export const roomFormat = 1;

/** The small part of a room that every change writes; lists hold the keys of the parts, in order. */
export interface RoomHead {
  /** Absent in rooms that were stored before there were versions. */
  readonly format?: number;
  readonly meeting: Omit<Meeting, "removals">;
  readonly seq: number;
  readonly seats: readonly string[];
  readonly waiting: readonly string[];
  readonly removals: readonly string[];
  /** Absent in rooms that an older version stored. */
  readonly left?: readonly string[];
  readonly leftHosts?: readonly string[];
  /** Number of the first chat message kept; 0 without any. */
  readonly firstChat: number;
}

/** One thing in a room that is stored under a key of its own. */
export type Part =
  | { readonly kind: "seat"; readonly value: Participant }
  | { readonly kind: "waiting"; readonly value: Waiting }
  | { readonly kind: "removal"; readonly value: Removal }
  | { readonly kind: "chat"; readonly value: KeptChat };

/** The head as it is now, and the parts that are new or another. */
export interface RoomChange {
  readonly head: RoomHead;
  readonly parts: readonly Part[];
}

/**
 * A broadcast of the room itself, without the room: that is known where this is read, and a log of such
 * broadcasts would else keep everybody's avatar once for each.
 */
export interface RoomNotice {
  readonly type: "USER_UPDATE";
  readonly removed?: string[] | undefined;
  readonly seq: number;
}

/** What servers with members of the room have to do about a change: nothing of it is to be stored. */
export type Delivery =
  | Delivered
  | { type: "broadcast"; message: RoomBroadcast | RoomNotice; except?: string };

const seatKey = (one: Participant) => one.info.muid;
const waitingKey = (one: Waiting) => one.user.muid;
const removalKey = (one: Removal) => one.ticket;

/** The key of a part, unique in its room. */
export function partKey(part: Part): string {
  switch (part.kind) {
    case "seat":
      return `seat:${seatKey(part.value)}`;
    case "waiting":
      return `waiting:${waitingKey(part.value)}`;
    case "removal":
      return `removal:${removalKey(part.value)}`;
    case "chat":
      return `chat:${part.value.seq}`;
    default:
      return part satisfies never;
  }
}

/** What turns `before` into `after`. */
export function changeOf(before: Room, after: Room): RoomChange {
  const { removals, ...meeting } = after.meeting;
  const { participants, waiting, left, leftHosts, seq, chat } = after;
  return {
    head: {
      format: roomFormat,
      meeting,
      seq,
      seats: participants.map(seatKey),
      waiting: waiting.map(waitingKey),
      removals: removals.map(removalKey),
      left,
      leftHosts,
      firstChat: chat[0]?.seq ?? 0,
    },
    parts: [
      ...newIn(before.participants, participants).map((value) =>
        ({ kind: "seat", value }) as const
      ),
      ...newIn(before.waiting, waiting).map((value) => ({ kind: "waiting", value }) as const),
      ...newIn(before.meeting.removals, removals)
        .map((value) => ({ kind: "removal", value }) as const),
      ...newIn(before.chat, chat).map((value) => ({ kind: "chat", value }) as const),
    ],
  };
}

/**
 * The room after a change made of `before`; parts that did not change are the same objects. Throws where
 * it is of a later format than ours.
 */
export function applyChange(before: Room, { head, parts }: RoomChange): Room {
  if ((head.format ?? 0) > roomFormat) throw new Error("The room is of a newer version");
  const { meeting, participants, waiting } = before;
  const seats = new Map(participants.map((one) => [seatKey(one), one]));
  const lobby = new Map(waiting.map((one) => [waitingKey(one), one]));
  const removals = new Map(meeting.removals.map((one) => [removalKey(one), one]));
  const chat = [...before.chat];
  for (const part of parts) {
    if (part.kind === "seat") seats.set(seatKey(part.value), wholeSeat(part.value));
    else if (part.kind === "waiting") lobby.set(waitingKey(part.value), part.value);
    else if (part.kind === "removal") removals.set(removalKey(part.value), part.value);
    else if (part.kind === "chat") chat.push(part.value);
  }
  return {
    meeting: { ...head.meeting, removals: pick(removals, head.removals) },
    participants: pick(seats, head.seats),
    waiting: pick(lobby, head.waiting),
    left: head.left ?? [],
    leftHosts: head.leftHosts ?? [],
    seq: head.seq,
    chat: head.firstChat === 0 ? [] : chat.filter((one) => one.seq >= head.firstChat)
      .sort((one, other) => one.seq - other.seq),
  };
}

/** A seat with what an older version did not know yet. */
function wholeSeat(seat: Participant): Participant {
  return seat.done ? seat : { ...seat, done: [] };
}

/** The room that a store keeps as a head and all its parts, in whatever order. */
export function composeRoom(head: RoomHead, parts: readonly Part[]): Room {
  const meeting = { ...head.meeting, removals: [] };
  const empty = {
    meeting,
    participants: [],
    waiting: [],
    left: [],
    leftHosts: [],
    seq: 0,
    chat: [],
  };
  return applyChange(empty, { head, parts });
}

/** Keys of the parts of `before` that are not in the room any more. */
export function droppedKeys(before: Room, { head }: RoomChange): string[] {
  const gone = (kind: string, old: readonly string[], now: readonly string[]) => {
    const kept = new Set(now);
    return old.filter((key) => !kept.has(key)).map((key) => `${kind}:${key}`);
  };
  const isKept = ({ seq }: KeptChat) => head.firstChat > 0 && seq >= head.firstChat;
  return [
    ...gone("seat", before.participants.map(seatKey), head.seats),
    ...gone("waiting", before.waiting.map(waitingKey), head.waiting),
    ...gone("removal", before.meeting.removals.map(removalKey), head.removals),
    ...before.chat.filter((one) => !isKept(one)).map(({ seq }) => `chat:${seq}`),
  ];
}

/** The server processes that have a socket of the room, or watch over a grace in it. */
export function nodesOf(room: Room): Set<string> {
  return new Set([
    ...room.participants.map(({ presence }) => presence.node),
    ...room.waiting.map(({ hold }) => hold.node),
  ]);
}

/** What the other servers have to do of all effects. */
export function deliveriesOf(effects: readonly Effect[]): Delivery[] {
  return effects.flatMap((effect): Delivery[] => isDelivered(effect) ? [effect] : []);
}

type Delivered = Exclude<Effect, { type: "refuse" | "persist" | "erase" | "wait" }>;

function isDelivered(effect: Effect): effect is Delivered {
  return effect.type === "broadcast" || effect.type === "send" || effect.type === "admitted" ||
    effect.type === "denied" || effect.type === "close";
}

/** The same as a log keeps it. */
export function noticesOf(deliveries: readonly Delivery[]): Delivery[] {
  return deliveries.map((one) => {
    if (one.type !== "broadcast" || one.message.type !== "USER_UPDATE") return one;
    const { type, removed, seq } = one.message;
    return { ...one, message: { type, ...(removed ? { removed } : {}), seq } };
  });
}

/** A broadcast with the room in it, as it is by now where that was left out. */
export function fillNotice(message: RoomBroadcast | RoomNotice, room: Room): RoomBroadcast {
  return message.type === "USER_UPDATE" && !("data" in message)
    ? { ...message, data: roomInfo(room) }
    : message;
}

function newIn<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  if (before === after) return [];
  const old = new Set(before);
  return after.filter((one) => !old.has(one));
}

function pick<T>(all: ReadonlyMap<string, T>, keys: readonly string[]): T[] {
  return keys.flatMap((key) => all.get(key) ?? []);
}
