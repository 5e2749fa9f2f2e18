// When to try the server again (R2, R7). Pure: the caller brings the randomness.

const scheduleMs = [0, 300, 1_200, 2_700, 4_800];
const steadyMs = 7_000;
const jitterMs = 1_000;

/** Delay in ms before try number `attempt` (0 is the first); `random` is 0 to 1. */
export function reconnectDelay(attempt: number, random: number): number {
  const jitter = attempt >= 2 ? random * jitterMs : 0;
  return (scheduleMs[attempt] ?? steadyMs) + jitter;
}

/** Delay in ms after a server said that it restarts: 1 to 5 s, so that not all come at once. */
export function restartDelay(random: number): number {
  return 1_000 + random * 4_000;
}
