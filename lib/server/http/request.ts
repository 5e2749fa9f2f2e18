// What a request tells: its body, its sender, its language, and the parts of its path. No framework.

import { rateLimited, type Refusal, refusal } from "../../shared/errors.ts";
import { languageIn } from "../../shared/language_cookie.ts";
import { type Language, parseAcceptLanguage, pickLanguage } from "../../shared/languages.ts";
import type { Config } from "../config.ts";
import type { Limiter } from "../limits.ts";
import type { RestContext } from "./answers.ts";

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

/** A part of the path, decoded; the first one is 0. Fresh's own leave `%2F` and its like as they are. */
export function pathPart(url: URL, at: number): string {
  return decodeURIComponent(url.pathname.split("/")[at + 1] ?? "");
}
