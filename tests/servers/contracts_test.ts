import { openRedisBackend } from "../../lib/server/stores/redis/backend.ts";
import { testBus } from "../contracts/bus_contract.ts";
import { testStore } from "../contracts/store_contract.ts";
import { createManualClock } from "../fakes/manual_clock.ts";
import { startRedis } from "../fakes/redis_process.ts";

const silent = { log: () => {} };

testStore("redis", async () => {
  const redis = await startRedis();
  const backend = openRedisBackend(redis.url, { clock: createManualClock(), ...silent });
  backend.bus.start({
    onMessage() {},
    onLost: () => Promise.resolve(),
    onFenced() {},
    onBack() {},
  });
  while (!backend.bus.isCurrent) await new Promise((resolve) => setTimeout(resolve, 5));
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
