// The state of one room and the values that go in and out of its rules. A meeting is the durable
// fact, the room its live state. Plain data: no clock, no randomness, no I/O.

import type {
  ChatMessage,
  CloseCode,
  DirectEvent,
  JoinUser,
  ParticipantDiff,
  RoomBroadcast,
  RoomInfo,
  UserInfo,
} from "./protocol.ts";
import type { Refusal } from "./errors.ts";

/** A salted hash of a passcode, as the store keeps it. */
export interface PasscodeHash {
  readonly algorithm: "PBKDF2-SHA-256";
  readonly iterations: number;
  /** Base64. */
  readonly salt: string;
  /** Base64. */
  readonly hash: string;
}

/** Someone who may not come back: known by token subject, allowed again by ticket. */
export interface Removal {
  readonly ticket: string;
  readonly subject: string;
  readonly name: string;
}

/** What is stored of a meeting. Times in ms since the epoch. */
export interface Meeting {
  readonly id: string;
  readonly title: string;
  readonly organizer: { readonly muid: string; readonly name: string; readonly subject: string };
  readonly startTime: number;
  readonly createdAt: number;
  readonly passcode: PasscodeHash | null;
  readonly lobby: boolean;
  readonly locked: boolean;
  readonly removals: readonly Removal[];
}

/** A seat in the room. `subject` is the token's; it never leaves the server. */
export interface Participant {
  readonly info: UserInfo;
  readonly subject: string;
}

/** Someone in the lobby. */
export interface Waiting {
  readonly user: JoinUser;
  readonly subject: string;
  /** How many people the room holds. */
  readonly capacity: number;
}

export interface Room {
  readonly meeting: Meeting;
  /** In the order in which they joined. */
  readonly participants: readonly Participant[];
  readonly waiting: readonly Waiting[];
  /** Number of the last broadcast; 0 before the first. */
  readonly seq: number;
  readonly chat: readonly ChatMessage[];
}

/** What happens to a room. `muid` is always the sender bound to the socket (P11). */
export type RoomEvent =
  | { type: "join"; subject: string; user: JoinUser; capacity: number }
  | { type: "resume"; subject: string; muid: string }
  | { type: "drop"; muid: string }
  | { type: "leave"; muid: string }
  | { type: "update"; muid: string; target: string; diff: ParticipantDiff; now: number }
  | { type: "remove"; muid: string; target: string; ticket: string }
  | { type: "allow"; muid: string; ticket: string }
  | { type: "admit"; muid: string; target: string }
  | { type: "deny"; muid: string; target: string }
  | { type: "lock"; muid: string; locked: boolean }
  | { type: "chat"; muid: string; text: string; id: string; now: number }
  | { type: "react"; muid: string; emoji: string }
  | { type: "finish"; muid: string };

/** What the registry has to do once an event is accepted, in this order. */
export type Effect =
  /** The event is refused; it stands alone and the room is the same object as before. */
  | { type: "refuse"; refusal: Refusal }
  /** The meeting changed: store it before anything is sent. */
  | { type: "persist"; meeting: Meeting }
  /** The meeting is over: delete it before anything is sent. */
  | { type: "erase" }
  | { type: "broadcast"; message: RoomBroadcast; except?: string }
  | { type: "send"; to: string; message: DirectEvent }
  /** The sender of "join" waits in the lobby instead of being in. */
  | { type: "wait" }
  /** Somebody who waited is in: answer the join they are waiting for. */
  | { type: "admitted"; muid: string }
  | { type: "denied"; muid: string }
  | { type: "close"; muid: string; code: CloseCode };

export type Decision = readonly [room: Room, effects: readonly Effect[]];

/** A room in which nobody is yet. */
export function emptyRoom(meeting: Meeting): Room {
  return { meeting, participants: [], waiting: [], seq: 0, chat: [] };
}

/** What everybody may see of a room: the seed's ROOM_INFO. */
export function roomInfo(room: Room): RoomInfo {
  const { id, title, organizer, startTime, passcode, lobby, locked } = room.meeting;
  return {
    id,
    title,
    organizer: { muid: organizer.muid, name: organizer.name },
    start_time: startTime,
    participants: room.participants.map((participant) => participant.info),
    passcode_required: passcode !== null,
    lobby,
    locked,
  };
}

export function findParticipant(room: Room, muid: string): Participant | undefined {
  return room.participants.find((participant) => participant.info.muid === muid);
}

export function isHost(room: Room, muid: string): boolean {
  return findParticipant(room, muid)?.info.role === "HOST";
}
