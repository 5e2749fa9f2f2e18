// What Fresh is not to see. It fails before any middleware where a path cannot be decoded, and where a
// method is none of its own: a bare 500 without our headers, and a stack in the log. Pure.

import { refusal } from "../../shared/errors.ts";
import { refusalResponse } from "./answers.ts";

const methods: ReadonlySet<string> = new Set([
  ...["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
]);

/** The request as Fresh can read it, or the refusal of one with a method that nothing here has. */
export function guardRequest(req: Request): Request | Response {
  const { pathname } = new URL(req.url);
  if (!methods.has(req.method)) {
    return refusalResponse(refusal("METHOD_NOT_ALLOWED"), { allow: allowedAt(pathname) });
  }
  const readable = repairPath(pathname);
  if (readable === pathname) return req;
  const url = new URL(req.url);
  url.pathname = readable;
  // Not made from `req` itself, which would ask for its signal: Deno warns of that.
  const { method, headers, body } = req;
  return new Request(url, { method, headers, body });
}

function allowedAt(pathname: string): string {
  if (/^\/(meeting|origin)\/?$/.test(pathname)) return "POST";
  return /^\/meeting\/[^/]+\/?$/.test(pathname) ? "PATCH, DELETE" : "GET, HEAD";
}

/** The path with every "%" that begins no letter taken as it stands: `/j/%zz` asks for "%zz". */
export function repairPath(pathname: string): string {
  return pathname.replaceAll(
    /(%[0-9a-f]{2})+|%/gi,
    (escapes) => isDecodable(escapes) ? escapes : escapes.replaceAll("%", "%25"),
  );
}

function isDecodable(escapes: string): boolean {
  try {
    decodeURIComponent(escapes);
    return true;
  } catch {
    // No UTF-8, or no escape at all.
    return false;
  }
}
