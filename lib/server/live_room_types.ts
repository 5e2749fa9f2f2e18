// What sessions and a live room know of each other: seats, members, outcomes. Types only.

import type { Refusal } from "../shared/errors.ts";
import type { ChatMessage, Role, RoomInfo, SignalPayload } from "../shared/protocol.ts";
import type { Room, RoomEvent } from "../shared/room.ts";
import type { Member } from "./seating.ts";

/** A session's side of its place in a room. */
export interface SeatedMember extends Member {
  /** The answer to a join that waited in the lobby. */
  settle(outcome: Outcome): void;
}

/** A session's hold on its place in a room. */
export interface Seat {
  readonly room: LiveRoom;
  readonly muid: string;
  readonly member: SeatedMember;
}

export type Outcome =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "done" }
  | { readonly kind: "waiting"; readonly seat: Seat }
  | {
    readonly kind: "seated";
    readonly seat: Seat;
    readonly role: Role;
    readonly resumeToken: string;
    /** Null where the missed broadcasts follow instead of a snapshot. */
    readonly info: RoomInfo | null;
    readonly seq: number;
    readonly chat: readonly ChatMessage[];
  };
export type Respond = (outcome: Outcome) => void;

export type JoinEvent = Extract<RoomEvent, { type: "join" }>;
/** What a dropped participant shows to get its seat back. */
export interface ResumeTicket {
  readonly subject: string;
  readonly resumeToken: string;
  readonly lastSeq: number;
}

export interface LiveRoom {
  /** The state now; replaced, never changed. */
  readonly state: Room;
  /** True once nobody is left; such a room takes no more events. */
  readonly isClosed: boolean;
  /** Applies an event of somebody in the room; `respond` is called before anybody else is told. */
  dispatch(event: RoomEvent, respond?: Respond): void;
  join(event: JoinEvent, member: SeatedMember, respond: Respond): void;
  /** Gives a seat back; the member that had it, if any, is closed. */
  resume(ticket: ResumeTicket, member: SeatedMember, respond: Respond): void;
  /** Hands `payload` to one admitted member; null where it was handed over (S5). */
  signal(from: Seat, to: string, payload: SignalPayload): Refusal | null;
  /** The socket of the seat is gone. */
  drop(seat: Seat): void;
  /** Stops its timers and forgets its people, without a word to anybody. */
  close(): void;
}
