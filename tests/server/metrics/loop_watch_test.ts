// Whether a process that does not keep up is seen to be late.

import assert from "node:assert/strict";
import { systemClock } from "../../../lib/server/clock.ts";
import { noMetrics, watchLoop } from "../../../lib/server/metrics/mod.ts";

Deno.test("[F18] an event loop that is blocked is late by about so much", async () => {
  const delays: number[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const noteLoopDelay = (seconds: number) => {
    delays.push(seconds);
    resolve();
  };
  const stop = watchLoop({ ...noMetrics, noteLoopDelay }, systemClock);
  // The timer of the watch does not keep a process alive, this one does.
  const alive = setTimeout(() => {}, 60_000);
  const until = performance.now() + 1_400;
  while (performance.now() < until);
  await promise;
  clearTimeout(alive);
  stop();
  assert.ok((delays[0] ?? 0) >= 0.35, `${delays}`);
});
