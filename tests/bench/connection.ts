// HTTP/1.1 and WebSockets over plain TCP, with so little work per message that the generator is not
// what is measured. For servers on loopback that behave.

import { encodeFrame, opcodes, walkFrames } from "./frames.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Holds the largest frame, or burst of frames, that is read. */
const bufferBytes = 16 * 1024;

interface Options {
  readonly token?: string;
  readonly body?: object;
  /** The address that a proxy would name. */
  readonly from?: string;
}

/** One kept-alive HTTP connection; requests one after another. */
export async function openHttp(port: number) {
  const connection = await connect(port);
  const host = `127.0.0.1:${port}`;
  return {
    /** Sends a request and gives back the body of its answer as JSON. */
    async request(line: string, { token, body, from }: Options = {}) {
      const json = body ? JSON.stringify(body) : "";
      const lines = [`${line} HTTP/1.1`, `host: ${host}`];
      if (from) lines.push(`x-forwarded-for: ${from}`);
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
  /** Called once when it is over without us; as it is here it throws, and ends the process. */
  onEnd: (code: number) => void;
  close(): void;
}

/** Of a connection that was lost without a word (RFC 6455, section 7.1.5). */
const lost = 1006;

/** Opens a WebSocket; `headers` go with its request. */
export async function openClient(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Client> {
  const connection = await connect(port);
  const extra = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const request = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: upgrade\r\n` +
    "upgrade: websocket\r\nsec-websocket-version: 13\r\n" +
    `sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n${extra}\r\n`;
  try {
    await writeAll(connection, encoder.encode(request));
    const { head } = await readHead(connection);
    if (!head.startsWith("HTTP/1.1 101")) throw new Error(`no socket: ${head}`);
  } catch (error) {
    connection.close();
    throw error;
  }
  return runClient(connection);
}

function runClient(connection: Deno.TcpConn): Client {
  let isClosed = false;
  const queue: Uint8Array[] = [];
  let isWriting = false;

  async function drain(): Promise<void> {
    isWriting = true;
    for (let next = queue.shift(); next && !isClosed; next = queue.shift()) {
      await writeAll(connection, next).catch(() => end(lost));
    }
    isWriting = false;
  }

  function handleFrame(opcode: number, payload: Uint8Array): void {
    if (opcode === opcodes.text) client.onText(payload);
    else if (opcode === opcodes.ping) client.write(encodeFrame(payload, opcodes.pong));
    else if (opcode === opcodes.close) end(((payload[0] ?? 0) << 8) | (payload[1] ?? 0));
  }

  async function readAll(): Promise<void> {
    const buffer = new Uint8Array(bufferBytes);
    let used = 0;
    for (let end = 0; !isClosed; end -= used) {
      const count = await connection.read(buffer.subarray(end)).catch(() => null);
      if (count === null) break;
      end += count;
      used = walkFrames(buffer.subarray(0, end), handleFrame);
      buffer.copyWithin(0, used, end);
      if (end - used === bufferBytes) throw new Error("a frame is larger than the buffer");
    }
    end(lost);
  }

  function end(code: number): void {
    if (isClosed) return;
    client.close();
    client.onEnd(code);
  }

  const client: Client = {
    write(frames) {
      queue.push(frames);
      if (!isWriting) void drain();
    },
    onText() {},
    onEnd(code) {
      throw new Error(`the server closed: ${code}`);
    },
    close() {
      if (isClosed) return;
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
