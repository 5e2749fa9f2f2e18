// The last broadcasts of one room, kept so that a participant who comes back misses none (R3).

import type { Clock } from "./clock.ts";

/** How many broadcasts, and for how long, a room remembers. */
const keep = { count: 256, ageMs: 60_000 } as const;

export interface EventBuffer {
  push(seq: number, text: string): void;
  /** The frames after `seq` in order, or null where not all of them are there any more. */
  since(seq: number): readonly string[] | null;
}

/** Makes an empty buffer for a room whose first broadcast has seq 1. */
export function createEventBuffer(clock: Clock): EventBuffer {
  let entries: { seq: number; at: number; text: string }[] = [];
  let lastSeq = 0;
  return {
    push(seq, text) {
      entries.push({ seq, at: clock.now(), text });
      lastSeq = seq;
      // Trimmed in steps, so that a push does not copy the list each time.
      if (entries.length >= keep.count * 2) entries = entries.slice(-keep.count);
    },
    since(seq) {
      if (seq > lastSeq) return null;
      const from = clock.now() - keep.ageMs;
      const kept = entries.slice(-keep.count).filter((entry) => entry.at >= from);
      const first = kept[0]?.seq ?? lastSeq + 1;
      if (seq + 1 < first) return null;
      return kept.filter((entry) => entry.seq > seq).map((entry) => entry.text);
    },
  };
}
