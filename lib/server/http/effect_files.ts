// The package that finds a person in a picture, served file by file out of node_modules, so that no
// browser has to ask another host for it. Only the files listed here can be asked for.

import manifest from "../../../deno.json" with { type: "json" };

const packageName = "@mediapipe/selfie_segmentation";
const folder = new URL(`../../../node_modules/${packageName}/`, import.meta.url);
/** All of it is exchanged at once, so its version is the tag of each file. */
const etag = `W/"${manifest.imports[packageName].split("@").at(-1)}"`;

const script = "text/javascript; charset=utf-8";
const types: ReadonlyMap<string, string> = new Map([
  ["selfie_segmentation.js", script],
  ["selfie_segmentation.binarypb", "application/octet-stream"],
  ["selfie_segmentation_landscape.tflite", "application/octet-stream"],
  ["selfie_segmentation_solution_simd_wasm_bin.js", script],
  ["selfie_segmentation_solution_simd_wasm_bin.wasm", "application/wasm"],
  ["selfie_segmentation_solution_wasm_bin.js", script],
  ["selfie_segmentation_solution_wasm_bin.wasm", "application/wasm"],
]);

export const effectFileNames: readonly string[] = [...types.keys()];

/** Where a file of the package lies. */
export function effectFile(name: string): URL {
  return new URL(name, folder);
}

/**
 * The answer to a request for one of the files, or null where there is no such file. Under the key of a
 * build, as its pages ask, a file never changes.
 */
export async function respondEffectFile(req: Request, name: string): Promise<Response | null> {
  const type = types.get(name);
  if (!type) return null;
  const isKeyed = new URL(req.url).searchParams.has("__frsh_c");
  const headers = new Headers({
    etag,
    "cache-control": isKeyed ? "public, max-age=31536000, immutable" : "no-cache",
  });
  if (req.headers.get("if-none-match") === etag) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("content-type", type);
  const file = await Deno.open(effectFile(name));
  headers.set("content-length", String((await file.stat()).size));
  return new Response(file.readable, { headers });
}
