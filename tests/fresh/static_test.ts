// Static files: types, caching, conditional requests, and that no path leads out of the folder.

import { deepEqual, equal, match, notEqual } from "node:assert/strict";
import { App, staticFiles } from "fresh";
import { Builder } from "fresh/dev";
import { asset } from "fresh/runtime";
import { ask, read, siteRoot } from "./site.ts";

Deno.test("a file has a type, an ETag, and is to be revalidated", async () => {
  const response = await ask("/styles.css");
  equal(response.headers.get("content-type"), "text/css; charset=utf-8");
  equal(response.headers.get("cache-control"), "no-cache");
  match(response.headers.get("etag") ?? "", /^"[^"]+"$/);
  const text = await response.text();
  equal(response.headers.get("content-length"), String(text.length));
  equal(text, await Deno.readTextFile(`${siteRoot}/static/styles.css`));
});

Deno.test("the middlewares before staticFiles() run for static files", async () => {
  const response = await ask("/styles.css");
  match(response.headers.get("content-security-policy") ?? "", /default-src/);
  await response.body?.cancel();
});

Deno.test("If-None-Match with the same tag, in any form, is 304 without a body", async () => {
  const first = await ask("/styles.css");
  await first.body?.cancel();
  const etag = first.headers.get("etag") ?? "";
  for (const value of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
    const response = await ask("/styles.css", { headers: { "if-none-match": value } });
    equal(response.headers.get("etag"), etag);
    deepEqual(await read(response), [304, ""]);
  }
  equal((await read(ask("/styles.css", { headers: { "if-none-match": '"x"' } })))[0], 200);
});

Deno.test("asset() gives a URL that may be kept for a year; a wrong key may not", async () => {
  const url = asset("/styles.css");
  match(url, /^\/styles\.css\?__frsh_c=.+/);
  const cacheOf = async (path: string) => {
    const response = await ask(path);
    await response.body?.cancel();
    return response.headers.get("cache-control");
  };
  equal(await cacheOf(url), "public, max-age=31536000, immutable");
  equal(await cacheOf("/styles.css?__frsh_c=old"), "no-cache");
  equal(await cacheOf("/styles.css?__frsh_c="), "no-cache");
});

Deno.test("asset() keeps queries and fragments, and leaves other URLs alone", () => {
  match(asset("/a.svg?x=1#icon"), /^\/a\.svg\?x=1&__frsh_c=[^#]+#icon$/);
  equal(asset(asset("/a.svg")), asset("/a.svg"));
  for (const url of ["https://other.example/a.svg", "//other.example/a.svg", "a.svg", "#icon"]) {
    equal(asset(url), url);
  }
});

Deno.test("HEAD has the headers and no body; other methods are refused", async () => {
  const head = await ask("/data.json", { method: "HEAD" });
  equal(head.headers.get("content-type"), "application/json; charset=utf-8");
  match(head.headers.get("content-length") ?? "", /^\d+$/);
  equal(await head.text(), "");
  equal((await ask("/data.json", { method: "POST" })).status, 405);
});

Deno.test("names with spaces and folders are found", async () => {
  equal((await read(ask("/a%20b.txt")))[1], "spaced\n");
  const icon = await ask("/sub/icon.svg");
  equal(icon.headers.get("content-type"), "image/svg+xml; charset=utf-8");
  await icon.body?.cancel();
});

Deno.test("tricks with paths find nothing", async () => {
  const paths = [
    "/../main.ts",
    "/%2e%2e/main.ts",
    "/..%2fmain.ts",
    "/sub/..%2fstyles.css",
    "/sub%2ficon.svg",
    "/sub%5cicon.svg",
    "/sub\\..\\..\\main.ts",
    "/styles.css%00",
    "/styles.css%00.txt",
    "/%zz",
    "/sub",
    "/sub/",
    "//styles.css",
    "/.//styles.css",
    "/static/styles.css",
    "/__proto__",
  ];
  for (const path of paths) equal((await ask(path)).status, 404, path);
});

Deno.test("bundles are immutable by name", async () => {
  const html = (await read(ask("/live")))[1];
  const url = /src="(\/_fresh\/js\/boot-[^"]+\.js)"/.exec(html)?.[1] ?? "";
  const response = await ask(url);
  equal(response.headers.get("cache-control"), "public, max-age=31536000, immutable");
  equal(response.headers.get("content-type"), "text/javascript; charset=utf-8");
  await response.body?.cancel();
});

const linkedDir = await Deno.makeTempDir();
const types = {
  "a.css": "text/css; charset=utf-8",
  "a.html": "text/html; charset=utf-8",
  "a.ico": "image/x-icon",
  "a.js": "text/javascript; charset=utf-8",
  "a.mjs": "text/javascript; charset=utf-8",
  "a.mp3": "audio/mpeg",
  "a.png": "image/png",
  "a.txt": "text/plain; charset=utf-8",
  "a.unknown": "application/octet-stream",
  "a.wasm": "application/wasm",
  "a.wav": "audio/wav",
  "a.webmanifest": "application/manifest+json; charset=utf-8",
  "a.woff2": "font/woff2",
};
for (const name of Object.keys(types)) await Deno.writeTextFile(`${linkedDir}/${name}`, name);
await Deno.symlink(`${siteRoot}/main.ts`, `${linkedDir}/file_link.txt`);
await Deno.symlink(siteRoot, `${linkedDir}/folder_link`);
const linked = new App<unknown>().use(staticFiles());
const options = { root: linkedDir, staticDir: linkedDir };
const applyBefore = await new Builder(options).build({ snapshot: "memory" });
await Deno.writeTextFile(`${linkedDir}/a.css`, "changed");
const applyAfter = await new Builder(options).build({ snapshot: "memory" });
const filesAfter = await Deno.readTextFile(`${linkedDir}/a.css`);

Deno.test("each kind of file has its type; symbolic links are not followed", async () => {
  applyAfter(linked);
  const handler = linked.handler();
  const get = (path: string) => handler(new Request(`http://localhost/${path}`));
  for (const [name, type] of Object.entries(types)) {
    const response = await get(name);
    equal(response.headers.get("content-type"), type);
    await response.body?.cancel();
  }
  equal((await get("file_link.txt")).status, 404);
  equal((await get("folder_link/main.ts")).status, 404);
  await Deno.remove(linkedDir, { recursive: true });
});

Deno.test("the cache key changes with the files", () => {
  equal(filesAfter, "changed");
  const keyOf = (apply: typeof applyAfter) => {
    let key = "";
    apply(
      new Proxy(new App<unknown>(), {
        get: () => ({ buildId }: { buildId: string }) => key = buildId,
      }),
    );
    return key;
  };
  notEqual(keyOf(applyBefore), keyOf(applyAfter));
  equal(keyOf(applyAfter), keyOf(applyAfter));
});
