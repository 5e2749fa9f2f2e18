// How the connections of one call are configured: ICE servers, policy, and the one certificate they
// share (P20). Knows no connection.
//
// A browser makes one allocation per TURN URL and connection, and a user has 12 of them (S14): so a
// connection is given one kind of relay at a time, and climbs from UDP over TCP to TLS where it finds
// no path. What has worked for one is where the next ones start.

import { type RelayKind, relayKindOf, relayKinds } from "../../shared/ice_urls.ts";
import type { ConfigInfo, IceServer } from "../../shared/protocol/mod.ts";
import type { Preferences } from "../preferences.ts";
import type { Credentials } from "../rest/mod.ts";

export interface IceSettings {
  /** The configuration of a connection on this rung: of a next one, or of a present one. */
  configuration(rung: number): RTCConfiguration;
  /** Where a new connection starts. */
  firstRung(): number;
  /** The rung after this one; after the last comes the first. */
  nextRung(rung: number): number;
  /** A connection on this rung found its path. */
  noteWorking(rung: number): void;
  /** Servers that came with an admission. */
  setServers(servers: readonly IceServer[]): void;
  setCertificate(certificate: RTCCertificate): void;
  /** Calls `handle` when renewed credentials changed the servers; returns its undo. */
  onRenewed(handle: () => void): () => void;
}

/**
 * Makes the settings; a renewal of the credentials changes the servers. `startRung` is what worked on the
 * page before a reload.
 */
export function createIceSettings(
  credentials: Pick<Credentials, "config">,
  { isRelayOnly }: Pick<Preferences, "isRelayOnly">,
  startRung = 0,
): IceSettings {
  const { config } = credentials;
  let servers: readonly IceServer[] = config.peek()?.ICE_SERVERS ?? [];
  let certificate: RTCCertificate | null = null;
  let first = startRung;

  return {
    configuration: (rung) => ({
      iceServers: iceServersAt(servers, rung),
      // Without a relay the wish to hide behind one would only mean that nobody is reached.
      iceTransportPolicy: isRelayOnly && kindsOf(servers).length > 0
        ? "relay"
        : config.peek()?.ICE_TRANSPORT_POLICY ?? "all",
      bundlePolicy: "max-bundle",
      ...(certificate ? { certificates: [certificate] } : {}),
    }),
    firstRung: () => Math.max(0, Math.min(first, kindsOf(servers).length - 1)),
    nextRung: (rung) => (rung + 1) % Math.max(1, kindsOf(servers).length),
    noteWorking(rung) {
      first = rung;
    },
    setServers(next) {
      servers = next;
    },
    setCertificate(next) {
      certificate = next;
    },
    onRenewed(handle) {
      let known = config.peek();
      return config.subscribe((next) => {
        if (!next || next === known) return;
        known = next;
        if (JSON.stringify(next.ICE_SERVERS) === JSON.stringify(servers)) return;
        servers = next.ICE_SERVERS;
        handle();
      });
    },
  };
}

const urlsOf = (server: IceServer) => [server.urls].flat();

/** The kinds that there are, in the order in which they are tried. */
function kindsOf(servers: readonly IceServer[]): RelayKind[] {
  const present = new Set(servers.flatMap(urlsOf).map(relayKindOf));
  return relayKinds.filter((kind) => present.has(kind));
}

/** True where there is a relay, and the server leaves it to people whether to use nothing else. */
export function canHideAddress(config: ConfigInfo | null): boolean {
  if (!config || config.ICE_TRANSPORT_POLICY === "relay") return false;
  return kindsOf(config.ICE_SERVERS).length > 0;
}

/** The servers of one rung: all STUN, and the relays of one kind. */
function iceServersAt(servers: readonly IceServer[], rung: number): RTCIceServer[] {
  const kind = kindsOf(servers)[rung];
  return servers.flatMap((server) => {
    const urls = urlsOf(server).filter((url) => [null, kind].includes(relayKindOf(url)));
    return urls.length > 0 ? [{ ...server, urls }] : [];
  });
}
