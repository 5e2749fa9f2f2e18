// A clock that stands still until a test moves it.

import type { Clock } from "../../lib/server/clock.ts";

export interface ManualClock extends Clock {
  /** Moves time on and runs the timers that come due, in their order. */
  advance(ms: number): void;
  /** Timers set and not yet run or cancelled. */
  readonly pending: number;
}

/** Makes a clock that starts at `startMs`. */
export function createManualClock(startMs = 1_700_000_000_000): ManualClock {
  let now = startMs;
  let timers: { at: number; task: () => void }[] = [];
  return {
    now: () => now,
    after(delayMs, task) {
      const timer = { at: now + delayMs, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = timers.toSorted((one, other) => one.at - other.at);
        if (!next || next.at > end) break;
        timers = timers.filter((one) => one !== next);
        now = next.at;
        next.task();
      }
      now = end;
    },
    get pending() {
      return timers.length;
    },
  };
}
