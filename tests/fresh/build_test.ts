// A build on disk: the server it makes runs on its own with narrow permissions, serves compressed
// copies, and has one copy of Preact; the same input makes the same files.

import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { Builder } from "fresh/dev";
import { createLineReader, read, siteRoot } from "./site.ts";

const repository = new URL("../..", import.meta.url).pathname;
const outDir = await Deno.makeTempDir();
const builder = new Builder({ root: siteRoot, outDir });
await builder.build();
const firstCode = await Deno.readTextFile(`${outDir}/server.js`);
await Deno.writeTextFile(`${outDir}/files/stale.txt`, "from the build before");
await builder.build();
const secondCode = await Deno.readTextFile(`${outDir}/server.js`);
const entry = `${outDir}/entry.ts`;
await Deno.writeTextFile(
  entry,
  `import server from "./server.js";
   Deno.serve({
     port: 0,
     hostname: "127.0.0.1",
     onListen: ({ port }) => console.log("port " + port),
   }, (req, info) => server.fetch(req, info));`,
);

/** Runs the built server while `use` asks it. */
async function withServer(use: (origin: string) => Promise<void>): Promise<void> {
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", "--cached-only", "--config", `${repository}deno.json`],
      ...[`--allow-read=${repository},${outDir}`, "--allow-net=127.0.0.1", entry],
    ],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const lines = createLineReader(process.stdout);
  try {
    const [, port] = await lines.next(/^port (\d+)$/);
    await use(`http://127.0.0.1:${port}`);
  } finally {
    process.kill();
    await lines.end();
    await process.status;
  }
}

Deno.test("the built server renders pages, and serves their scripts compressed", async () => {
  await withServer(async (origin) => {
    const [status, html] = await read(fetch(`${origin}/live?text=hi`));
    equal(status, 200);
    match(html, /<!--frsh:0--><button type="button" id="P0-0">hi: 2<\/button>/);
    const src = /src="(\/_fresh\/js\/boot-[^"]+)"/.exec(html)?.[1] ?? "";

    const plain = await askRaw(origin, src, "identity");
    const brotli = await askRaw(origin, src, "gzip;q=0.5, br");
    const gzip = await askRaw(origin, src, "br;q=0, gzip");
    equal(plain.headers.get("content-encoding"), null);
    equal(brotli.headers.get("content-encoding"), "br");
    equal(gzip.headers.get("content-encoding"), "gzip");
    for (const { headers } of [plain, brotli, gzip]) {
      equal(headers.get("vary"), "accept-encoding");
      match(headers.get("cache-control") ?? "", /immutable/);
    }
    deepEqual(brotliDecompressSync(brotli.body), Buffer.from(plain.body));
    deepEqual(gunzipSync(gzip.body), Buffer.from(plain.body));
    ok(brotli.body.byteLength < plain.body.byteLength);
    const tags = [plain, brotli, gzip].map(({ headers }) => headers.get("etag"));
    equal(new Set(tags).size, 3);
    const again = await askRaw(origin, src, "br", { "if-none-match": tags[1] ?? "" });
    equal(again.status, 304);
    notEqual((await askRaw(origin, src, "gzip", { "if-none-match": tags[1] ?? "" })).status, 304);
  });
});

Deno.test("the built server serves static files, lazy routes and errors like the one in memory", async () => {
  await withServer(async (origin) => {
    const style = await fetch(`${origin}/styles.css`);
    equal(await style.text(), await Deno.readTextFile(`${siteRoot}/static/styles.css`));
    equal((await read(fetch(`${origin}/a%20b.txt`)))[1], "spaced\n");
    deepEqual(await (await fetch(`${origin}/files/a/b`)).json(), ["GET", "a/b"]);
    deepEqual(await (await fetch(`${origin}/area/x`)).json(), ["site", "area", "tenant:x"]);
    const [status, html] = await read(fetch(`${origin}/nowhere`));
    equal(status, 404);
    match(html, /caught 404/);
    equal((await read(fetch(`${origin}/stale.txt`)))[0], 404);
    equal((await read(fetch(`${origin}/server.js`)))[0], 404);
  });
});

Deno.test("the same input makes the same build, and old files go", async () => {
  equal(firstCode, secondCode);
  await Deno.stat(`${outDir}/files/styles.css.br`);
  const stale = await Deno.stat(`${outDir}/files/stale.txt`).catch((error) => error);
  ok(stale instanceof Deno.errors.NotFound);
});

Deno.test("the bundle has one copy of Preact, minified, for production", async () => {
  const folder = `${outDir}/files/_fresh/js`;
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  const codes = await Promise.all(
    names.filter((name) => name.endsWith(".js")).map((name) =>
      Deno.readTextFile(`${folder}/${name}`)
    ),
  );
  // A string that is in Preact's diff once.
  equal(codes.join("").match(/dangerouslySetInnerHTML/g)?.length, preactMentions);
  ok(codes.every((code) => !code.includes("sourceMappingURL") && !code.includes("process.env")));
});
const preactSource = await Deno.readTextFile(
  new URL(import.meta.resolve("preact")).pathname.replace("preact.mjs", "preact.min.module.js"),
);
const preactMentions = preactSource.match(/dangerouslySetInnerHTML/g)?.length;

Deno.test("a build leaves no process behind, so that the sanitizers pass", async () => {
  await new Builder({ root: siteRoot }).build({ snapshot: "memory" });
});

Deno.test("an island may not import what is for the server", async () => {
  const root = await Deno.makeTempDir({ dir: siteRoot });
  try {
    await Deno.mkdir(`${root}/islands`);
    await Deno.writeTextFile(
      `${root}/islands/Bad.tsx`,
      `import { App } from "fresh"; export default () => String(App);`,
    );
    const command = new Deno.Command(Deno.execPath(), {
      args: [
        "eval",
        "--config",
        `${repository}deno.json`,
        `import { Builder } from "fresh/dev";
         await new Builder({ root: ${JSON.stringify(root)} }).build({ snapshot: "memory" });`,
      ],
      stderr: "piped",
    });
    const { code, stderr } = await command.output();
    notEqual(code, 0);
    match(new TextDecoder().decode(stderr), /"fresh" is for the server/);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("remove the build", async () => {
  await Deno.remove(outDir, { recursive: true });
});

// fetch() would decode the body, so this talks HTTP itself.
async function askRaw(
  origin: string,
  path: string,
  acceptEncoding: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; body: Uint8Array }> {
  const { hostname, port } = new URL(origin);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  const lines = Object.entries({
    host: "x",
    connection: "close",
    "accept-encoding": acceptEncoding,
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  await new Response(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`).body
    ?.pipeTo(connection.writable, { preventClose: true });
  const bytes = new Uint8Array(await new Response(connection.readable).arrayBuffer());
  const text = new TextDecoder("latin1").decode(bytes);
  const end = text.indexOf("\r\n\r\n");
  const [first = "", ...rest] = text.slice(0, end).split("\r\n");
  return {
    status: Number(first.split(" ")[1]),
    headers: new Headers(rest.map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    })),
    body: bytes.slice(end + 4),
  };
}
