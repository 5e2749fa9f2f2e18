// Serves the build in _fresh on PORT and HOST behind our own limits on connections, which `deno serve`
// has none of.

import { replaceSpan } from "../lib/server/tracing.ts";
import { listen } from "../lib/server/listener/mod.ts";

// Not a literal, as there is nothing to check or to resolve before the first build.
const build = new URL("../_fresh/server.js", import.meta.url).href;
const { default: server }: { default: { fetch: Deno.ServeHandler } } = await import(build);
// The one that the build has imported.
const { services } = await import("../main.ts");
const { port, host, maxConnections, maxPerAddress, isProxyTrusted } = services.config;

const listener = await listen(server.fetch, {
  port,
  hostname: host,
  maxConnections,
  // All connections are the proxy's there: whose they are is known later, and counted for sockets.
  maxPerAddress: isProxyTrusted ? Infinity : maxPerAddress,
  log: services.log,
  ...(services.config.isTraced ? { onRequest: replaceSpan } : {}),
});
services.atStop(listener.drain);
