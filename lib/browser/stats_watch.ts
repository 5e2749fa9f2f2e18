// Has the connections of a call measured, every two seconds and never twice at once. Knows no
// statistics.

import type { Clock } from "./ports.ts";

/** Slow enough to cost nothing with eleven others, quick enough for a mark that is true. */
const periodMs = 2_000;

/** Calls `poll` with the time until it is closed. */
export function createStatsWatch(
  { clock, poll }: { clock: Clock; poll(now: number): Promise<unknown> },
): { close(): void } {
  let cancel = clock.after(periodMs, look);
  let isBusy = false;

  async function look(): Promise<void> {
    cancel = clock.after(periodMs, look);
    if (isBusy) return;
    isBusy = true;
    try {
      await poll(clock.now());
    } finally {
      isBusy = false;
    }
  }
  return { close: () => cancel() };
}
