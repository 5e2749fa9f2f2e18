// One client's dialogue with a TURN server over an open socket: requests with long-term credentials,
// the 401 and 438 rounds, allocate and free. Knows no URLs and no verdicts.

import {
  type Attribute,
  attribute,
  attributes,
  encodeMessage,
  errorCode,
  hasIntegrity,
  longTermKey,
  type Method,
  methods,
  type StunMessage,
  uint32,
} from "./message.ts";
import { decodeAddress, encodeAddress, type StunAddress } from "./address.ts";
import type { SocketProblem, StunSocket } from "./socket.ts";

export interface LongTermCredentials {
  readonly username: string;
  readonly password: string;
}

/**
 * What came of a request. `code` is the server's error code; `isAuthenticated` says whether our
 * credentials had gone out with the server's own nonce before this answer.
 */
export type TurnReply =
  | { readonly ok: true; readonly message: StunMessage; readonly isAuthenticated: boolean }
  | { readonly ok: false; readonly code: number; readonly isAuthenticated: boolean }
  | { readonly ok: false; readonly problem: SocketProblem };

export interface TurnSession {
  /** STUN binding: the address the server sees us at (RFC 8489 section 2). */
  bind(): Promise<StunAddress | TurnReply>;
  /** Allocates a relay (RFC 8656 section 7): IPv4 and UDP (protocol 17) unless told. */
  allocate(family?: 4 | 6, protocol?: number): Promise<TurnReply>;
  /** Address of the relay in the answer to `allocate`. */
  relayedAddress(reply: TurnReply): StunAddress | null;
  /** Frees the allocation: Refresh with lifetime 0 (RFC 8656 section 8). */
  free(): Promise<TurnReply>;
  /** Asks to relay to these addresses (RFC 8656 section 10). */
  permit(...peers: string[]): Promise<TurnReply>;
  /** Binds a channel, 0x4000 to 0x4FFF, to a peer (RFC 8656 section 12). */
  bindChannel(channel: number, peer: StunAddress): Promise<TurnReply>;
}

/** Error code of RFC 8656 section 19. */
const allocationMismatch = 437;

/** Starts a dialogue; the socket stays the caller's to close. */
export function createTurnSession(
  socket: StunSocket,
  credentials: LongTermCredentials,
): TurnSession {
  const encoder = new TextEncoder();
  let realm = "";
  let nonce: Uint8Array | null = null;

  async function ask(
    method: Method,
    fields: (transactionId: Uint8Array) => Attribute[],
  ): Promise<TurnReply> {
    for (let round = 0;; round++) {
      const transactionId = crypto.getRandomValues(new Uint8Array(12));
      const isAuthenticated = nonce !== null;
      const key = longTermKey(credentials.username, realm, credentials.password);
      const own: Attribute[] = nonce === null ? [] : [
        [attributes.username, encoder.encode(credentials.username)],
        [attributes.realm, encoder.encode(realm)],
        [attributes.nonce, nonce],
      ];
      const all = [...fields(transactionId), ...own];
      const request = { kind: "request" as const, method, transactionId, attributes: all };
      const answer = await socket.ask(encodeMessage(request, isAuthenticated ? key : undefined));
      if (typeof answer === "string") return { ok: false, problem: answer };
      if (answer.method !== method) return { ok: false, problem: "bad-answer" };
      if (answer.kind === "success") {
        const isGenuine = !isAuthenticated || hasIntegrity(answer, key);
        return isGenuine
          ? { ok: true, message: answer, isAuthenticated }
          : { ok: false, problem: "bad-answer" };
      }
      const code = errorCode(answer);
      const isChallenge = (code === 401 && !isAuthenticated) || code === 438;
      const offered = attribute(answer, attributes.nonce);
      if (!isChallenge || !offered || round >= 2) return { ok: false, code, isAuthenticated };
      nonce = offered;
      realm = new TextDecoder().decode(
        attribute(answer, attributes.realm) ?? encoder.encode(realm),
      );
    }
  }

  /**
   * The port may have been somebody else's a moment ago, whose allocation the server still has: then
   * from another one (RFC 8656 section 7.4).
   */
  async function allocate(family: 4 | 6, protocol: number): Promise<TurnReply> {
    for (let round = 0;; round++) {
      const reply = await ask(methods.allocate, () => [
        [attributes.requestedTransport, Uint8Array.of(protocol, 0, 0, 0)],
        [attributes.requestedAddressFamily, Uint8Array.of(family === 6 ? 2 : 1, 0, 0, 0)],
      ]);
      const isTaken = "code" in reply && reply.code === allocationMismatch;
      if (!isTaken || round >= 2 || !socket.changePort()) return reply;
    }
  }

  return {
    async bind() {
      const reply = await ask(methods.binding, () => []);
      if (!reply.ok) return reply;
      const mapped = attribute(reply.message, attributes.xorMappedAddress);
      return (mapped && decodeAddress(mapped, reply.message.transactionId)) ??
        { ok: false, problem: "bad-answer" };
    },
    allocate: (family = 4, protocol = 17) => allocate(family, protocol),
    relayedAddress(reply) {
      if (!reply.ok) return null;
      const value = attribute(reply.message, attributes.xorRelayedAddress);
      return value && decodeAddress(value, reply.message.transactionId);
    },
    free: () => ask(methods.refresh, () => [[attributes.lifetime, uint32(0)]]),
    permit: (...peers) =>
      ask(
        methods.createPermission,
        (id) => peers.map((ip) => [attributes.xorPeerAddress, encodeAddress({ ip, port: 0 }, id)]),
      ),
    bindChannel: (channel, peer) =>
      ask(methods.channelBind, (id) => [
        [attributes.channelNumber, uint32(channel << 16 >>> 0)],
        [attributes.xorPeerAddress, encodeAddress(peer, id)],
      ]),
  };
}
