// What kind of address translation (NAT) stands between the browser and the internet, read off the
// candidates that STUN brought (RFC 8445 section 5.1.1, RFC 4787 section 4.1). Pure.

import type { Finding, Reason } from "./finding.ts";
import type { ProbeCandidate } from "./ports.ts";

export type NatKind =
  | "open"
  /** One mapping for every partner ("cone"). */
  | "friendly"
  /** Another mapping for each partner. */
  | "symmetric"
  /** One mapping seen by one server: it may be either of the two above. */
  | "unknown"
  /** No server answered over UDP. */
  | "blocked";

export interface NatFacts {
  readonly candidates: readonly ProbeCandidate[];
  /** How many different STUN servers (host and port) answered. */
  readonly answered: number;
  /** The port from which a relay saw us send to it; null where that was not measured. */
  readonly portAtRelay: number | null;
}

/** Names the kind of NAT. Addresses are compared here and go no further. */
export function classifyNat(facts: NatFacts): NatKind {
  const seen = facts.candidates.filter((one) => one.type === "srflx" && one.protocol === "udp");
  // A browser that finds its own address reflected makes no candidate of it.
  if (seen.length === 0) return facts.answered > 0 ? "open" : "blocked";
  if (hasTwoMappings(seen)) return "symmetric";
  const own = new Set(
    facts.candidates.filter((one) => one.type === "host").map((one) => one.address),
  );
  if (seen.every((one) => own.has(one.address))) return "open";
  if (facts.answered >= 2) return "friendly";
  if (facts.portAtRelay === null) return "unknown";
  return seen.some((one) => one.port === facts.portAtRelay) ? "friendly" : "symmetric";
}

/** Two ports of one address for one socket. Without a known base (mDNS hides it) one address is one. */
function hasTwoMappings(seen: readonly ProbeCandidate[]): boolean {
  const ports = new Map<string, Set<number>>();
  for (const { address, port, relatedAddress, relatedPort } of seen) {
    const base = `${address} ${relatedPort === 0 ? "" : `${relatedAddress} ${relatedPort}`}`;
    const known = ports.get(base) ?? new Set();
    ports.set(base, known.add(port));
  }
  return [...ports.values()].some((known) => known.size > 1);
}

/** The verdict on a kind of NAT; a strict one is no trouble where there is a relay. */
export function judgeNat(kind: NatKind, { hasRelay }: { hasRelay: boolean }): Finding {
  const reasons: Record<NatKind, Reason> = {
    open: "network-open",
    friendly: "network-friendly",
    symmetric: hasRelay ? "network-strict" : "network-strict-alone",
    unknown: "network-unknown",
    blocked: "network-blocked",
  };
  const isBad = kind === "blocked" || (kind === "symmetric" && !hasRelay);
  return { verdict: isBad ? "failed" : "passed", reason: reasons[kind] };
}
