// What our part of a build adds to the answers of Fresh: compressed copies, scripts of builds before,
// and the modules that follow.

import assert from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type BuildRecord, readBuildFiles } from "../../../lib/server/http/build_files.ts";
import { compressWell } from "../../../lib/server/http/encoding.ts";

const text = "words ".repeat(1_000);
const content = new TextEncoder().encode(text);
const oldScript = "/_fresh/js/old/Home.js";
const base = "/_fresh/js/new/";

async function withBuild(
  use: (folder: URL) => Promise<void>,
  change: Partial<BuildRecord> = {},
): Promise<void> {
  const path = await Deno.makeTempDir();
  const folder = new URL(`file://${path}/`);
  const sizes = {
    br: compressWell(content, "br").length,
    gzip: compressWell(content, "gzip").length,
  };
  const record: BuildRecord = {
    buildId: "new",
    copies: { "/a.css": sizes, "/only.js": { gzip: sizes.gzip }, [oldScript]: sizes },
    kept: { [oldScript]: "text/javascript; charset=UTF-8" },
    imports: { [`${base}Home.js`]: [`${base}chunk-1.js`], [`${base}zh.js`]: [`${base}chunk-2.js`] },
    words: { "zh-CN": `${base}zh.js` },
    ...change,
  };
  for (const [name, encoded] of Object.entries(record.copies)) {
    for (const encoding of Object.keys(encoded) as ("br" | "gzip")[]) {
      const file = `${path}/compressed${name}.${encoding}`;
      await Deno.mkdir(file.replace(/\/[^/]+$/, ""), { recursive: true });
      await Deno.writeFile(file, compressWell(content, encoding));
    }
  }
  await Deno.mkdir(`${path}/static/_fresh/js/old`, { recursive: true });
  await Deno.writeTextFile(`${path}/static${oldScript}`, text);
  await Deno.writeTextFile(`${path}/files.json`, JSON.stringify(record));
  try {
    await use(folder);
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

const ask = (path: string, headers: HeadersInit = {}, method = "GET") =>
  new Request(`http://localhost${path}`, { headers, method });
const found = () =>
  new Response(text, {
    headers: { etag: 'W/"tag"', "content-type": "text/css", "content-length": "6000", vary: "X" },
  });

Deno.test("a fixed file goes out in the best encoding that the browser takes, with a tag of its own", async () => {
  await withBuild(async (folder) => {
    const files = await readBuildFiles(folder, "new");
    for (
      const [accept, encoding, unpack] of [
        ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
        ["br;q=0.5, gzip", "gzip", gunzipSync],
        ["br;q=0, *", "gzip", gunzipSync],
      ] as const
    ) {
      const answer = await files.encode(ask("/a.css", { "accept-encoding": accept }), found());
      assert.equal(answer.headers.get("content-encoding"), encoding, accept);
      assert.equal(answer.headers.get("etag"), `"tag-${encoding}"`);
      assert.equal(answer.headers.get("vary"), "X, Accept-Encoding");
      assert.equal(answer.headers.get("content-type"), "text/css");
      const bytes = await answer.bytes();
      assert.equal(answer.headers.get("content-length"), String(bytes.length));
      assert.equal(unpack(bytes).toString(), text);
    }
  });
});

Deno.test("who takes no encoding gets the file, and caches are told that others may not", async () => {
  await withBuild(async (folder) => {
    const files = await readBuildFiles(folder, "new");
    for (const accept of ["", "identity", "zstd"]) {
      const req = ask("/a.css", { "accept-encoding": accept });
      const answer = await files.encode(req, found());
      assert.equal(answer.headers.get("content-encoding"), null);
      assert.equal(answer.headers.get("etag"), 'W/"tag"');
      assert.match(answer.headers.get("vary") ?? "", /Accept-Encoding/);
      assert.equal(await answer.text(), text);
    }
    const half = await files.encode(ask("/only.js", { "accept-encoding": "br" }), found());
    assert.equal(await half.text(), text);
  });
});

Deno.test("what a browser has in that encoding it does not load again", async () => {
  await withBuild(async (folder) => {
    const files = await readBuildFiles(folder, "new");
    const again = (tag: string, accept = "br") =>
      files.encode(ask("/a.css", { "accept-encoding": accept, "if-none-match": tag }), found());
    for (const tag of ['"tag-br"', 'W/"tag-br"', '"x", "tag-br"']) {
      const answer = await again(tag);
      assert.deepEqual([answer.status, await answer.text()], [304, ""]);
      assert.equal(answer.headers.get("etag"), '"tag-br"');
    }
    for (const [tag, accept] of [['"tag-gzip"', "br"], ['"tag-br"', "gzip"]] as const) {
      const answer = await again(tag, accept);
      assert.equal(answer.status, 200);
      await answer.body?.cancel();
    }
    const head = await files.encode(ask("/a.css", { "accept-encoding": "br" }, "HEAD"), found());
    assert.equal(head.headers.get("content-encoding"), "br");
    assert.equal(head.body, null);
  });
});

Deno.test("what is no file of the build, or no file at all, goes out as it came", async () => {
  await withBuild(async (folder) => {
    const files = await readBuildFiles(folder, "new");
    const untouched = [
      [ask("/b.css", { "accept-encoding": "br" }), found()],
      [ask("/__proto__", { "accept-encoding": "br" }), found()],
      [ask("/a.css", { "accept-encoding": "br" }), new Response(null, { status: 304 })],
      [ask("/a.css", { "accept-encoding": "br" }), new Response("no", { status: 405 })],
    ] as const;
    for (const [req, answer] of untouched) {
      assert.equal(await files.encode(req, answer), answer);
      await answer.body?.cancel();
    }
  });
});

Deno.test("scripts of the builds before are there for pages that are still open, and only they", async () => {
  await withBuild(async (folder) => {
    const files = await readBuildFiles(folder, "new");
    const answer = await files.findKept(oldScript);
    assert.equal(answer?.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.equal(answer?.headers.get("content-type"), "text/javascript; charset=UTF-8");
    assert.equal(await answer?.text(), text);
    await Deno.remove(new URL(`static${oldScript}`, folder));
    assert.equal(await files.findKept(oldScript), null, "it was removed");
    for (const path of ["/_fresh/js/old/metafile.json", "/_fresh/js/new/Home.js", "/toString"]) {
      assert.equal(await files.findKept(path), null, path);
    }
  });
});

Deno.test("pages are told what follows: what modules import, and the words of the language", async () => {
  await withBuild(async (folder) => {
    const files = await readBuildFiles(folder, "new");
    const link = `<${base}fresh-runtime.js>; rel="modulepreload"; as="script", ` +
      `<${base}Home.js>; rel="modulepreload"; as="script"`;
    assert.deepEqual(files.followers(link, "en"), [`${base}chunk-1.js`]);
    assert.deepEqual(files.followers(link, "zh-CN").toSorted(), [
      `${base}chunk-1.js`,
      `${base}chunk-2.js`,
      `${base}zh.js`,
    ]);
  });
});

Deno.test("a record of another build, a broken one or none counts for nothing", async () => {
  const inert = async (folder: URL, buildId: string) => {
    const files = await readBuildFiles(folder, buildId);
    const answer = found();
    assert.equal(await files.encode(ask("/a.css", { "accept-encoding": "br" }), answer), answer);
    assert.equal(await files.findKept(oldScript), null);
    assert.deepEqual(files.followers(`<${base}Home.js>; rel="modulepreload"`, "zh-CN"), []);
    await answer.body?.cancel();
  };
  await withBuild(async (folder) => {
    await inert(folder, "another");
    await Deno.writeTextFile(new URL("files.json", folder), "{");
    await inert(folder, "new");
    await Deno.writeTextFile(new URL("files.json", folder), '{ "buildId": "new" }');
    await inert(folder, "new");
    await Deno.remove(new URL("files.json", folder));
    await inert(folder, "new");
  });
});
