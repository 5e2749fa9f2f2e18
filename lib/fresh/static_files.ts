// Owns answering requests for static files and bundles: which file, and how long it may be kept.
// Nothing is compressed. Which paths there are is the build's to know, so none leads elsewhere.

import { getBuildId } from "./build_id.ts";
import { CACHE_KEY } from "./cache_key.ts";
import { Context } from "./context.ts";
import type { Middleware } from "./define.ts";
import type { StaticFile } from "./snapshot.ts";

/** A middleware that serves static files and the code of islands. */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const pathname = normalize(ctx.url.pathname);
    const { findFile, isDevelopment } = Context.snapshotOf(ctx);
    const file = pathname === null || pathname === "/" ? null : await findFile(pathname);
    if (!file) {
      // Browsers ask for it on their own; the app is spared.
      return pathname === "/favicon.ico" ? new Response(null, { status: 404 }) : await ctx.next();
    }
    if (ctx.req.method !== "GET" && ctx.req.method !== "HEAD") {
      return new Response("Method Not Allowed", { status: 405 });
    }
    const key = ctx.url.searchParams.get(CACHE_KEY);
    if (key !== null && key !== getBuildId()) return withoutKey(ctx.url);
    const isFixed = key !== null || ctx.url.pathname.startsWith(`/_fresh/js/${getBuildId()}/`);
    return await serve(ctx.req, file, { isKept: isFixed && !isDevelopment, isDevelopment });
  };
}

/** The path as the build knows it: decoded, and every part encoded anew. Null: it cannot be decoded. */
function normalize(pathname: string): string | null {
  try {
    const parts = decodeURIComponent(pathname).split("/").filter(Boolean);
    return `/${parts.map(encodeURIComponent).join("/")}`;
  } catch {
    // A malformed escape names no file.
    return null;
  }
}

/** A key of another build: to the file as it is now. */
function withoutKey(url: URL): Response {
  const target = new URL(url);
  target.searchParams.delete(CACHE_KEY);
  return new Response(null, {
    status: 307,
    headers: { location: target.pathname + target.search },
  });
}

async function serve(
  req: Request,
  { contentType, hash, open }: StaticFile,
  { isKept, isDevelopment }: { isKept: boolean; isDevelopment: boolean },
): Promise<Response> {
  const headers = new Headers({ "content-type": contentType, vary: "If-None-Match" });
  const known = isDevelopment ? null : req.headers.get("if-none-match");
  if (hash !== null && (known === hash || known === `W/"${hash}"`)) {
    return new Response(null, { status: 304, headers });
  }
  if (hash !== null && !isDevelopment) headers.set("etag", `W/"${hash}"`);
  headers.set(
    "cache-control",
    isKept
      ? "public, max-age=31536000, immutable"
      : "no-cache, no-store, max-age=0, must-revalidate",
  );
  const { body, size } = await open();
  headers.set("content-length", String(size));
  if (req.method === "HEAD") await body.cancel();
  return new Response(req.method === "HEAD" ? null : body, { headers });
}
