// Which encoding a browser wants (RFC 9110, section 12.5.3), and compressing what is made anew for
// every request. Pure, but for the time it takes.

import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Best first, where a browser has no wish of its own. */
export const encodings = ["br", "gzip"] as const;
export type Encoding = typeof encodings[number];

/** Smaller answers come no sooner for being compressed: they fit into one packet. */
const minCompressedBytes = 1_000;

/** The best of the encodings there are that the header accepts; null: none. */
export function pickEncoding(
  accept: string | null,
  available: readonly Encoding[] = encodings,
): Encoding | null {
  const weights = new Map<string, number>();
  for (const part of (accept ?? "").toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    const q = parameters.find((parameter) => parameter.startsWith("q="));
    weights.set(name, q === undefined ? 1 : Number(q.slice(2)));
  }
  const weigh = (name: string): number => weights.get(name) ?? weights.get("*") ?? 0;
  const usable = available.filter((name) => weigh(name) > 0);
  return usable.toSorted((a, b) => weigh(b) - weigh(a))[0] ?? null;
}

/** A page, compressed if the browser takes that; quickly, as it is made for one request. */
export async function compressPage(req: Request, page: Response): Promise<Response> {
  const encoding = pickEncoding(req.headers.get("accept-encoding"));
  if (!encoding || !page.body) return page;
  const content = await page.bytes();
  const headers = new Headers(page.headers);
  headers.delete("content-length");
  if (content.byteLength < minCompressedBytes) {
    return new Response(content, { status: page.status, headers });
  }
  headers.set("content-encoding", encoding);
  return new Response(compressQuickly(content, encoding), { status: page.status, headers });
}

function compressQuickly(content: Uint8Array, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (encoding === "gzip") return new Uint8Array(gzipSync(content));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
  return new Uint8Array(brotliCompressSync(content, { params }));
}

/** As small as it gets; for what is compressed once and sent often. */
export function compressWell(content: Uint8Array, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (encoding === "gzip") return new Uint8Array(gzipSync(content, { level: 9 }));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
  };
  return new Uint8Array(brotliCompressSync(content, { params }));
}
