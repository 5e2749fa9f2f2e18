// WebSockets by `ws`: a message that is too large is refused by the length its frame announces, a peer
// that is gone is found by pings, and one that does not close is cut.

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
// @ts-types="./ws.d.ts"
import { type NodeSocket, WebSocketServer } from "ws";
import { maxFrameBytes } from "../../shared/protocol/mod.ts";

/** A peer that has not answered a ping when the next one is due is gone: within 30 s (R8). */
const pingMs = 15_000;
/** From our close frame to the end of the connection, whatever the peer does with it. */
const closeMs = 5_000;

export interface SocketServer {
  /** Opens the socket that a request asks for; null, and answered, where its handshake is none. */
  accept(message: IncomingMessage, socket: Duplex, head: Uint8Array): WebSocket | null;
  /** Stops looking after them. */
  close(): void;
}

/** Makes the keeper of the sockets of one port. */
export function createSocketServer(): SocketServer {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
    clientTracking: false,
    closeTimeout: closeMs,
  });
  const heard = new Map<NodeSocket, boolean>();
  const timer = setInterval(() => {
    for (const [socket, hasAnswered] of heard) {
      if (!hasAnswered) {
        socket.terminate();
        continue;
      }
      heard.set(socket, false);
      socket.ping();
    }
  }, pingMs);

  function watch(socket: NodeSocket): void {
    heard.set(socket, true);
    socket.on("pong", () => heard.set(socket, true));
    socket.on("close", () => heard.delete(socket));
    // Whoever uses the socket hears of the close that follows; unheard, it would end the process.
    socket.on("error", () => {});
  }

  return {
    accept(message, socket, head) {
      let opened: NodeSocket | null = null;
      server.handleUpgrade(message, socket, head, (one) => {
        watch(one);
        opened = one;
      });
      return opened;
    },
    close() {
      clearInterval(timer);
    },
  };
}
