import assert from "node:assert/strict";
import { createBucket, createLimiter } from "../../lib/server/limits.ts";
import { oncePer } from "../../lib/server/once_per.ts";
import { createManualClock } from "../fakes/manual_clock.ts";

Deno.test("[S7] a bucket gives its burst, then its rate, each key its own", () => {
  const clock = createManualClock();
  const limiter = createLimiter({ perSecond: 1, burst: 3 }, clock);
  const take = (n: number) => Array.from({ length: n }, () => limiter.take("a") === 0);
  assert.deepEqual(take(4), [true, true, true, false]);
  assert.equal(limiter.take("b"), 0);
  clock.advance(2_000);
  assert.deepEqual(take(3), [true, true, false]);
  assert.ok(Math.abs(limiter.take("a") - 1) < 0.01, "seconds until the next");
  limiter.give("a");
  assert.equal(limiter.take("a"), 0);
});

Deno.test("[R12] keys whose buckets are full again are forgotten", () => {
  const clock = createManualClock();
  const limiter = createLimiter({ perSecond: 1, burst: 3 }, clock);
  for (let i = 0; i < 10_000; i++) limiter.take(`key ${i}`);
  clock.advance(10_000);
  limiter.take("one more");
  assert.ok(limiter.size <= 2, String(limiter.size));
});

Deno.test("[S7][R14] a clock that is set back takes no tokens, and no answer is kept longer for it", async () => {
  const clock = createManualClock();
  const bucket = createBucket({ perSecond: 30, burst: 120 }, clock);
  let asked = 0;
  const ask = oncePer(1_000, clock, () => Promise.resolve(++asked));
  await ask();
  clock.advance(-3_600_000);
  for (let n = 0; n < 120; n++) assert.equal(bucket.take(), 0);
  assert.ok(bucket.take() > 0);
  clock.advance(1_000);
  assert.equal(bucket.take(), 0);
  assert.equal(await ask(), 2);
});

Deno.test("[S7] what turned out to count is taken on credit, and looking takes nothing", () => {
  const clock = createManualClock();
  const limiter = createLimiter({ perSecond: 2, burst: 3 }, clock);
  for (let count = 0; count < 9; count++) assert.equal(limiter.look("a"), 0);
  for (let count = 0; count < 5; count++) limiter.charge("a");
  assert.equal(limiter.look("a"), 1.5);
  assert.equal(limiter.look("b"), 0);
  clock.advance(1_000);
  assert.equal(limiter.look("a"), 0.5);
  clock.advance(500);
  assert.equal(limiter.look("a"), 0);
  clock.advance(60_000);
  for (let count = 0; count < 3; count++) assert.equal(limiter.take("a"), 0);
  assert.ok(limiter.take("a") > 0);
});
