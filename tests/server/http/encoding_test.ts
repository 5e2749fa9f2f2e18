// Which encoding a browser gets, and pages in it.

import assert from "node:assert/strict";
import { brotliDecompressSync } from "node:zlib";
import { compressPage, pickEncoding } from "../../../lib/server/http/encoding.ts";

const text = "words ".repeat(1_000);
const ask = (accept: string) =>
  new Request("http://localhost/", { headers: { "accept-encoding": accept } });

Deno.test("an encoding is picked as the browser weighs them", () => {
  for (
    const [accept, encoding] of [
      [null, null],
      ["", null],
      ["br", "br"],
      ["gzip", "gzip"],
      ["GZIP;Q=1, br;q=0.1", "gzip"],
      ["*;q=0.5", "br"],
      ["*;q=0, gzip;q=0.1", "gzip"],
      ["br;q=nonsense, gzip", "gzip"],
    ] as const
  ) assert.equal(pickEncoding(accept), encoding, String(accept));
});

Deno.test("pages are compressed, unless they are small or nobody unpacks them", async () => {
  const page = () =>
    new Response(text, { status: 404, headers: { "content-type": "text/html", vary: "X" } });
  const sent = await compressPage(ask("gzip, br"), page());
  assert.equal(sent.status, 404);
  assert.equal(sent.headers.get("content-encoding"), "br");
  assert.equal(brotliDecompressSync(await sent.bytes()).toString(), text);
  const plain = await compressPage(ask(""), page());
  assert.equal(await plain.text(), text);
  const small = await compressPage(ask("br"), new Response("small"));
  assert.equal(small.headers.get("content-encoding"), null);
  assert.equal(await small.text(), "small");
});
