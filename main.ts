// Composition root: settings in, app out.

import { createApp } from "./app.ts";
import { claimFile } from "./lib/server/stores/mod.ts";
import { readConfig, refuseStart } from "./lib/server/config.ts";
import { serveMetrics } from "./lib/server/metrics/mod.ts";
import { createServices } from "./lib/server/services.ts";

const config = readConfig();
// The store on disk claims its file itself; rooms in memory have none.
if (config.store.kind === "memory") await claimMemory(config.dataDir);
const services = await createServices(config).catch(refuseStart);
if (services.metrics && config.metrics.port !== null) {
  const at = { port: config.metrics.port, hostname: config.host };
  const server = serveMetrics(services.metrics, at);
  services.atStop(() => server.shutdown());
}
services.log({
  event: "start",
  mode: config.mode,
  store: config.store.kind,
  turn: config.turn.urls.length > 0,
});

// In development the watcher ends the process; one that exits by itself would only be started again.
if (config.mode === "production") {
  Deno.addSignalListener("SIGTERM", async () => {
    services.log({ event: "stop", reason: "SIGTERM" });
    await services.close();
    Deno.exit(0);
  });
}

export const app = createApp(services);
export { services };

async function claimMemory(dataDir: string): Promise<void> {
  await Deno.mkdir(dataDir, { recursive: true });
  await claimFile(`${dataDir}/memory.lock`);
}
