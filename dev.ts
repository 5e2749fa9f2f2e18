// Develops or builds ConFlux: `deno task start` serves with reload, `deno task build` writes _fresh.
// main.ts is imported only to serve, so that a build needs no settings.

import { readConfig } from "./lib/server/config.ts";
import { createBuilder } from "./tools/build/builder.ts";
import { finishBuild } from "./tools/build/finish.ts";
import { buildId } from "./utils.ts";

const builder = await createBuilder();

if (Deno.args.includes("build")) {
  await builder.build();
  await finishBuild(new URL("./", import.meta.url), buildId());
  // Fresh's bundler leaves the process of its compiler behind.
  Deno.exit();
} else {
  // Set before the settings are read: outside production a missing secret is no error.
  if (!Deno.env.has("CONFLUX_ENV")) Deno.env.set("CONFLUX_ENV", "development");
  const { port, host } = readConfig();
  await builder.listen(() => import("./main.ts"), { port, hostname: host });
}
