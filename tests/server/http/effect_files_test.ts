// The files of the background effects: small on the wire, and never another file.

import assert from "node:assert/strict";
import { createEffectFiles } from "../../../lib/server/http/effect_files.ts";

const request = (headers: HeadersInit = {}) => new Request("http://localhost/", { headers });

Deno.test("[F11] WebAssembly goes out compressed, once made, and whole to who cannot unpack it", async () => {
  const files = createEffectFiles();
  const name = "selfie_segmentation_solution_simd_wasm_bin.wasm";
  const plain = await (await files.respond(request(), name))?.bytes();
  assert.deepEqual(plain?.slice(0, 4), new TextEncoder().encode("\0asm"));
  const zipped = request({ "accept-encoding": "gzip, br" });
  for (let times = 0; times < 2; times++) {
    const answer = await files.respond(zipped, name);
    assert.equal(answer?.headers.get("content-encoding"), "gzip");
    const bytes = await answer?.bytes();
    assert.ok(bytes && plain && bytes.length < plain.length / 3);
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    assert.deepEqual(await new Response(unpacked).bytes(), plain);
  }
});

Deno.test("[F11] what a browser has it does not load again", async () => {
  const files = createEffectFiles();
  const first = await files.respond(request(), "selfie_segmentation.binarypb");
  const etag = first?.headers.get("etag") ?? "";
  assert.match(etag, /^W\/"[\d.]+"$/, "the version of the package");
  await first?.body?.cancel();
  const again = await files.respond(request({ "if-none-match": etag }), "selfie_segmentation.js");
  assert.deepEqual([again?.status, await again?.text()], [304, ""]);
});

Deno.test("[S15] only the listed files are given", async () => {
  const files = createEffectFiles();
  for (const name of ["", "package.json", "../../../deno.json", "selfie_segmentation.tflite"]) {
    assert.equal(await files.respond(request(), name), null, name);
  }
});

Deno.test("[F11] a file that could not be read this time is read the next", async () => {
  const files = createEffectFiles();
  const zipped = request({ "accept-encoding": "gzip" });
  const name = "selfie_segmentation.binarypb";
  const { open } = Deno;
  Deno.open = () => Promise.reject(new Error("too many open files"));
  try {
    await assert.rejects(files.respond(zipped, name), /too many/);
  } finally {
    Deno.open = open;
  }
  const answer = await files.respond(zipped, name);
  assert.equal(answer?.status, 200);
  await answer?.body?.cancel();
});
