// Serves the app at HOST:PORT of the lab's "inet", with the relay and STUN URLs of COTURN_URLS.

import { createApp } from "../../app.ts";
import { parseConfig } from "../../lib/server/config.ts";
import { createServices } from "../../lib/server/services.ts";
import { applyBuild } from "../fakes/built_app.ts";

const config = parseConfig({
  CONFLUX_SECRET: "kX9vQ2mN7pR4tW8yB3dF6hJ1lZ5cV0aS",
  CONFLUX_STORE: "memory",
  COTURN_SECRET: Deno.env.get("COTURN_SECRET"),
  COTURN_URLS: Deno.env.get("COTURN_URLS"),
});
const app = createApp(await createServices(config, { log() {} }));
applyBuild(app);
const hostname = Deno.env.get("HOST");
Deno.serve({ hostname, port: Number(Deno.env.get("PORT")) }, app.handler());
