// One call held by two servers on one Redis; then one of them dies and comes back (issue 4).

import { startRedis } from "../fakes/redis_process.ts";
import { serveApp } from "./rig/app_process.ts";
import { keepCall } from "./rig/kept_call.ts";
import { openHouse } from "./rig/stage.ts";

const { withStage } = await openHouse();

const complaints = /WebSocket|ERR_CONNECTION|Failed to load/;
const outageMs = 5_000;

Deno.test(
  "[R5][R6] two people on two servers see and hear each other, also while one server is dead",
  async ({ name }) => {
    const redis = await startRedis();
    const settings = { CONFLUX_STORE: redis.url };
    try {
      await using second = await serveApp(settings);
      await withStage(name, async ({ join }) => {
        const [ana, ben] = [await join("Ana"), await join("Ben", { origin: second.origin })];
        const call = await keepCall([ana, ben]);
        await second.kill();
        await call.tile(ana, "Ben").getByText("Reconnecting…").waitFor();
        await call.goesOn(outageMs);
        await second.start();
        await call.assertKept();
        await call.assertSameConnections();
      }, { settings, complaints });
    } finally {
      await redis.close();
    }
  },
);
