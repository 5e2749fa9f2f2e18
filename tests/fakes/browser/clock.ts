// A clock that moves by hand. Tasks run in the order of their time; between them every promise that
// can settle does.

import type { Clock } from "../../../lib/browser/ports.ts";

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
}

export interface ManualClock extends Clock {
  advance(ms: number): Promise<void>;
  /** The page stands still for so long: timers come due, and run late with the next `advance`. */
  freeze(ms: number): void;
  /** Timers that are set now: 0 after a clean end. */
  pending(): number;
}

export function createManualClock(start = 1_700_000_000_000): ManualClock {
  let now = start;
  let order = 0;
  const timers = new Map<number, { at: number; task: () => void }>();

  return {
    now: () => now,
    after(delayMs, task) {
      const id = ++order;
      timers.set(id, { at: now + delayMs, task });
      return () => void timers.delete(id);
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      while (true) {
        const [next] = [...timers].filter(([, { at }]) => at <= end)
          .sort(([a, x], [b, y]) => x.at - y.at || a - b);
        if (!next) break;
        const [id, { at, task }] = next;
        timers.delete(id);
        now = Math.max(now, at);
        task();
        await settle();
      }
      now = end;
    },
    freeze(ms) {
      now += ms;
    },
    pending: () => timers.size,
  };
}
