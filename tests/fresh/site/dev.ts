// Develops the site; the test that starts it says on which port, and where its static files are.

import { Builder } from "fresh/dev";

const builder = new Builder({
  root: import.meta.dirname,
  staticDir: Deno.env.get("SITE_STATIC"),
});
await builder.listen(() => import("./main.ts"), {
  port: Number(Deno.env.get("SITE_PORT")),
  hostname: "127.0.0.1",
});
