// What proxies say of a request: X-Forwarded-For, -Host, -Proto and -Port as nginx, Caddy, Traefik,
// HAProxy, Apache, Envoy, Cloudflare and AWS write them, and RFC 7239's Forwarded. To be asked only where
// proxies are trusted. Pure.

/** Headers that hold one address whoever wrote it (X-Real-IP, CF-Connecting-IP, …) are not among them:
 * a proxy that does not set them passes on what anybody sends. All that set them append to
 * X-Forwarded-For as well. */
export interface Forwarded {
  /** The client, as the outermost trusted proxy saw it; null where nobody says, or not reliably. */
  readonly address: string | null;
  readonly proto: "http" | "https" | null;
  /** With the port, where the proxy told it. */
  readonly host: string | null;
  readonly port: number | null;
}

/**
 * Reads the headers. `hops`: how many proxies stand before us; null where that is not said: then the
 * client is who the last of them names, as whatever stands left of that may be invented (S7), and host
 * and scheme are those that the first names, as RFC 7239, section 4 has it. No page can make a browser
 * send these headers with a WebSocket, so that nothing is won by inventing a host.
 */
export function readForwarded(headers: Headers, hops: number | null): Forwarded {
  const elements = parseForwarded(headers.get("forwarded") ?? "").slice(-(hops ?? Infinity));
  const named = (name: string) => elements.map((one) => one.get(name) ?? "").filter(Boolean);
  /** What the outermost proxy says; each one appends to the list, or leaves it as it is. */
  const outermost = (header: string, name?: string) =>
    list(headers, header).slice(-(hops ?? Infinity))[0] ?? (name && named(name)[0]) ?? null;
  return {
    address: readAddress(headers, elements, hops ?? 1),
    proto: readProto(outermost("x-forwarded-proto", "proto")),
    host: outermost("x-forwarded-host", "host"),
    port: readPort(outermost("x-forwarded-port")),
  };
}

/**
 * Of two headers a proxy may write one and pass the other on as it came: where they disagree neither is
 * believed, and nobody escapes a limit by sending the other one.
 */
function readAddress(
  headers: Headers,
  elements: readonly ReadonlyMap<string, string>[],
  hops: number,
): string | null {
  const at = <T>(all: readonly T[]) => all[Math.max(0, all.length - hops)];
  const said = [at(list(headers, "x-forwarded-for")), at(elements)?.get("for")]
    .filter((one) => one !== undefined);
  const [address = null, ...others] = said.map(parseAddress);
  return others.every((one) => one === address) ? address : null;
}

function list(headers: Headers, name: string): string[] {
  return (headers.get(name) ?? "").split(",").map((one) => one.trim()).filter(Boolean);
}

/** Traefik says `wss` for a WebSocket over TLS. */
function readProto(text: string | null): Forwarded["proto"] {
  const proto = text?.toLowerCase();
  if (proto === "https" || proto === "wss") return "https";
  return proto === "http" || proto === "ws" ? "http" : null;
}

function readPort(text: string | null): number | null {
  return text && /^[1-9]\d{0,4}$/.test(text) && Number(text) < 65_536 ? Number(text) : null;
}

const pair = /\s*(?:([!#$%&'*+.^_`|~0-9a-z-]+)=("(?:[^"\\]|\\.)*"|[^\s";,]+))?\s*(;|,|$)/iy;

/**
 * The elements of a Forwarded header (RFC 7239, section 4), names in lower case, values without their
 * quotes; none where it cannot be read.
 */
export function parseForwarded(text: string): ReadonlyMap<string, string>[] {
  const elements: Map<string, string>[] = [];
  let element = new Map<string, string>();
  pair.lastIndex = 0;
  for (;;) {
    const found = pair.exec(text);
    if (!found) return [];
    const [, name, value = "", end] = found;
    if (name) element.set(name.toLowerCase(), unquote(value));
    if (end === ";") continue;
    if (element.size > 0) elements.push(element);
    if (end === "") return elements;
    element = new Map();
  }
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
}

/**
 * An address in one form, without the port and brackets it may come with (RFC 7239, section 6); null for
 * `unknown`, an obfuscated one and anything else.
 */
export function parseAddress(text: string): string | null {
  const v4 = /^(\d{1,3}(?:\.\d{1,3}){3})(?::\S*)?$/.exec(text)?.[1];
  if (v4) return v4.split(".").every((part) => Number(part) < 256) ? v4 : null;
  const v6 = (/^\[([^\]]+)\](?::\S*)?$/.exec(text)?.[1] ?? text).replace(/%.*$/, "");
  if (!v6.includes(":") || !URL.canParse(`http://[${v6}]`)) return null;
  const address = new URL(`http://[${v6}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (!mapped) return address;
  const [high = 0, low = 0] = mapped.slice(1).map((group) => parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
