// A document that is made when it is first asked for, and kept: it says the same for as long as the
// process runs. And how it is sent.

import { sha256Base64Url } from "../crypto.ts";
import { compressPage } from "../http/mod.ts";

export interface Kept<T> {
  readonly document: T;
  /** The answer to a request for it. */
  respond(req: Request): Promise<Response>;
}

/** Keeps what `make` makes; it is called once. */
export function keepDocument<T>(make: () => T): () => Kept<T> {
  let kept: Kept<T> | null = null;
  return () => kept ??= toKept(make());
}

function toKept<T>(document: T): Kept<T> {
  const text = JSON.stringify(document);
  const etag = `W/"${sha256Base64Url(text).slice(0, 22)}"`;
  return {
    document,
    async respond(req) {
      // Another build may say something else, so it is asked for again, and then mostly 304.
      const headers = new Headers({ etag, "cache-control": "no-cache", vary: "Accept-Encoding" });
      if (req.headers.get("if-none-match") === etag) {
        return new Response(null, { status: 304, headers });
      }
      headers.set("content-type", "application/json");
      return await compressPage(req, new Response(text, { headers }));
    },
  };
}
