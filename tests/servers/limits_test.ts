// Limits that servers on one Redis count together: nobody has the budget once more on the next server.

import assert from "node:assert/strict";
import { createLocalLimits } from "../../lib/server/limits.ts";
import { openRedisLimits } from "../../lib/server/stores/mod.ts";
import { newMeeting, newToken, openPerson, request } from "../attack/person.ts";
import { type AppProcess, buildApp, serveApp } from "../e2e/rig/app_process.ts";
import { eventually } from "../e2e/rig/people.ts";
import { createManualClock } from "../fakes/manual_clock.ts";
import { type RedisProcess, startRedis } from "../fakes/redis_process.ts";
import { showLogs } from "./server_test_case.ts";

await buildApp();

const secret = "kX9vQ2mN7pR4tW8yB3dF6hJ1lZ5cV0aS";
const rate = { perSecond: 0.1, burst: 10 };

async function withRedis(run: (redis: RedisProcess) => Promise<void>): Promise<void> {
  const redis = await startRedis();
  try {
    await run(redis);
  } finally {
    await redis.close();
  }
}

/** Limits of two servers on one Redis, once both are connected. */
async function openTwo(redis: RedisProcess) {
  const clock = createManualClock();
  const all = [0, 1].map(() => openRedisLimits(redis.url, { secret, clock }));
  for (const [n, limits] of all.entries()) {
    await eventually("it counts in Redis", async () => {
      await limits.of("probe", rate).charge(`${n}`);
      return (await keys(redis)).filter((key) => key.includes(":probe:")).length > n;
    });
  }
  const close = () => Promise.all(all.map((limits) => limits.close()));
  return { limiters: all.map((limits) => limits.of("tries", rate)), clock, close };
}

const keys = async (redis: RedisProcess) =>
  await redis.command("KEYS", "conflux:limit:*") as string[];

/** How many of so many tries in a row get through, on one after the other. */
async function through(
  limiters: readonly { take(key: string): Promise<number> }[],
  tries: number,
  key = "192.0.2.1",
): Promise<number> {
  let count = 0;
  for (let n = 0; n < tries; n++) {
    if (await limiters[n % limiters.length]?.take(key) === 0) count++;
  }
  return count;
}

Deno.test("[S7] two servers count together: take, give, look and charge", () =>
  withRedis(async (redis) => {
    const { limiters, close } = await openTwo(redis);
    const [a, b] = limiters;
    assert.ok(a && b);
    try {
      assert.equal(await through(limiters, 24), rate.burst, "as many as one server lets through");
      assert.ok(await a.look("192.0.2.1") > 0 && await b.look("192.0.2.1") > 0);
      assert.equal(await through(limiters, 1, "192.0.2.2"), 1, "somebody else has their own");

      for (let n = 0; n < 10; n++) {
        await a.take("given");
        await a.give("given");
      }
      assert.equal(await b.look("given"), 0, "what is given back is there for the other one");
      for (let n = 0; n < 10; n++) await a.charge("charged");
      assert.ok(await b.look("charged") > 0);
      assert.ok(await b.take("charged") > 0);
    } finally {
      await close();
    }
  }));

Deno.test("[S7][S12] what is counted in Redis tells nobody's address, and ends by itself", () =>
  withRedis(async (redis) => {
    const { limiters, close } = await openTwo(redis);
    try {
      await through(limiters, 1);
      const counted = (await keys(redis)).filter((key) => key.includes(":tries:"));
      assert.equal(counted.length, 1);
      assert.match(counted[0] ?? "", /^conflux:limit:tries:[A-Za-z0-9_-]{22}$/);
      const ttl = Number(await redis.command("PTTL", counted[0] ?? ""));
      assert.ok(ttl > 0 && ttl <= 100_000, `${ttl}`);
    } finally {
      await close();
    }
  }));

Deno.test("[S7][R14] while Redis is silent or gone each server holds to the limit by itself, nobody waits for it, and then they count together again", () =>
  withRedis(async (redis) => {
    const { limiters, clock, close } = await openTwo(redis);
    try {
      await redis.command("CLIENT", "PAUSE", "60000");
      const [a] = limiters;
      assert.ok(a);
      assert.equal(await through([a], 20, "silent"), rate.burst);
      await redis.kill();
      assert.equal(await through([a], 20, "gone"), rate.burst);
      await redis.start();
      // Over the time for which a Redis that was late is not asked.
      clock.advance(60_000);
      let tried = 0;
      await eventually(
        "they count together again",
        async () => await through(limiters, 24, `back${tried++}`) === rate.burst,
      );
    } finally {
      await close();
    }
  }));

Deno.test("[S7] a server alone counts as ever", async () => {
  const clock = createManualClock();
  const limiter = createLocalLimits(clock).of("tries", rate);
  assert.equal(await through([limiter], 20), rate.burst);
  clock.advance(10_000);
  assert.equal(await through([limiter], 20), 1);
});

async function withTwo(run: (apps: [AppProcess, AppProcess]) => Promise<void>): Promise<void> {
  await withRedis(async (redis) => {
    await using a = await serveApp({ CONFLUX_STORE: redis.url });
    await using b = await serveApp({ CONFLUX_STORE: redis.url });
    await showLogs([a, b], () => run([a, b]));
  });
}

Deno.test("[S6] wrong passcodes count on both servers together, by address and by meeting", () =>
  withTwo(async (apps) => {
    const [{ origin }] = apps;
    const token = await newToken(origin, "127.0.0.2");
    const room = await newMeeting(origin, { from: "127.0.0.2", token, passcode: "right" });
    const tryAt = async (n: number, from: string) => {
      const answer = await request(apps[n % 2]?.origin ?? "", `/meeting/${room}/Eve`, {
        from,
        headers: { "x-meeting-passcode": "wrong" },
      });
      return answer?.body?.error;
    };
    const byOne = [];
    for (let n = 0; n < 14; n++) byOne.push(await tryAt(n, "127.0.0.3"));
    assert.equal(byOne.filter((error) => error === "PASSCODE_WRONG").length, 10, `${byOne}`);
    const byMany = [];
    for (let n = 0; n < 24; n++) byMany.push(await tryAt(n, `127.0.1.${n}`));
    assert.equal(byMany.filter((error) => error === "PASSCODE_WRONG").length, 20, `${byMany}`);
  }));

Deno.test("[S7] guessed numbers count on both servers together", () =>
  withTwo(async (apps) => {
    const from = "127.0.0.3";
    let missed = 0;
    for (let n = 0; n < 8; n++) {
      const origin = apps[n % 2]?.origin ?? "";
      const person = await openPerson(origin, { from });
      for (let guess = 0; guess < 40; guess++) {
        const room_id = String(100_000_000 + n * 100 + guess);
        const message = { type: "RESUME_MEETING", room_id, resume_token: "x", last_seq: 0 };
        if ((await person.ask(message))?.error === "MEETING_NOT_FOUND") missed++;
      }
      person.wire.cut();
    }
    // One after the other: each is counted before the next.
    assert.ok(missed >= 120 && missed < 200, `${missed} of 320`);
  }));
