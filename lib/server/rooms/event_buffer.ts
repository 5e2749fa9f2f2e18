// The last broadcasts of one room, kept so that a participant who comes back misses none (R3): as few
// bytes of them as tell everything.

import type { Clock } from "../clock.ts";
import { type Broadcast, supersedes } from "./broadcast.ts";

/** How many broadcasts, how many bytes of them, and for how long, a room remembers. */
const keep = { count: 256, bytes: 1024 * 1024, ageMs: 60_000 } as const;

export interface EventBuffer {
  /** `at`: when it was told, in ms since the epoch. */
  push(broadcast: Broadcast, at: number): void;
  /**
   * What is to be told to somebody who has seen all up to `seq`, in order: without what a later one makes
   * needless. Null where not everything is known any more.
   */
  since(seq: number): readonly Broadcast[] | null;
  /** The last broadcast is `seq` now; some before it may be unknown. */
  skipTo(seq: number): void;
}

interface Entry {
  readonly seq: number;
  readonly at: number;
  /** Null where a later one tells it anew. */
  broadcast: Broadcast | null;
}

/** Makes an empty buffer. */
export function createEventBuffer(clock: Clock): EventBuffer {
  let entries: Entry[] = [];
  let bytes = 0;
  let lastSeq = 0;
  const isRecent = ({ at }: Entry, now: number) => at >= now - keep.ageMs;

  function forget(entry: Entry): void {
    bytes -= entry.broadcast?.text.length ?? 0;
    entry.broadcast = null;
  }

  return {
    push(broadcast, at) {
      for (const entry of entries) {
        if (entry.broadcast && supersedes(broadcast, entry.broadcast)) forget(entry);
      }
      entries.push({ seq: broadcast.seq, at, broadcast });
      bytes += broadcast.text.length;
      lastSeq = broadcast.seq;
      // Trimmed in steps, so that a push does not copy the list each time.
      const isLong = entries.length >= keep.count * 2;
      const isOld = at - (entries[0]?.at ?? at) > keep.ageMs * 2;
      if (!isLong && !isOld && bytes <= keep.bytes) return;
      const kept = entries.slice(-keep.count).filter((entry) => isRecent(entry, at));
      for (const entry of entries.slice(0, entries.length - kept.length)) forget(entry);
      while (bytes > keep.bytes && kept[0]) {
        forget(kept[0]);
        kept.shift();
      }
      entries = kept;
    },
    since(seq) {
      // Numbers begin at 1: who has seen none knows nothing of the room.
      if (seq === 0 || seq > lastSeq) return null;
      const now = clock.now();
      const missed = entries.slice(-keep.count)
        .filter((entry) => entry.seq > seq && isRecent(entry, now));
      if (missed.length !== lastSeq - seq) return null;
      return missed.flatMap(({ broadcast }) => broadcast ?? []);
    },
    skipTo(seq) {
      lastSeq = seq;
    },
  };
}
