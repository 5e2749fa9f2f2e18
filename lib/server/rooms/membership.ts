// What sessions and a live room are to each other: members, seats, outcomes. Types only.

import type { Refusal } from "../../shared/errors.ts";
import type {
  ChatMessage,
  CloseCode,
  JoinUser,
  RoomInfo,
  SignalPayload,
  UserInfo,
} from "../../shared/protocol/mod.ts";
import type { PersonalEvent, RoomEvent } from "../../shared/room/mod.ts";
import type { BusMessage, StoredRoom } from "../stores/mod.ts";
import type { Broadcast } from "./broadcast.ts";
import type { Shown } from "./shown.ts";
import type { Replies } from "./replies.ts";

/** What a room needs of a session. */
export interface SeatedMember {
  send(text: string): void;
  /** Sends what `from` says to this one alone; false, and not sent, where too much of that waits. */
  sendDirect(text: string, from: string): boolean;
  sendBroadcast(broadcast: Broadcast): void;
  close(code: CloseCode): void;
  /** The answer to a join that waited in the lobby. */
  settle(outcome: Outcome): void;
}

/** A session's hold on its place in a room. */
export interface Seat {
  readonly room: LiveRoom;
  readonly muid: string;
  readonly resumeHash: string;
  readonly replies: Replies;
}

export type Outcome =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "done" }
  | { readonly kind: "waiting"; readonly seat: Seat }
  | {
    readonly kind: "seated";
    readonly seat: Seat;
    /** The role, and whether it is for want of the organizer. */
    readonly standing: Pick<UserInfo, "role" | "stand_in">;
    readonly resumeToken: string;
    /** Null where the missed broadcasts follow instead of a snapshot. */
    readonly info: RoomInfo | null;
    readonly seq: number;
    readonly chat: readonly ChatMessage[];
  };
export type Respond = (outcome: Outcome) => void;

/** A session that comes in, with the token of its hold. */
export interface Entrant {
  readonly member: SeatedMember;
  readonly resumeToken: string;
  readonly resumeHash: string;
}

/** Somebody who comes in, and the last broadcast they saw. */
export interface Entrance {
  readonly entrant: Entrant;
  readonly lastSeq: number;
}

export type EntryEvent =
  | Omit<Extract<RoomEvent, { type: "join" }>, "hold">
  | Omit<Extract<RoomEvent, { type: "resume" }>, "hold">;

/** What happens to a room without anybody asking for it. */
export type OwnEvent = Extract<RoomEvent, { type: "adopt" | "close-empty" | "amend" | "cancel" }>;

export interface LiveRoom {
  readonly id: string;
  /** The room as it is now, as the store has it. */
  readonly stored: StoredRoom;
  /** True once nobody is left here; such a room takes no more events. */
  readonly isClosed: boolean;
  /** Applies an event of somebody in the room; `respond` is called before anybody else is told. */
  dispatch(event: PersonalEvent | OwnEvent, respond?: Respond): void;
  /**
   * Lets a session in by a join or a resume. `lastSeq`: the last broadcast it saw; what came after it
   * follows, where all of that is still known, instead of a snapshot (R3).
   */
  enter(event: EntryEvent, entrant: Entrant, options: { lastSeq: number; respond: Respond }): void;
  /** Hands `payload` to one admitted member; null where it was handed over (S5). */
  signal(from: Seat, to: string, payload: SignalPayload): Refusal | null;
  /** The socket of the seat is gone; `isPageGone`: its page was closed, or is being reloaded. */
  drop(seat: Seat, how?: { isPageGone: boolean }): void;
  /** News from another server. */
  handleMessage(message: BusMessage): void;
  /** Reads what may have been missed from the store. */
  sync(): void;
  /** Closes every socket here with `code` and forgets the room without a word to the store. */
  abandon(code?: CloseCode): void;
}

/** Somebody at the door: what they say and from where. */
export interface Visitor extends Shown {
  readonly subject: string;
  readonly user: JoinUser;
}

/** What a dropped participant shows to get its seat back. */
export interface ResumeTicket {
  readonly subject: string;
  readonly resumeToken: string;
  /** The last broadcast it saw; 0 for none. */
  readonly lastSeq: number;
}
