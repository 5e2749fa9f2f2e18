// What of `ws` is used here. Its published types bring all of Node's with them, and those of another
// version than Deno's.

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** A socket: the standard's interface, and events as Node has them. */
export interface NodeSocket extends WebSocket {
  ping(): void;
  /** Ends the connection without a close frame. */
  terminate(): void;
  on(event: "pong" | "close" | "error", listener: () => void): this;
}

export class WebSocketServer {
  constructor(options: {
    noServer: boolean;
    /** Bytes of a message; a larger one closes with 1009. */
    maxPayload: number;
    perMessageDeflate: boolean;
    clientTracking: boolean;
    /** From a close frame sent to the end of the connection, in ms. */
    closeTimeout: number;
  });
  /** Calls `opened` at once, or answers 4xx where the handshake is wrong. */
  handleUpgrade(
    message: IncomingMessage,
    socket: Duplex,
    head: Uint8Array,
    opened: (socket: NodeSocket) => void,
  ): void;
}
