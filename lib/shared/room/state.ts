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
} from "../protocol/mod.ts";
import type { Refusal } from "../errors.ts";

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
  /** Who has the number alone waits until a host lets them in. */
  readonly linkOnly?: boolean;
  /** Guests need not wait for the start. */
  readonly isOpenEarly?: boolean;
  readonly locked: boolean;
  readonly removals: readonly Removal[];
}

/** The hold of one socket on a seat or on a place in the lobby. */
export interface Hold {
  /** The server process that has the socket. */
  readonly node: string;
  /** SHA-256 of the token with which the seat is taken back: another one each time (R3). */
  readonly resumeHash: string;
}

/**
 * Whether somebody sits on the seat: their socket is here, or the seat is kept for them until a time
 * in ms (R1). `node` is the server process that has the socket, or that watches over the grace.
 */
export type Presence =
  | { readonly kind: "here"; readonly node: string }
  | { readonly kind: "grace"; readonly node: string; readonly until: number };

/** A seat in the room. `subject` is the token's; it never leaves the server. */
export interface Participant {
  /** `online` is true exactly where the presence is "here". */
  readonly info: UserInfo;
  readonly subject: string;
  readonly presence: Presence;
  readonly resumeHash: string;
  /** The last requests that were carried out, so that none is carried out twice (R4). */
  readonly done: readonly string[];
  /** They showed the organizer key: the organizer on another device. */
  readonly hasKey?: boolean;
  /** HOST since the last one left, until the organizer is back (P14). */
  readonly isHeir?: boolean;
}

/** Someone in the lobby. */
export interface Waiting {
  readonly user: JoinUser;
  readonly subject: string;
  readonly hold: Hold;
  /** How many people the room holds. */
  readonly capacity: number;
  /** They wait for the start, or for the organizer; absent: until a host lets them in. */
  readonly until?: "start";
}

/** A chat message as the room keeps it, with the number of its broadcast. */
export interface KeptChat extends ChatMessage {
  readonly seq: number;
}

export interface Room {
  readonly meeting: Meeting;
  /** In the order in which they joined. */
  readonly participants: readonly Participant[];
  readonly waiting: readonly Waiting[];
  /** Who had a seat since somebody is here, and left: keys that door.ts makes of their subjects. */
  readonly left: readonly string[];
  /** Those of them who were HOST by hand, and are it again when they are back (P14). */
  readonly leftHosts: readonly string[];
  /** Number of the last broadcast; 0 before the first. */
  readonly seq: number;
  readonly chat: readonly KeptChat[];
}

/** What somebody in the room asks for; `muid` is the sender bound to the socket (P11). */
export type PersonalEvent =
  & {
    readonly muid: string;
    /** Asked again under the same id, it is not done again (R4). */
    readonly requestId?: string;
  }
  & (
    | { type: "leave" }
    | { type: "update"; target: string; diff: ParticipantDiff; now: number }
    | { type: "remove"; target: string; ticket: string }
    | { type: "allow"; ticket: string }
    | { type: "admit"; target: string }
    | { type: "deny"; target: string }
    | { type: "lock"; locked: boolean }
    | { type: "lobby"; isOn: boolean }
    | { type: "ask-unmute"; target: string }
    | { type: "chat"; text: string; id: string; now: number }
    | { type: "react"; emoji: string }
    | { type: "finish" }
  );

/** What happens to a room. */
export type RoomEvent =
  | PersonalEvent
  | {
    type: "join";
    subject: string;
    user: JoinUser;
    capacity: number;
    hold: Hold;
    /** The organizer key came with it, and was right. */
    hasKey?: boolean;
    /** The key of the link came with it, and was right. */
    hasLink?: boolean;
    now: number;
  }
  /** `resumeHash` is of the token shown, `hold` has that of the next one. */
  | { type: "resume"; subject: string; resumeHash: string; hold: Hold }
  /** The socket that had this hold is gone; the seat is kept until a time in ms. */
  | { type: "drop"; muid: string; hold: Hold; until: number }
  /** The grace that ends at `until` is over. */
  | { type: "expire"; muid: string; until: number }
  /** The server process `lost` is gone: `by` watches over its seats, each kept until a time in ms. */
  | { type: "adopt"; lost: string; by: string; until: number }
  /** It is time to begin: who waits for that is let in. */
  | { type: "open"; now: number }
  /** The organizer, who need not be in it, planned the meeting anew; what is absent stays. */
  | { type: "amend"; title?: string; startTime?: number; now: number }
  /** The organizer, who need not be in it, does not want the meeting any more. */
  | { type: "cancel" }
  /** Nobody came for too long: the meeting is deleted where that is still so (R12). */
  | { type: "close-empty" }
  /** The store lost broadcasts up to `seq`: numbers go on above it. */
  | { type: "renumber"; seq: number };

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
  return { meeting, participants: [], waiting: [], left: [], leftHosts: [], seq: 0, chat: [] };
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
    // A lock ends with the last person (P14); see door.ts.
    locked: locked && room.participants.length > 0,
    ...(room.meeting.linkOnly ? { link_only: true } : {}),
    ...(room.meeting.isOpenEarly ? { join_before_start: true } : {}),
  };
}

/** What somebody may see of a room for whose link they would have to ask: no title, and nobody's name. */
export function closedRoomInfo(room: Room): RoomInfo {
  const nobody = { muid: "", name: "" };
  return { ...roomInfo(room), title: "", organizer: nobody, participants: [] };
}

export function findParticipant(room: Room, muid: string): Participant | undefined {
  return room.participants.find((participant) => participant.info.muid === muid);
}

export function isHost(room: Room, muid: string): boolean {
  return findParticipant(room, muid)?.info.role === "HOST";
}
