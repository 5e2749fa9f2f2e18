// How long to wait for an answer in a page that may itself stand still: frozen, asleep, or on a machine
// with too much to do. An answer that came meanwhile is only read when the page goes on, and the
// timer may be first.

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
