// How long to wait: for a while, for something to come, and for an answer in a page that may itself stand
// still: frozen, asleep, or on a machine with too much to do. There an answer that came meanwhile is only
// read when the page goes on, and the timer may be first.

import type { Clock } from "./ports.ts";

/** Enough that what came is read before the last, few enough for timers that a hidden page gets late. */
const pieces = 4;

/**
 * Runs `task` after `limitMs` in which the page ran: however long it stood still, that counts for a
 * fourth of the limit. Returns its undo.
 */
export function afterRunning(clock: Clock, limitMs: number, task: () => void): () => void {
  let left = pieces;
  let cancel = () => {};
  const wait = () => {
    if (left-- === 0) return task();
    cancel = clock.after(limitMs / pieces, wait);
  };
  wait();
  return () => cancel();
}

/** Waits for the promise, but no longer than `limitMs`. */
export async function within(
  clock: Clock,
  limitMs: number,
  promise: Promise<unknown>,
): Promise<void> {
  let cancel = () => {};
  const limit = new Promise<void>((resolve) => cancel = clock.after(limitMs, resolve));
  await Promise.race([promise, limit]);
  cancel();
}

/** Resolves after so many milliseconds. */
export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}
