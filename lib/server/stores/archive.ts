// What a backup reads of a store while servers use it, and what a restore fills while none does: two more
// ports, beside store and bus. Adapters are kv_archive.ts and redis/archive.ts. Knows no file of a backup.

import { emptyRoom, type Room } from "../../shared/room/mod.ts";
import type { Store } from "./store.ts";

/** Why a store cannot be read or filled, in words for the operator. */
export class ArchiveError extends Error {
  override name = "ArchiveError";
}

/** Rooms as they are: of one moment each, whoever changes them meanwhile. */
export interface RoomSource extends Pick<Store, "ids" | "load"> {
  close(): Promise<void>;
}

/** A store that no server uses, to be filled. */
export interface RoomTarget {
  /** Puts a room in; `at` is now, in ms, and `expiresAt` as in a commit. */
  put(room: Room, times: { at: number; expiresAt: number | null }): Promise<void>;
  /** All rooms are in: from now on they are what servers find. */
  finish(): Promise<void>;
  /** Lets go of the store; may be called again. */
  close(): Promise<void>;
}

/** What a restore does with what is there. */
export interface TargetOptions {
  /** Rooms that are there are deleted; else they are a reason to refuse. */
  readonly replaces: boolean;
}

export const notEmpty =
  "There are meetings in this store already. With --replace they are deleted.";

/**
 * Stores a room that is not there yet. The seats in it become those of `node`, which will be gone: a
 * server takes them over and begins their grace, so people come back to theirs and nobody else stays.
 */
export async function putRoom(
  store: Store,
  room: Room,
  { node, at, expiresAt }: { node: string; at: number; expiresAt: number | null },
): Promise<void> {
  const { meeting, participants, waiting } = room;
  const blank = { ...meeting, removals: [] };
  if (!await store.create(blank, expiresAt ?? at)) throw new ArchiveError(notEmpty);
  const after: Room = {
    ...room,
    participants: participants.map((one) => ({ ...one, presence: { ...one.presence, node } })),
    waiting: waiting.map((one) => ({ ...one, hold: { ...one.hold, node } })),
  };
  const before = emptyRoom(blank);
  const result = await store.commit({ version: 0, before, after, effects: [], at, expiresAt });
  if (result !== "stored") throw new ArchiveError(`The store refused a meeting: ${result}`);
}
