// A build on disk, served as Deno serves it: static files and bundles with their headers, and what
// another build leaves of them.

import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import { read, siteRoot } from "./site.ts";

const repository = new URL("../../", import.meta.url).pathname;
const outDir = await Deno.makeTempDir();
const staticDir = await Deno.makeTempDir();

interface BuiltServer {
  get(path: string, init?: RequestInit): Promise<Response>;
}

/** Builds the site in a process of its own: each build has an id that is made when it starts. */
async function build(): Promise<string> {
  const code = `
    import { Builder } from "fresh/dev";
    const builder = new Builder({
      root: ${JSON.stringify(siteRoot)},
      outDir: ${JSON.stringify(outDir)},
      staticDir: ["static", ${JSON.stringify(staticDir)}],
    });
    builder.onTransformStaticFile({ pluginName: "shout", filter: /loud\\.txt$/ }, ({ text }) => ({
      content: text.toUpperCase(),
    }));
    await builder.build();
    const { asset } = await import("fresh/runtime");
    console.log("id " + new URL(asset("/x"), "http://x").searchParams.get("__frsh_c"));
    // The compiler's process would keep this one alive.
    Deno.exit();`;
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--config", `${repository}deno.json`, code],
  }).output();
  const decoder = new TextDecoder();
  ok(success, decoder.decode(stderr));
  return /^id (\w+)$/m.exec(decoder.decode(stdout))?.[1] ?? "";
}

await Deno.writeTextFile(`${staticDir}/loud.txt`, "quiet");
await Deno.writeTextFile(`${staticDir}/data.json`, "the second folder's");
const types = {
  "a.html": "text/html; charset=UTF-8",
  "a.js": "text/javascript; charset=UTF-8",
  "a.mjs": "text/javascript; charset=UTF-8",
  "a.png": "image/png",
  "a.svg": "image/svg+xml",
  "a.txt": "text/plain; charset=UTF-8",
  "a.unknown": "text/plain",
  "a.wasm": "application/wasm",
  "a.wav": "audio/wave",
  "a.webmanifest": "application/manifest+json; charset=UTF-8",
};
for (const name of Object.keys(types)) await Deno.writeTextFile(`${staticDir}/${name}`, name);
const firstId = await build();
const secondId = await build();

/** The server of the last build, in this process. */
const { default: server } = await import(`file://${outDir}/server.js`);
const get: BuiltServer["get"] = (path, init) =>
  server.fetch(new Request(`http://localhost${path}`, init));

const kept = "public, max-age=31536000, immutable";
const fresh = "no-cache, no-store, max-age=0, must-revalidate";

Deno.test("a static file has a weak tag, and is not kept without the key of the build", async () => {
  const answer = await get("/data.json");
  match(answer.headers.get("etag") ?? "", /^W\/"[0-9a-f]{64}"$/);
  equal(answer.headers.get("cache-control"), fresh);
  equal(answer.headers.get("vary"), "If-None-Match");
  equal(answer.headers.get("content-length"), "19");
  equal(answer.headers.get("content-encoding"), null);
  deepEqual(await answer.json(), { some: "data" });
});

Deno.test("a tag is compared as it stands", async () => {
  const etag = (await get("/data.json", { method: "HEAD" })).headers.get("etag") ?? "";
  const ask = async (tag: string) =>
    await read(get("/data.json", { headers: { "if-none-match": tag } }));
  deepEqual(await ask(etag), [304, ""]);
  for (const tag of [`"x", ${etag}`, etag.slice(2), "*"]) equal((await ask(tag))[0], 200, tag);
});

Deno.test("under the key of the build a file may be kept; another key leads to the file as it is", async () => {
  notEqual(firstId, secondId);
  match(secondId, /^[0-9a-f]{40}$/);
  const answer = await get(`/data.json?__frsh_c=${secondId}`);
  equal(answer.headers.get("cache-control"), kept);
  await answer.body?.cancel();
  const old = await get(`/data.json?a=b&__frsh_c=${firstId}`);
  equal(old.status, 307);
  equal(old.headers.get("location"), "/data.json?a=b");
});

Deno.test("bundles are kept, compressed by nobody, and gone with the next build", async () => {
  const html = await (await get("/live")).text();
  const url = /"(\/_fresh\/js\/\w+\/fresh-runtime\.js)"/.exec(html)?.[1] ?? "";
  ok(url.includes(secondId));
  const answer = await get(url, { headers: { "accept-encoding": "gzip, br" } });
  equal(answer.headers.get("cache-control"), kept);
  equal(answer.headers.get("content-encoding"), null);
  equal(answer.headers.get("content-type"), types["a.js"]);
  const code = await answer.text();
  ok(!code.includes("sourceMappingURL") && !code.includes("process.env"));
  const old = url.replace(secondId, firstId);
  equal((await get(old)).status, 404);
  // Its files are still there; only nobody serves them.
  await Deno.stat(`${outDir}/static${old}`);
  await Deno.stat(`${outDir}/static${url}`);
});

Deno.test("what the bundler made of what is written beside the bundles", async () => {
  const file = `${outDir}/static/_fresh/js/${secondId}/metafile.json`;
  const { outputs } = JSON.parse(await Deno.readTextFile(file));
  const entry = Object.keys(outputs).find((name) => name === "Counter.js") ?? "";
  const statics = outputs[entry].imports.filter((one: { kind: string }) =>
    one.kind === "import-statement"
  );
  ok(statics.length > 0);
  for (const { path } of statics) ok(path in outputs, path);
  const later = Object.entries<{ entryPoint?: string }>(outputs)
    .find(([, { entryPoint }]) => entryPoint?.endsWith("lib/later.ts"));
  match(later?.[0] ?? "", /^later-\w+\.js$/);
});

Deno.test("types go by the ending; HEAD has no body; other methods are refused without Allow", async () => {
  for (const [name, type] of Object.entries(types)) {
    const answer = await get(`/${name}`, { method: "HEAD" });
    equal(answer.headers.get("content-type"), type, name);
    deepEqual(await read(answer), [200, ""]);
  }
  const refused = await get("/data.json", { method: "POST" });
  equal(refused.status, 405);
  equal(refused.headers.get("allow"), null);
  await refused.body?.cancel();
});

Deno.test("of several folders the first that has a file gives it; transforms give what is served", async () => {
  deepEqual(await read(get("/loud.txt")), [200, "QUIET"]);
  match((await read(get("/styles.css")))[1], /url\("\/sub\/icon\.svg\?__frsh_c=\w+"\)/);
  deepEqual(await read(get("/a%20b.txt")), [200, "spaced\n"]);
  deepEqual(await read(get("//data.json")), [200, '{ "some": "data" }\n']);
});

Deno.test("a favicon that is not there costs the app nothing", async () => {
  const answer = await get("/favicon.ico");
  deepEqual(await read(answer), [404, ""]);
  equal(answer.headers.get("content-type"), null);
});

Deno.test("what is hidden or outside is not served", async () => {
  const paths = [
    "/.hidden",
    "/../main.ts",
    "/..%2fmain.ts",
    "/sub/..%2f..%2fmain.ts",
    "/sub%5cicon.svg",
    "/styles.css%00",
    "/sub",
    "/static/styles.css",
    "/server.js",
    "/__proto__",
  ];
  for (const path of paths) equal((await read(get(path)))[0], 404, path);
});

Deno.test("the pages of the built server are those of the one in memory", async () => {
  const [status, html] = await read(get("/items/7"));
  equal(status, 203);
  match(html, /<title>Item 7<\/title>.*<p>7 3\.0 /);
  equal((await read(get("/nowhere")))[0], 404);
});
