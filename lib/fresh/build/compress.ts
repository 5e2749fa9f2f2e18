// Owns compressing files ahead of time: as small as they get, since it is done once per build.

import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { isCompressible } from "../content_types.ts";
import type { Encoding } from "../snapshot.ts";

const brotli = promisify<
  Uint8Array,
  { params: Record<number, number> },
  Uint8Array
>(brotliCompress);
const zip = promisify<Uint8Array, { level: number }, Uint8Array>(gzip);

/** Compressed copies of a file; none where it would not become smaller. */
export async function compressFile(
  path: string,
  content: Uint8Array,
): Promise<[Encoding, Uint8Array][]> {
  if (!isCompressible(path)) return [];
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
  };
  const copies: [Encoding, Uint8Array][] = [
    ["br", await brotli(content, { params })],
    ["gzip", await zip(content, { level: 9 })],
  ];
  return copies.filter(([, copy]) => copy.byteLength < content.byteLength);
}
