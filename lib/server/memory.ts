// How near the process is to the memory it may have, and what is refused then, in this order: from
// "tight" on new meetings and new people, from "full" on new connections as well, and /readyz says 503.
// Who has a seat keeps it, and gets it back after a lost connection.

import type { Clock } from "./clock.ts";

export type MemoryState = "ok" | "tight" | "full";

/** Shares of the limit at which it begins. */
const shares = { tight: 0.85, full: 0.95 } as const;
/** What was read is good for so long, in ms. */
const freshMs = 1_000;

/** Makes the reader; `read` gives the resident bytes of the process. */
export function createMemoryWatch(
  { limitBytes, clock, read = () => Deno.memoryUsage().rss }: {
    limitBytes: number;
    clock: Clock;
    read?: () => number;
  },
): () => MemoryState {
  let readAt = -Infinity;
  let state: MemoryState = "ok";
  return () => {
    const now = clock.now();
    if (readAt <= now && now - readAt < freshMs) return state;
    readAt = now;
    const share = read() / limitBytes;
    state = share >= shares.full ? "full" : share >= shares.tight ? "tight" : "ok";
    return state;
  };
}
