// Whether the process keeps up: how much later than due a timer runs. (`monitorEventLoopDelay()` of Deno
// 2.9 does not see a loop that is busy: a block of 100 ms was 0.3 ms to it.)

import type { Clock } from "../clock.ts";
import type { Metrics } from "./metrics.ts";

const everyMs = 1_000;

/** Looks each second; the result ends it. */
export function watchLoop(metrics: Metrics, clock: Clock): () => void {
  let dueAt = performance.now() + everyMs;
  let cancel = clock.after(everyMs, look);
  function look(): void {
    const now = performance.now();
    metrics.noteLoopDelay((now - dueAt) / 1_000);
    dueAt = now + everyMs;
    cancel = clock.after(everyMs, look);
  }
  return () => cancel();
}
