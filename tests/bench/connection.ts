// HTTP/1.1 and WebSockets over plain TCP, with so little work per message that the generator is not
// what is measured. For servers on loopback that behave.

import { encodeFrame, opcodes, walkFrames } from "./frames.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Holds the largest frame, or burst of frames, that is read. */
const bufferBytes = 16 * 1024;

/** One kept-alive HTTP connection; requests one after another. */
export async function openHttp(port: number) {
  const connection = await connect(port);
  const host = `127.0.0.1:${port}`;
  return {
    /** Sends a request and gives back the body of its answer as JSON. */
    async request(line: string, { token, body }: { token?: string; body?: object } = {}) {
      const json = body ? JSON.stringify(body) : "";
      const lines = [`${line} HTTP/1.1`, `host: ${host}`];
      if (token) lines.push(`authorization: Bearer ${token}`);
      if (body) lines.push(`content-length: ${encoder.encode(json).length}`);
      await writeAll(connection, encoder.encode(`${lines.join("\r\n")}\r\n\r\n${json}`));
      const { head, rest } = await readHead(connection);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      let bytes = rest;
      while (bytes.length < length) {
        const chunk = new Uint8Array(bufferBytes);
        const count = await connection.read(chunk) ?? fail(`no body after ${line}`);
        bytes = Uint8Array.of(...bytes, ...chunk.subarray(0, count));
      }
      if (!/^HTTP\/1\.1 20/.test(head)) throw new Error(`${line}: ${head}${decoder.decode(bytes)}`);
      return JSON.parse(decoder.decode(bytes));
    },
    close: () => connection.close(),
  };
}

export interface Client {
  /** Writes ready-made frames; in order, however many are on their way. */
  write(frames: Uint8Array): void;
  /** Called with every text that comes; the bytes are valid during the call. */
  onText: (payload: Uint8Array) => void;
  close(): void;
}

/** Opens a WebSocket. What goes wrong later is thrown, and ends the process. */
export async function openClient(port: number, path: string): Promise<Client> {
  const connection = await connect(port);
  const request = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: upgrade\r\n` +
    "upgrade: websocket\r\nsec-websocket-version: 13\r\n" +
    "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  await writeAll(connection, encoder.encode(request));
  const { head } = await readHead(connection);
  if (!head.startsWith("HTTP/1.1 101")) throw new Error(`no socket: ${head}`);
  let isClosed = false;
  const queue: Uint8Array[] = [];
  let isWriting = false;

  async function drain(): Promise<void> {
    isWriting = true;
    for (let next = queue.shift(); next; next = queue.shift()) await writeAll(connection, next);
    isWriting = false;
  }

  function handleFrame(opcode: number, payload: Uint8Array): void {
    if (opcode === opcodes.text) client.onText(payload);
    else if (opcode === opcodes.ping) client.write(encodeFrame(payload, opcodes.pong));
    else if (opcode === opcodes.close) {
      throw new Error(`the server closed: ${((payload[0] ?? 0) << 8) | (payload[1] ?? 0)}`);
    }
  }

  async function readAll(): Promise<void> {
    const buffer = new Uint8Array(bufferBytes);
    let end = 0;
    while (!isClosed) {
      const count = await connection.read(buffer.subarray(end)).catch((error) => {
        if (isClosed) return null;
        throw error;
      });
      if (count === null) {
        if (isClosed) return;
        throw new Error("the server closed the connection");
      }
      end += count;
      const used = walkFrames(buffer.subarray(0, end), handleFrame);
      buffer.copyWithin(0, used, end);
      end -= used;
      if (end === bufferBytes) throw new Error("a frame is larger than the buffer");
    }
  }

  const client: Client = {
    write(frames) {
      queue.push(frames);
      if (!isWriting) void drain();
    },
    onText() {},
    close() {
      isClosed = true;
      connection.close();
    },
  };
  void readAll();
  return client;
}

async function connect(port: number): Promise<Deno.TcpConn> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  connection.setNoDelay(true);
  return connection;
}

async function writeAll(connection: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  let written = await connection.write(bytes);
  while (written < bytes.length) written += await connection.write(bytes.subarray(written));
}

/** The head of an HTTP answer, and what of the rest has come with it. */
async function readHead(connection: Deno.TcpConn): Promise<{ head: string; rest: Uint8Array }> {
  const buffer = new Uint8Array(bufferBytes);
  let end = 0;
  for (;;) {
    end += await connection.read(buffer.subarray(end)) ?? fail("no answer");
    const text = decoder.decode(buffer.subarray(0, end));
    const length = text.indexOf("\r\n\r\n");
    // Heads are ASCII, so that characters are bytes up to here.
    if (length >= 0) {
      return { head: text.slice(0, length + 4), rest: buffer.slice(length + 4, end) };
    }
  }
}

function fail(message: string): never {
  throw new Error(message);
}
