// embed.js as pages of other sites get it, and that they get nothing else by that.

import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { startServer } from "../fakes/test_server.ts";

Deno.test("[O31] embed.js may be loaded by any page, is a script, and is asked for anew", async () => {
  await using server = await startServer(applyBuild);
  const headers = { origin: "https://intra.example.org" };
  const script = await server.request("/embed.js", { headers });
  assert.equal(script.status, 200);
  const expected = {
    "content-type": "text/javascript; charset=UTF-8",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "cross-origin",
    "access-control-allow-origin": "*",
    "access-control-allow-credentials": null,
    "cache-control": "no-cache",
  };
  for (const [name, value] of Object.entries(expected)) {
    assert.equal(script.headers.get(name), value, name);
  }
});

Deno.test("[O31] nothing else may be loaded by other pages, refusals included", async () => {
  await using server = await startServer(applyBuild);
  const paths = [
    "/",
    "/j/123456789",
    "/base.css",
    "/icon.svg",
    "/effects/worker.js",
    "/embed.d.ts",
    "/embed.js/",
    "/embed.js.map",
    "/Embed.js",
    `/config/${crypto.randomUUID()}`,
    "/meeting/123456789/Ana",
    "/healthz",
    "/j/%zz",
  ];
  for (const path of paths) {
    const { headers } = await server.request(path, {
      headers: { origin: "https://intra.example.org" },
    });
    assert.equal(headers.get("cross-origin-resource-policy"), "same-origin", path);
    assert.equal(headers.get("access-control-allow-origin"), null, path);
  }
});

Deno.test("[O31] embed.js is small: at most 5 KB as it is sent", async () => {
  const { body } = new Response(await Deno.readFile("static/embed.js"));
  assert.ok(body);
  const packed = await new Response(body.pipeThrough(new CompressionStream("gzip"))).bytes();
  assert.ok(packed.length > 1_000 && packed.length <= 5_000, `${packed.length} bytes`);
});
