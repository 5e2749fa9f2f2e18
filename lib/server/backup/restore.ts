// Puts the rooms of a backup into a store, each as if its servers had just been lost. Knows no store.

import { reduceRoom, type Room } from "../../shared/room/mod.ts";
import { expiryOf } from "../rooms/mod.ts";
import type { RoomTarget } from "../stores/mod.ts";
import type { Backup } from "./read.ts";

/**
 * No meeting says so much between a backup and the end of its store: what is said from now on has numbers
 * that nobody has seen, so that whoever comes back with a later one is not taken for up to date.
 */
const numbersAhead = 1_000_000;

/** Fills the store; a meeting in which nobody was is kept as if it had emptied now. */
export async function restoreRooms(
  backup: Backup,
  target: RoomTarget,
  { now }: { now: () => number },
): Promise<void> {
  for await (const room of backup.rooms()) {
    const [after] = reduceRoom(room, { type: "renumber", seq: room.seq + numbersAhead });
    const at = now();
    await target.put(after, { at, expiresAt: isEmpty(room) ? expiryOf(room.meeting, at) : null });
  }
  await target.finish();
}

function isEmpty({ participants, waiting }: Room): boolean {
  return participants.length === 0 && waiting.length === 0;
}
