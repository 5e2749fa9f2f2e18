// The port to what outlives a process: rooms, their people included. A change is stored against the
// version it was made of, so that of two servers one goes first. Adapters are memory.ts, kv.ts and
// redis/; each of them passes tests/contracts/store_contract.ts.

import type { Delivery, Effect, Meeting, Room, RoomChange } from "../../shared/room/mod.ts";

/** A change of a room as the other servers hear of it. */
export interface LogEntry {
  /** Version of the room after it. */
  readonly version: number;
  /** When it was made, in ms since the epoch. */
  readonly at: number;
  /** Null where the meeting is over. */
  readonly change: RoomChange | null;
  readonly deliveries: readonly Delivery[];
}

/** A room as it is stored. */
export interface StoredRoom {
  /** Grows by one with each change. */
  readonly version: number;
  readonly room: Room;
  /** The last changes in order, as far as the store keeps them. */
  readonly recent: readonly LogEntry[];
}

/** What is to be told to another system, once at least. */
export interface Letter {
  readonly id: string;
  /** When it was written, in ms since the epoch. */
  readonly at: number;
  readonly body: string;
}

/** Letters that were stored with what they tell of. */
export interface Outbox {
  /** The oldest ones, in order; none where another server carries them now. */
  take(limit: number): Promise<readonly Letter[]>;
  /** Forgets one that arrived. */
  drop(id: string): Promise<void>;
  /** Lets another server carry them from now on. */
  release(): Promise<void>;
}

/** A change to be stored: all of it, or nothing. */
export interface Commit {
  /** Version of the room that `before` is. */
  readonly version: number;
  readonly before: Room;
  /** Null where the meeting is over. */
  readonly after: Room | null;
  readonly effects: readonly Effect[];
  readonly at: number;
  /** When the meeting is to be deleted unless somebody comes, in ms; null while people are in it. */
  readonly expiresAt: number | null;
  readonly letters?: readonly Letter[];
}

export type CommitResult =
  | "stored"
  /** Another server was first: read what it changed, and decide anew. */
  | "stale"
  /** The meeting is over. */
  | "gone"
  /** The other servers have given this one up: it may change nothing any more. */
  | "fenced";

/** Durable rooms. A promise that rejects says that it is not known to be stored. */
export interface Store {
  /** Stores a new meeting without people; false, and no change, where the id is taken. */
  create(meeting: Meeting, expiresAt: number, letters?: readonly Letter[]): Promise<boolean>;
  load(id: string): Promise<StoredRoom | null>;
  commit(commit: Commit): Promise<CommitResult>;
  /** The changes after `version` in order; null where not all of them are kept: load the room then. */
  since(id: string, version: number): Promise<readonly LogEntry[] | null>;
  /** Ids of all meetings, in no order: for backups, which read all there is. */
  ids(): Promise<readonly string[]>;
  /** Ids of meetings whose time is over at `now`. */
  expired(now: number): Promise<readonly string[]>;
  /** Resolves where the store can be read and written. */
  check(): Promise<void>;
  readonly outbox: Outbox;
  close(): Promise<void>;
}
