// Sorts the ICE servers of /config by what the doctor does with them. Pure.

import type { IceServer } from "../../shared/protocol/mod.ts";

export const relayKinds = ["udp", "tcp", "tls"] as const;
export type RelayKind = typeof relayKinds[number];

export interface SortedServers {
  readonly stunUrls: readonly string[];
  /** One entry for each URL, so that a connection can be held to it. */
  readonly relays: Readonly<Record<RelayKind, readonly IceServer[]>>;
}

/** STUN URLs, and relays by how a browser talks to them. */
export function sortServers(servers: readonly IceServer[]): SortedServers {
  const all = servers.flatMap((server) => [server.urls].flat().map((url) => ({ server, url })));
  const relaysOf = (kind: RelayKind) =>
    all.filter(({ url }) => relayKindOf(url) === kind)
      .map(({ server, url }) => ({ ...server, urls: url }));
  return {
    stunUrls: all.map(({ url }) => url).filter((url) => /^stuns?:/i.test(url)),
    relays: { udp: relaysOf("udp"), tcp: relaysOf("tcp"), tls: relaysOf("tls") },
  };
}

/** How a TURN URL is reached (RFC 7065): UDP unless it says otherwise; null for another URL. */
export function relayKindOf(url: string): RelayKind | null {
  if (/^turns:/i.test(url)) return "tls";
  if (!/^turn:/i.test(url)) return null;
  return /[?&]transport=tcp\b/i.test(url) ? "tcp" : "udp";
}

/** Number of different servers among URLs: two URLs of one host and port are one. */
export function countServers(urls: readonly string[]): number {
  return new Set(urls.map((url) => url.replace(/^[a-z]+:/i, "").replace(/\?.*$/, ""))).size;
}
