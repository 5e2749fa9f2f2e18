// What a request tells: its body, its sender, its language, what its address asks for, and the parts of
// its path. No framework.

import { rateLimited, type Refusal, refusal } from "../../shared/errors.ts";
import { languageIn } from "../../shared/language_cookie.ts";
import { type Language, parseAcceptLanguage, pickLanguage } from "../../shared/languages.ts";
import { type PageOptions, readPageOptions } from "../../shared/page_options.ts";
import type { Config } from "../config.ts";
import type { Limiter } from "../limits.ts";
import type { RestContext } from "./answers.ts";
import { parseAddress, readForwarded } from "./forwarded.ts";
import { networkOf } from "./network.ts";
import { canonicalOrigin } from "../origins.ts";

/** Bytes of a request body that are read. */
const maxBodyBytes = 16 * 1024;

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

/** What a request is called in the log: as a proxy in front has called it, where that is a plain name. */
export function requestId(headers: Headers): string {
  const given = headers.get("x-request-id") ?? "";
  return /^[\w.:-]{1,64}$/.test(given) ? given : crypto.randomUUID();
}

/** The refusal of a body that is not what is asked for: names the first field that is wrong. */
export function wrongField(
  { issues }: { issues: readonly { path: readonly PropertyKey[]; message: string }[] },
): Refusal {
  const [issue] = issues;
  const field = issue?.path.join(".") || "body";
  return refusal("BAD_REQUEST", `"${field}": ${issue?.message ?? "is wrong"}`);
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

type Trust = Pick<Config, "isProxyTrusted" | "proxyHops">;

/**
 * The address of the sender, by the proxies' word only where they are trusted (S7); of an IPv6 address its
 * network, as it is for limits only.
 */
export function clientAddress(ctx: RestContext, config: Trust): string {
  const forwarded = config.isProxyTrusted
    ? readForwarded(ctx.req.headers, config.proxyHops).address
    : null;
  if (forwarded) return networkOf(forwarded);
  const { remoteAddr } = ctx.info;
  if (!("hostname" in remoteAddr)) return "local";
  const address = parseAddress(remoteAddr.hostname);
  return address ? networkOf(address) : remoteAddr.hostname;
}

/** The origin under which a browser sees this server; null where the headers tell none. */
export function ownOrigin(req: Request, config: Trust): string | null {
  const url = new URL(req.url);
  if (!config.isProxyTrusted) return canonicalOrigin(url.origin);
  const { proto, host, port } = readForwarded(req.headers, config.proxyHops);
  const scheme = proto ?? url.protocol.slice(0, -1);
  const told = originAt(scheme, host ?? url.host) ?? originAt(scheme, url.host);
  if (!told || port === null || new URL(told).port || hasPort(host ?? url.host)) return told;
  // 443 of a plain address, or 80 of one with TLS, is the port of a proxy further in.
  const isOfOther = port === (scheme === "https" ? 80 : 443);
  return isOfOther ? told : canonicalOrigin(`${told}:${port}`);
}

function originAt(scheme: string, host: string): string | null {
  return /[\s/\\?#@]/.test(host) ? null : canonicalOrigin(`${scheme}://${host}`);
}

/** True where the port is told, be it the default one. */
function hasPort(host: string): boolean {
  return /:\d+$/.test(host);
}

/** The language of a page: what the person has chosen, or what their browser asks for. */
export function requestLanguage(req: Request): Language {
  return languageIn(req.headers.get("cookie") ?? "") ??
    pickLanguage(parseAcceptLanguage(req.headers.get("accept-language") ?? ""));
}

/** What the address of a meeting's page, or of the one after it, asks for (O30); nothing for others. */
export function pageOptions({ pathname, searchParams }: URL): PageOptions {
  const isOfMeeting = /^\/(?:j|room|exit)(?:\/|$)/.test(pathname);
  return readPageOptions(isOfMeeting ? searchParams : new URLSearchParams());
}

/** The refusal of an address that asks too often, or null. */
export async function overLimit(limiter: Limiter, address: string): Promise<Refusal | null> {
  const waitS = await limiter.take(address);
  return waitS > 0 ? rateLimited(waitS) : null;
}

/** A part of the path, decoded; the first one is 0. Fresh's own leave `%2F` and its like as they are. */
export function pathPart(url: URL, at: number): string {
  return decodeURIComponent(url.pathname.split("/")[at + 1] ?? "");
}
