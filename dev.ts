// Develops or builds ConFlux: `deno task start` serves with reload, `deno task build` writes _fresh.
// main.ts is imported only to serve, so that a build needs no settings.

import { Builder } from "fresh/dev";
import { readConfig } from "./lib/server/config.ts";

const builder = new Builder({ target: "es2022" });

if (Deno.args.includes("build")) {
  await builder.build();
} else {
  // Set before the settings are read: outside production a missing secret is no error.
  if (!Deno.env.has("CONFLUX_ENV")) Deno.env.set("CONFLUX_ENV", "development");
  const { port, host } = readConfig();
  await builder.listen(() => import("./main.ts"), { port, hostname: host });
}
