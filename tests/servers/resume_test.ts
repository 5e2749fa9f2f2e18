import { openKvBackend } from "../../lib/server/stores/kv.ts";
import { openRedisBackend } from "../../lib/server/stores/redis/backend.ts";
import { testResume } from "../contracts/resume_contract.ts";
import { startRedis } from "../fakes/redis_process.ts";

testResume("kv", async (clock) => {
  const deps = { clock, log: () => {} };
  const dir = await Deno.makeTempDir();
  return {
    open: () => openKvBackend(`${dir}/test.sqlite3`, deps),
    lose: null,
    dispose: () => Deno.remove(dir, { recursive: true }),
  };
}, { cutPoints: 1_000, chaosRuns: 5 });

testResume("redis", async (clock) => {
  const redis = await startRedis({ fsync: "everysec" });
  return {
    open: () => Promise.resolve(openRedisBackend(redis.url, { clock, log: () => {} })),
    async lose(node) {
      await redis.command("DEL", `conflux:lease:${node}`);
      // The others look for lost servers once in so long.
      clock.advance(4_000);
    },
    dispose: redis.close,
  };
}, { cutPoints: 1_000, chaosRuns: 5 });
