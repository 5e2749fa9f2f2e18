// When the server is tried again.

import assert from "node:assert/strict";
import { reconnectDelay, restartDelay } from "../../../lib/browser/signalling/backoff.ts";

Deno.test("[R2] the schedule is 0, 0.3, 1.2, 2.7, 4.8, then 7 s, with jitter from the third try", () => {
  const plain = [0, 1, 2, 3, 4, 5, 6, 50].map((attempt) => reconnectDelay(attempt, 0));
  assert.deepEqual(plain, [0, 300, 1200, 2700, 4800, 7000, 7000, 7000]);
  const jittered = [0, 1, 2, 3, 9].map((attempt) => reconnectDelay(attempt, 1));
  assert.deepEqual(jittered, [0, 300, 2200, 3700, 8000]);
});

Deno.test("[R7] after a restart of the server the delay is 1 to 5 s", () => {
  assert.deepEqual([0, 0.5, 1].map(restartDelay), [1000, 3000, 5000]);
});
