// Waiting with an end: for something that may never come, until a limit or until the doctor closes.

import type { Clock } from "../ports.ts";

interface WaitOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly limitMs: number;
}

/** What `start` hands to `done` first, or null after `limitMs` or when `signal` aborts. */
export function waitFor<T>(
  { clock, signal, limitMs }: WaitOptions,
  start: (done: (value: T) => void) => void,
): Promise<T | null> {
  return new Promise((resolve) => {
    const settle = (value: T | null) => {
      cancel();
      signal.removeEventListener("abort", handleAbort);
      resolve(value);
    };
    const handleAbort = () => settle(null);
    const cancel = clock.after(limitMs, () => settle(null));
    signal.addEventListener("abort", handleAbort);
    if (signal.aborted) settle(null);
    else start(settle);
  });
}

/** Waits `limitMs`, or less when `signal` aborts. */
export async function pause(options: WaitOptions): Promise<void> {
  await waitFor<void>(options, () => {});
}
