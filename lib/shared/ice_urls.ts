// What the URL of an ICE server says of it.

/** Ways to a relay, the best for media first. */
export const relayKinds = ["udp", "tcp", "tls"] as const;
export type RelayKind = typeof relayKinds[number];

/** How a TURN URL is reached (RFC 7065, section 3.2): UDP unless it says otherwise; null for STUN. */
export function relayKindOf(url: string): RelayKind | null {
  if (/^turns:/i.test(url)) return "tls";
  if (!/^turn:/i.test(url)) return null;
  return /[?&]transport=tcp\b/i.test(url) ? "tcp" : "udp";
}
