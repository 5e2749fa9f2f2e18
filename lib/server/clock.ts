// Time as a port, so that tests decide what time it is. The system's clock is the only adapter here.

/** A clock and its timers; times and delays in ms. */
export interface Clock {
  now(): number;
  /** Calls `task` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

/** The machine's clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, task) {
    const id = setTimeout(task, delayMs);
    Deno.unrefTimer(id);
    return () => clearTimeout(id);
  },
};
