// Has the connections of a call measured, every two seconds and never twice at once. Knows no
// statistics.

import type { Clock } from "../ports.ts";

/** Slow enough to cost nothing with eleven others, quick enough for a mark that is true. */
const periodMs = 2_000;
/** A connection that was closed meanwhile may never answer; the others are not to wait for it. */
const limitMs = 10_000;

/** Calls `poll`, which never rejects, with the time until it is closed. */
export function createStatsWatch(
  { clock, poll }: { clock: Clock; poll(now: number): Promise<unknown> },
): { close(): void } {
  let cancel = clock.after(periodMs, look);
  let cancelLimit: (() => void) | null = null;

  function look(): void {
    cancel = clock.after(periodMs, look);
    if (cancelLimit) return;
    const own = cancelLimit = clock.after(limitMs, end);
    void poll(clock.now()).then(() => own === cancelLimit && end());
  }

  function end(): void {
    cancelLimit?.();
    cancelLimit = null;
  }

  return {
    close() {
      cancel();
      end();
    },
  };
}
