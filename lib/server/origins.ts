// Origins as the server compares them: as URLs, so that one and the same is one text. Pure.

/**
 * The origin that a setting or the headers of a proxy describe, in one form: lower case, punycode, IPv6
 * shortened, no default port (URL Standard, sections 3.5 and 4.4) and no dot at the end of the host
 * name. Null where it is no origin of a web page, or more than one.
 */
export function canonicalOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const { protocol, username, password, pathname, search, hash } = url;
  if (protocol !== "http:" && protocol !== "https:") return null;
  if (username || password || pathname !== "/" || search || hash) return null;
  return withoutDot(url);
}

/**
 * The origin in an `Origin` header, in the same form. Browsers send it serialised (RFC 6454, section
 * 6.2): what differs from that by a letter comes from no browser, and is null.
 */
export function sentOrigin(header: string): string | null {
  if (!URL.canParse(header) || new URL(header).origin !== header) return null;
  return canonicalOrigin(header);
}

/**
 * True for an origin that says nothing about who answers at it: somebody's name, without TLS, may lead to
 * any address, also to one in our own network (DNS rebinding). What is in no public DNS cannot.
 */
export function canBeRebound(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  const isAddress = hostname.startsWith("[") || /^[\d.]+$/.test(hostname);
  const isLocal = !hostname.includes(".") || /\.(?:localhost|local|internal)$/.test(hostname);
  return protocol === "http:" && !isAddress && !isLocal;
}

/** `example.org.` is the same host as `example.org` (RFC 1034, section 3.1). */
function withoutDot({ protocol, hostname, port }: URL): string {
  const host = hostname.endsWith(".") ? hostname.slice(0, -1) : hostname;
  return `${protocol}//${host}${port && `:${port}`}`;
}
