// Serves the build in _fresh on PORT and HOST. `deno serve` has a flag for the port only, and
// deno.json cannot give a variable a default, so this does both.

import { readConfig } from "../lib/server/config.ts";

const { port, host } = readConfig();
// Not a literal, as there is nothing to check or to resolve before the first build.
const build = new URL("../_fresh/server.js", import.meta.url).href;
const { default: server }: { default: { fetch: Deno.ServeHandler } } = await import(build);

Deno.serve({ port, hostname: host }, server.fetch);
