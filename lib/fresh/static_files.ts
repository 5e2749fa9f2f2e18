// Owns answering requests for static files and bundles: which file, which encoding, and how long it
// may be kept. Only files that the build listed are served, so no path can lead to another file.

import { CACHE_KEY } from "./build_id.ts";
import type { Context } from "./context.ts";
import type { Middleware } from "./handlers.ts";
import { type Encoding, SNAPSHOT, type Snapshot, type StaticFile } from "./snapshot.ts";

const ONE_YEAR_S = 31_536_000;

/** A middleware that serves static files and the code of islands. */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const file = findFile(ctx[SNAPSHOT], ctx.url.pathname);
    if (file === undefined) return await ctx.next();
    if (ctx.req.method !== "GET" && ctx.req.method !== "HEAD") {
      return new Response("Method Not Allowed", {
        status: 405,
        headers: { allow: "GET, HEAD" },
      });
    }
    return await serveFile(ctx, file);
  };
}

function findFile({ files }: Snapshot, pathname: string): StaticFile | undefined {
  if (/%2f|%5c|%00/i.test(pathname)) return undefined;
  try {
    return files.get(decodeURIComponent(pathname));
  } catch {
    // A malformed escape names no file.
    return undefined;
  }
}

async function serveFile<State>(ctx: Context<State>, file: StaticFile): Promise<Response> {
  const encoding = chooseEncoding(ctx.req.headers.get("accept-encoding"), file);
  const etag = `"${encoding === undefined ? file.hash : `${file.hash}-${encoding}`}"`;
  const isKeyed = ctx.url.searchParams.get(CACHE_KEY) === ctx[SNAPSHOT].buildId;
  const headers = new Headers({
    etag,
    "cache-control": file.immutable || isKeyed
      ? `public, max-age=${ONE_YEAR_S}, immutable`
      : "no-cache",
  });
  if (Object.keys(file.encoded).length > 0) {
    headers.set("vary", "accept-encoding");
  }
  if (matchesEtag(ctx.req.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers });
  }

  const read = (encoding && file.encoded[encoding]) ?? file.read;
  const content = await read();
  headers.set("content-type", file.contentType);
  headers.set("content-length", String(content.byteLength));
  if (encoding !== undefined) headers.set("content-encoding", encoding);
  return new Response(ctx.req.method === "HEAD" ? null : content, { headers });
}

function chooseEncoding(accept: string | null, file: StaticFile): Encoding | undefined {
  if (accept === null) return undefined;
  const weights = new Map<string, number>();
  for (const part of accept.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    const q = parameters.find((parameter) => parameter.startsWith("q="));
    weights.set(name, q === undefined ? 1 : Number(q.slice(2)));
  }
  const weigh = (name: string): number => weights.get(name) ?? weights.get("*") ?? 0;
  const usable = (["br", "gzip"] as const)
    .filter((name) => file.encoded[name] !== undefined && weigh(name) > 0);
  return usable.toSorted((a, b) => weigh(b) - weigh(a))[0];
}

// If-None-Match compares weakly (RFC 9110, 13.1.2).
function matchesEtag(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(",").some((part) => {
    const tag = part.trim();
    return tag === "*" || tag.replace(/^W\//, "") === etag;
  });
}
