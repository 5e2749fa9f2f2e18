// The HTTP side in pure pieces: JSON answers, refusals, security headers, and what a request tells of
// its sender. No framework and no routes.

import { rateLimited, type Refusal, refusal } from "../../shared/errors.ts";
import { languageIn } from "../../shared/language_cookie.ts";
import { type Language, parseAcceptLanguage, pickLanguage } from "../../shared/languages.ts";
import type { Config } from "../config.ts";
import type { Limiter } from "../limits.ts";

/** Bytes of a request body that are read. */
const maxBodyBytes = 16 * 1024;

/** A JSON answer that is never cached. */
export function jsonResponse(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set("cache-control", "no-store");
  return Response.json(body, { ...init, headers });
}

/** Success of the `/meeting*` routes: `{ code: 0, data, msg: "success" }`. */
export function successResponse(data: unknown): Response {
  return jsonResponse({ code: 0, data, msg: "success" });
}

/** The one shape of every failure: `{ code, msg, error }` with `code` as HTTP status. */
export function refusalResponse(reason: Refusal, headers: Record<string, string> = {}): Response {
  const { error, status, message, retryAfterS } = reason;
  const response = jsonResponse({ code: status, msg: message, error }, { status, headers });
  if (retryAfterS !== undefined) response.headers.set("retry-after", String(retryAfterS));
  return response;
}

/** What a REST handler gets of Fresh's context. */
export interface RestContext {
  readonly req: Request;
  readonly params: Record<string, string | undefined>;
  readonly info: { readonly remoteAddr: Deno.Addr };
}

type Method = "GET" | "POST";

/**
 * Wraps the handlers of one REST route for all methods: another method is 405 with `Allow`, HEAD is
 * answered as GET without a body, and what throws is a JSON 500 (reported to `onError`).
 */
export function restHandler<C extends RestContext>(
  methods: Partial<Record<Method, (ctx: C) => Promise<Response> | Response>>,
  onError: (ctx: C, error: unknown) => void,
): (ctx: C) => Promise<Response> {
  const allow = Object.keys(methods).flatMap((one) => one === "GET" ? ["GET", "HEAD"] : [one]);
  const find = (name: string) => {
    if (name === "GET" || name === "HEAD") return methods.GET;
    return name === "POST" ? methods.POST : undefined;
  };
  return async (ctx) => {
    const method = find(ctx.req.method);
    if (!method) {
      return refusalResponse(refusal("METHOD_NOT_ALLOWED"), { allow: allow.join(", ") });
    }
    try {
      const response = await method(ctx);
      return ctx.req.method === "HEAD" ? new Response(null, response) : response;
    } catch (error) {
      onError(ctx, error);
      return refusalResponse(refusal("INTERNAL"));
    }
  };
}

/** Reads a JSON body of at most 16 KiB. */
export async function readJson(
  req: Request,
): Promise<{ ok: true; value: unknown } | { ok: false; refusal: Refusal }> {
  if (Number(req.headers.get("content-length") ?? 0) > maxBodyBytes) {
    return { ok: false, refusal: refusal("BODY_TOO_LARGE") };
  }
  const text = await readText(req.body);
  if (text === null) return { ok: false, refusal: refusal("BODY_TOO_LARGE") };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, refusal: refusal("BAD_REQUEST", "The body is not JSON.") };
  }
}

/** The body as text, or null as soon as it is larger than is read. */
async function readText(body: ReadableStream<Uint8Array> | null): Promise<string | null> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > maxBodyBytes) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** The address of the sender: of the last proxy's word only where proxies are trusted (S7). */
export function clientAddress(ctx: RestContext, config: Pick<Config, "isProxyTrusted">): string {
  const forwarded = config.isProxyTrusted
    ? ctx.req.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim()
    : undefined;
  if (forwarded) return forwarded;
  const { remoteAddr } = ctx.info;
  return "hostname" in remoteAddr ? remoteAddr.hostname : "local";
}

/** The origin under which a browser sees this server. */
export function ownOrigin(req: Request, config: Pick<Config, "isProxyTrusted">): string {
  const url = new URL(req.url);
  if (!config.isProxyTrusted) return url.origin;
  const last = (name: string) => req.headers.get(name)?.split(",").at(-1)?.trim();
  const scheme = last("x-forwarded-proto");
  const host = last("x-forwarded-host") ?? url.host;
  return scheme === "http" || scheme === "https" ? `${scheme}://${host}` : url.origin;
}

/** The language of a page: what the person has chosen, or what their browser asks for. */
export function requestLanguage(req: Request): Language {
  return languageIn(req.headers.get("cookie") ?? "") ??
    pickLanguage(parseAcceptLanguage(req.headers.get("accept-language") ?? ""));
}

/** The refusal of an address that asks too often, or null. */
export function overLimit(limiter: Limiter, address: string): Refusal | null {
  const waitS = limiter.take(address);
  return waitS > 0 ? rateLimited(waitS) : null;
}

/** The one script that may compile WebAssembly: a worker has the policy of its own file, not its page's. */
const wasmWorkerPath = "/effects/worker.js";

/**
 * The headers of every answer (S10). `nonce` is of the page's own inline scripts, if it has any.
 * No `upgrade-insecure-requests`: ConFlux also serves plain http on localhost and LANs.
 */
export function securityHeaders(
  config: Pick<Config, "frameAncestors">,
  { nonce, path }: { nonce: string | null; path: string },
): Record<string, string> {
  const ancestors = config.frameAncestors.length > 0 ? config.frameAncestors.join(" ") : "'none'";
  const wasm = path === wasmWorkerPath ? " 'wasm-unsafe-eval'" : "";
  const policy = [
    "default-src 'none'",
    `script-src 'self'${nonce ? ` 'nonce-${nonce}'` : ""}${wasm}`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob: mediastream:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy":
      "camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), " +
      "fullscreen=(self), picture-in-picture=(self), screen-wake-lock=(self), geolocation=(), " +
      "browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    ...(config.frameAncestors.length > 0 ? {} : { "x-frame-options": "DENY" }),
  };
}
