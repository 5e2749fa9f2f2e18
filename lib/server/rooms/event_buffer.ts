// The last broadcasts of one room, kept so that a participant who comes back misses none (R3).

import type { Clock } from "../clock.ts";
import type { Broadcast } from "./broadcast.ts";

/** How many broadcasts, and for how long, a room remembers. */
const keep = { count: 256, ageMs: 60_000 } as const;

export interface EventBuffer {
  /** `at`: when it was told, in ms since the epoch. */
  push(broadcast: Broadcast, at: number): void;
  /** The broadcasts after `seq` in order, or null where not all of them are there any more. */
  since(seq: number): readonly Broadcast[] | null;
  /** The last broadcast is `seq` now; some before it may be unknown. */
  skipTo(seq: number): void;
}

/** Makes an empty buffer. */
export function createEventBuffer(clock: Clock): EventBuffer {
  let entries: { at: number; broadcast: Broadcast }[] = [];
  let lastSeq = 0;
  const recent = (now: number) =>
    entries.slice(-keep.count).filter(({ at }) => at >= now - keep.ageMs);

  return {
    push(broadcast, at) {
      entries.push({ at, broadcast });
      lastSeq = broadcast.seq;
      // Trimmed in steps, so that a push does not copy the list each time.
      const isLong = entries.length >= keep.count * 2;
      const isOld = at - (entries[0]?.at ?? at) > keep.ageMs * 2;
      if (isLong || isOld) entries = recent(at);
    },
    since(seq) {
      // Numbers begin at 1: who has seen none knows nothing of the room.
      if (seq === 0 || seq > lastSeq) return null;
      const missed = recent(clock.now()).filter(({ broadcast }) => broadcast.seq > seq);
      return missed.length === lastSeq - seq ? missed.map(({ broadcast }) => broadcast) : null;
    },
    skipTo(seq) {
      lastSeq = seq;
    },
  };
}
