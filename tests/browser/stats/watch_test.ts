// Measuring with the time.

import assert from "node:assert/strict";
import { createStatsWatch } from "../../../lib/browser/stats/watch.ts";
import { createManualClock } from "../../fakes/browser/clock.ts";

Deno.test("[F13] measures every two seconds, never twice at once, and stops", async () => {
  const clock = createManualClock();
  const open: (() => void)[] = [];
  const watch = createStatsWatch({
    clock,
    poll: () => new Promise<void>((resolve) => open.push(resolve)),
  });
  await clock.advance(1_999);
  assert.equal(open.length, 0);
  await clock.advance(6_001);
  assert.equal(open.length, 1, "the first has not answered");
  open[0]?.();
  await clock.advance(2_000);
  assert.equal(open.length, 2);
  watch.close();
  open[1]?.();
  await clock.advance(10_000);
  assert.equal(open.length, 2);
});

Deno.test("[F13] a connection that never answers does not end the measuring of all", async () => {
  const clock = createManualClock();
  let asked = 0;
  const watch = createStatsWatch({
    clock,
    poll() {
      asked++;
      return new Promise(() => {});
    },
  });
  await clock.advance(10_000);
  assert.equal(asked, 1);
  await clock.advance(4_000);
  assert.equal(asked, 2);
  watch.close();
  assert.equal(clock.pending(), 0);
});
