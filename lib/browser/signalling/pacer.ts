// Lets messages out no faster than the server takes them (S7): a burst, then a steady rate, in order.
// Nothing is lost that the server would otherwise refuse. Knows nothing of what it lets out.

import type { Clock } from "../ports.ts";

export interface Pacer {
  /** Runs `task` now or, when too much went out of late, as soon as it may. */
  run(task: () => void): void;
  close(): void;
}

/** Leaves room below the server's limits (burst 120, 30 per second) for everything that is not paced. */
export const signalPace = { burst: 80, perSecond: 20 } as const;

/** Makes a token bucket of `burst` runs that fills at `perSecond`. */
export function createPacer(
  clock: Clock,
  { burst, perSecond }: { burst: number; perSecond: number },
): Pacer {
  const waiting: (() => void)[] = [];
  let tokens = burst;
  let filledAt = clock.now();
  let cancel: (() => void) | null = null;

  function refill(): void {
    const now = clock.now();
    tokens = Math.min(burst, tokens + Math.max(0, now - filledAt) * perSecond / 1_000);
    filledAt = now;
  }

  function flush(): void {
    cancel = null;
    refill();
    while (tokens >= 1) {
      const task = waiting.shift();
      if (!task) return;
      tokens--;
      task();
    }
    if (waiting.length > 0) cancel = clock.after(1_000 / perSecond, flush);
  }

  return {
    run(task) {
      waiting.push(task);
      if (!cancel) flush();
    },
    close() {
      cancel?.();
      waiting.length = 0;
    },
  };
}
