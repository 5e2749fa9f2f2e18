// How the connections of one call are configured: ICE servers, policy, and the one certificate they
// share (P20). Knows no connection.

import type { IceServer } from "../shared/protocol.ts";
import type { Credentials } from "./credentials.ts";

export interface IceSettings {
  /** The configuration of the next connection, and of the present ones after a renewal. */
  configuration(): RTCConfiguration;
  /** Servers that came with an admission. */
  setServers(servers: readonly IceServer[]): void;
  setCertificate(certificate: RTCCertificate): void;
  /** Calls `handle` when renewed credentials changed the servers; returns its undo. */
  onRenewed(handle: () => void): () => void;
}

/** Makes the settings; a renewal of the credentials changes the servers. */
export function createIceSettings(credentials: Pick<Credentials, "config">): IceSettings {
  const { config } = credentials;
  let servers: readonly IceServer[] = config.peek()?.ICE_SERVERS ?? [];
  let certificate: RTCCertificate | null = null;

  return {
    configuration: () => ({
      iceServers: servers.map((server) => ({ ...server })),
      iceTransportPolicy: config.peek()?.ICE_TRANSPORT_POLICY ?? "all",
      bundlePolicy: "max-bundle",
      ...(certificate ? { certificates: [certificate] } : {}),
    }),
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
