// The ranges of rule S14 as CIDR, and their ends computed from it: what the configuration is held against.

import { parseIp } from "../../lib/server/turn/client/address.ts";

export interface Range {
  readonly cidr: string;
  readonly first: string;
  readonly last: string;
}

export const deniedIpv4 =
  `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12
  192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24
  203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`.split(/\s+/).map(rangeOf);

export const deniedIpv6 =
  `::/96 ::ffff:0:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16
  3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10`.split(/\s+/).map(rangeOf);

/** Addresses outside every range, close to their ends: these must stay reachable. */
export const neighbours = {
  4: ["9.255.255.255", "11.0.0.0", "100.63.255.255", "128.0.0.0", "172.32.0.0", "223.255.255.255"],
  6: ["2600::1", "2003::1", "2001:200::1", "64:ff9b::1:0:0", "100:0:0:1::1"],
} as const;

function rangeOf(cidr: string): Range {
  const [first = "", length] = cidr.split("/");
  const bytes = parseIp(first) ?? new Uint8Array();
  const last = bytes.map((byte, at) =>
    byte | (0xff >> Math.min(8, Math.max(0, Number(length) - 8 * at)))
  );
  return { cidr, first, last: textOf(last) };
}

/** The text of an address; IPv6 with its longest run of zeros as "::" (RFC 5952). */
function textOf(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from(
    { length: 8 },
    (_, at) => ((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0),
  );
  const text = groups.map((group) => group.toString(16)).join(":");
  const [longest] = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].toSorted((a, b) =>
    b[0].length - a[0].length
  );
  if (!longest) return text;
  const [run] = longest;
  return `${text.slice(0, longest.index)}:${text.slice(longest.index + run.length) || ":"}`;
}
