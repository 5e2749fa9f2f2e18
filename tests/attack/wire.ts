// What attackers have in common: plain TCP from an address of their choice, HTTP by hand, and WebSocket
// frames that need not be whole. Imports nothing of the app.

import type { Buffer } from "node:buffer";
import net from "node:net";

const encoder = new TextEncoder();

export interface Wire {
  /** The last 100,000 bytes that came, a character for each. */
  readonly received: string;
  /** Bytes that came so far. */
  readonly size: number;
  readonly isClosed: boolean;
  send(data: string | Uint8Array): void;
  /** Takes nothing more in, so that what is sent stays with the sender. */
  stopReading(): void;
  read(): void;
  /** Resolves when the other side has closed. */
  readonly closed: Promise<void>;
  cut(): void;
}

/** Connects to `origin` from `from`, an address of this machine (127.0.0.0/8); `onData` hears as well. */
export function connect(
  origin: string,
  from = "127.0.0.1",
  onData: (chunk: Uint8Array) => void = () => {},
): Promise<Wire> {
  const { hostname, port } = new URL(origin);
  const host = hostname === "localhost" ? "127.0.0.1" : hostname;
  const socket = net.connect({ host, port: Number(port), localAddress: from });
  const closed = Promise.withResolvers<void>();
  let received = "";
  let size = 0;
  let isClosed = false;
  socket.on("data", (chunk: Buffer) => {
    size += chunk.length;
    onData(chunk);
    received = (received + chunk.toString("latin1")).slice(-100_000);
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    isClosed = true;
    closed.resolve();
  });
  const wire: Wire = {
    get received() {
      return received;
    },
    get size() {
      return size;
    },
    get isClosed() {
      return isClosed;
    },
    send: (data) => void (isClosed || socket.write(data)),
    stopReading: () => void socket.pause(),
    read: () => void socket.resume(),
    closed: closed.promise,
    cut: () => void socket.destroy(),
  };
  return new Promise((resolve) => {
    socket.on("connect", () => resolve(wire));
    socket.on("close", () => resolve(wire));
  });
}

/** The head of a request by hand. */
export function head(
  origin: string,
  target: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\nhost: ${new URL(origin).host}\r\n${lines.join("")}\r\n`;
}

/** The head that opens /peer_signal. */
export function handshake(origin: string): string {
  return head(origin, "/peer_signal", {
    headers: {
      "connection": "Upgrade",
      "upgrade": "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    },
  });
}

/** A masked frame (RFC 6455, 5.2) that announces `announced` bytes, whatever it brings of them. */
export function frame(
  text: string,
  { announced, isFinal = true, opcode = 1 }: {
    announced?: number;
    isFinal?: boolean;
    opcode?: number;
  } = {},
): Uint8Array {
  const body = encoder.encode(text);
  const size = announced ?? body.length;
  const long = size >= 65_536;
  const header = new Uint8Array((long ? 10 : size >= 126 ? 4 : 2) + 4);
  const view = new DataView(header.buffer);
  header[0] = (isFinal ? 0x80 : 0) | opcode;
  header[1] = 0x80 | (long ? 127 : size >= 126 ? 126 : size);
  if (long) view.setBigUint64(2, BigInt(size));
  else if (size >= 126) view.setUint16(2, size);
  // Masked with zeros: the body goes as it is.
  const whole = new Uint8Array(header.length + body.length);
  whole.set(header);
  whole.set(body, header.length);
  return whole;
}

/** Waits until `look` is true, `limitMs` at most; says whether it was. */
export async function eventually(look: () => boolean | Promise<boolean>, limitMs: number) {
  const deadline = performance.now() + limitMs;
  while (!await look()) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return true;
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
