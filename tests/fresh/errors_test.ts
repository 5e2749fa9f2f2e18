// A site with `_error` files: which of them answers, with what status, and what is outside them.

import { deepEqual, equal, match } from "node:assert/strict";
import { Builder } from "fresh/dev";
import { app } from "./fixture/errors/main.ts";
import { read } from "./site.ts";

const root = new URL("./fixture/errors", import.meta.url).pathname;
const apply = await new Builder({ root }).build({ snapshot: "memory" });
apply(app);
const handler = app.handler();

function call(path: string): Promise<[number, string]> {
  return read(handler(new Request(`http://localhost${path}`)));
}

Deno.test("_error answers for bugs, HttpErrors, unmatched paths and the root middleware", async () => {
  deepEqual(await call("/bug"), [500, "<!DOCTYPE html><h1>root bug seen by middleware</h1>"]);
  deepEqual(await call("/none"), [404, "<!DOCTYPE html><h1>root 404 seen by middleware</h1>"]);
  const [status, html] = await call("/bug?forbid");
  equal(status, 403);
  match(html, /root 403/);
});

Deno.test("the nearest _error answers; what it throws goes to the one above", async () => {
  deepEqual(await call("/deep/bug"), [418, "deep error"]);
  equal((await call("/deep/bug?again"))[0], 500);
  match((await call("/deep/bug?again"))[1], /root bug/);
});

Deno.test("routes added before fsRoutes() see no _error", async () => {
  const original = console.error;
  console.error = () => {};
  try {
    deepEqual(await call("/before"), [500, "Internal server error"]);
  } finally {
    console.error = original;
  }
});
