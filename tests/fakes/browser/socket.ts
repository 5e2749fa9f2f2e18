// Sockets whose other end a test holds in its hand.

import type { SocketHandlers } from "../../../lib/browser/ports.ts";

// deno-lint-ignore no-explicit-any -- frames are looked at field by field in assertions.
type Frame = any;

export interface FakeSocket {
  readonly path: string;
  /** What the client sent, parsed. */
  readonly sent: Frame[];
  /** The client has closed it. */
  isClosed: boolean;
  accept(): void;
  say(message: object | string): void;
  /** The last frame of that type. */
  last(type: string): Frame;
  /** Answers the last request of that type. */
  answer(type: string, reply?: object): void;
  /** The server, or the network, closes it. */
  end(code: number): void;
}

/** Makes an `openSocket` and keeps every socket it opened. */
export function createFakeSockets() {
  const sockets: FakeSocket[] = [];

  function openSocket(path: string, handlers: SocketHandlers) {
    const socket: FakeSocket = {
      path,
      sent: [],
      isClosed: false,
      accept: () => handlers.onOpen(),
      say: (message) =>
        handlers.onText(typeof message === "string" ? message : JSON.stringify(message)),
      last: (type) => socket.sent.findLast((frame) => frame.type === type),
      answer(type, reply = {}) {
        const { request_id } = socket.last(type);
        const base = { type: `RES_${type}`, message: "SUCCESS", code: 0, data: null, request_id };
        socket.say({ ...base, ...reply });
      },
      end: (code) => handlers.onClose(code),
    };
    sockets.push(socket);
    return {
      send: (text: string) => void socket.sent.push(JSON.parse(text)),
      close: () => {
        socket.isClosed = true;
      },
    };
  }

  return {
    sockets,
    openSocket,
    get last(): FakeSocket {
      const socket = sockets.at(-1);
      if (!socket) throw new Error("No socket was opened");
      return socket;
    },
  };
}
