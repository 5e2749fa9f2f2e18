// The files of the background effects: streamed, and never another file.

import assert from "node:assert/strict";
import { respondEffectFile } from "../../../lib/server/http/effect_files.ts";

const request = (headers: HeadersInit = {}) => new Request("http://localhost/", { headers });

Deno.test("[F11] a file is what it is, and is not read before somebody reads it", async () => {
  const name = "selfie_segmentation_solution_simd_wasm_bin.wasm";
  const answer = await respondEffectFile(request(), name);
  assert.equal(answer?.headers.get("content-type"), "application/wasm");
  const content = await answer?.bytes();
  assert.deepEqual(content?.slice(0, 4), new TextEncoder().encode("\0asm"));
  assert.equal(answer?.headers.get("content-length"), String(content?.length));
  const unread = await respondEffectFile(request(), name);
  await unread?.body?.cancel();
});

Deno.test("[F11] what a browser has it does not load again", async () => {
  const first = await respondEffectFile(request(), "selfie_segmentation.binarypb");
  const etag = first?.headers.get("etag") ?? "";
  assert.match(etag, /^W\/"[\d.]+"$/, "the version of the package");
  await first?.body?.cancel();
  const again = await respondEffectFile(
    request({ "if-none-match": etag }),
    "selfie_segmentation.js",
  );
  assert.deepEqual([again?.status, await again?.text()], [304, ""]);
});

Deno.test("[F11] under the key of a build a file may be kept", async () => {
  const name = "selfie_segmentation.js";
  const cacheOf = async (path: string) => {
    const answer = await respondEffectFile(new Request(`http://localhost/${path}`), name);
    await answer?.body?.cancel();
    return answer?.headers.get("cache-control");
  };
  assert.equal(await cacheOf(`${name}?__frsh_c=1`), "public, max-age=31536000, immutable");
  assert.equal(await cacheOf(name), "no-cache");
});

Deno.test("[S15] only the listed files are given", async () => {
  for (const name of ["", "package.json", "../../../deno.json", "selfie_segmentation.tflite"]) {
    assert.equal(await respondEffectFile(request(), name), null, name);
  }
});

Deno.test("[F11] a file that could not be read this time is read the next", async () => {
  const name = "selfie_segmentation.binarypb";
  const { open } = Deno;
  Deno.open = () => Promise.reject(new Error("too many open files"));
  try {
    await assert.rejects(respondEffectFile(request(), name), /too many/);
  } finally {
    Deno.open = open;
  }
  const answer = await respondEffectFile(request(), name);
  assert.equal(answer?.status, 200);
  await answer?.body?.cancel();
});
