import assert from "node:assert/strict";
import type { Backend, BusMessage } from "../../lib/server/stores/bus.ts";
import { openRedisBackend } from "../../lib/server/stores/redis/backend.ts";
import { testBus } from "../contracts/bus_contract.ts";
import { commitEvent, testStore } from "../contracts/store_contract.ts";
import before from "../contracts/room_of_main_2026_11_26.json" with { type: "json" };
import { createManualClock } from "../fakes/manual_clock.ts";
import { startRedis } from "../fakes/redis_process.ts";
import { joinOf } from "../fakes/rooms.ts";

const silent = { log: () => {} };

testStore("redis", async () => {
  const redis = await startRedis();
  const backend = openRedisBackend(redis.url, { clock: createManualClock(), ...silent });
  startBus(backend);
  while (!backend.bus.isCurrent) await later();
  return { backend, dispose: redis.close };
});

testBus("redis", async () => {
  const redis = await startRedis();
  // Time stands still but where a test moves it; leases run out where it says so.
  const clock = createManualClock();
  return {
    open: () => openRedisBackend(redis.url, { clock, ...silent }),
    async lose(node) {
      await redis.command("DEL", `conflux:lease:${node}`);
      clock.advance(4_000);
    },
    dispose: redis.close,
  };
});

Deno.test("[R5] redis: a room of the main of 2026-11-26 is loaded, log and all, and goes on", async () => {
  const redis = await startRedis();
  await redis.command("HSET", "conflux:room:123456789", ...before.hash);
  for (const [id, fields] of before.log) {
    await redis.command("XADD", "conflux:log:123456789", String(id), ...(fields as string[]));
  }
  const backend = openRedisBackend(redis.url, { clock: createManualClock(), ...silent });
  startBus(backend);
  while (!backend.bus.isCurrent) await later();
  try {
    const stored = await backend.store.load("123456789");
    assert.equal(stored?.version, 11);
    assert.equal(stored.recent.length, 11);
    assert.deepEqual(stored.recent.map(({ version }) => version), [
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8,
      9,
      10,
      11,
    ]);
    const { result } = await commitEvent(backend.store, stored, joinOf(7));
    assert.equal(result, "stored");
  } finally {
    await backend.bus.close();
    await backend.store.close();
    await redis.close();
  }
});

Deno.test("[R5] redis: a server hears on after what it does not understand, and says so", async () => {
  const redis = await startRedis();
  const logged: string[] = [];
  const heard: string[] = [];
  const lags: number[] = [];
  const clock = createManualClock(Date.now() + 2_000);
  const backend = openRedisBackend(redis.url, {
    clock,
    log: ({ event }) => logged.push(event),
    noteLag: (seconds) => lags.push(seconds),
  });
  startBus(backend, (message) => heard.push(message.kind));
  while (!backend.bus.isCurrent) await later();
  const inbox = `conflux:inbox:${backend.bus.node}`;
  const known = JSON.stringify({
    kind: "signal",
    room: "1",
    from: "a",
    to: "b",
    payload: {},
    mood: 1,
  });
  try {
    await redis.command("XADD", inbox, "*", "message", "no json");
    await redis.command("XADD", inbox, "*", "message", '{"kind":"gossip","room":"1"}');
    await redis.command("XADD", inbox, "*", "letter", "x");
    await redis.command("XADD", inbox, "*", "format", "2", "message", known);
    while (heard.length === 0) await later();
    assert.deepEqual(heard, ["signal"]);
    assert.deepEqual(logged, ["bus_skipped", "bus_skipped", "bus_skipped"]);
    // By a clock that stands two seconds ahead of when the first of them was sent, and less of the others.
    assert.equal(lags.length, 4);
    assert.ok(lags.every((lag) => lag > -30 && lag <= 2), `${lags}`);
  } finally {
    await backend.bus.close();
    await backend.store.close();
    await redis.close();
  }
});

function startBus(
  { bus }: Backend,
  onMessage: (message: BusMessage) => void = () => {},
): void {
  bus.start({ onMessage, onLost: () => Promise.resolve(), onFenced() {}, onBack() {} });
}

function later(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
