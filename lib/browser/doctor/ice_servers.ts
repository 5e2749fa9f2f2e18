// Sorts the ICE servers of /config by what the doctor does with them. Pure.

import { type RelayKind, relayKindOf } from "../../shared/ice_urls.ts";
import type { IceServer } from "../../shared/protocol/mod.ts";

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

/** Number of different servers among URLs: two URLs of one host and port are one. */
export function countServers(urls: readonly string[]): number {
  return new Set(urls.map((url) => url.replace(/^[a-z]+:/i, "").replace(/\?.*$/, ""))).size;
}
