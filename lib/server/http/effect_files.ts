// The package that finds a person in a picture, served file by file out of node_modules, so that no
// browser has to ask another host for it. Only the files listed here can be asked for.

import manifest from "../../../deno.json" with { type: "json" };

const name = "@mediapipe/selfie_segmentation";
const folder = new URL(`../../../node_modules/${name}/`, import.meta.url);
/** All of it is exchanged at once, so its version is the tag of each file. */
const etag = `W/"${manifest.imports[name].split("@").at(-1)}"`;

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

export interface EffectFiles {
  /** The answer to a request for one of the files, or null where there is no such file. */
  respond(req: Request, file: string): Promise<Response | null>;
}

/** Makes the files; each is compressed when it is first asked for, and kept so (2.1 MB in all). */
export function createEffectFiles(): EffectFiles {
  const compressed = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  function compress(file: string): Promise<Uint8Array<ArrayBuffer>> {
    const known = compressed.get(file);
    if (known) return known;
    const made = readCompressed(file);
    compressed.set(file, made);
    // Not read this time, it may be the next.
    made.catch(() => compressed.delete(file));
    return made;
  }

  return {
    async respond(req, file) {
      const type = types.get(file);
      if (!type) return null;
      const headers = new Headers({ etag, "cache-control": "no-cache", vary: "accept-encoding" });
      if (req.headers.get("if-none-match") === etag) {
        return new Response(null, { status: 304, headers });
      }
      const isZipped = /\bgzip\b/.test(req.headers.get("accept-encoding") ?? "");
      const content = isZipped ? await compress(file) : await Deno.readFile(new URL(file, folder));
      headers.set("content-type", type);
      if (isZipped) headers.set("content-encoding", "gzip");
      return new Response(content, { headers });
    },
  };
}

async function readCompressed(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const { readable } = await Deno.open(new URL(file, folder));
  return await new Response(readable.pipeThrough(new CompressionStream("gzip"))).bytes();
}
