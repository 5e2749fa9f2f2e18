// Ways to a STUN or TURN server: UDP with retransmission, TCP and TLS with framing. Gives a question
// out and the answer to it back; knows nothing of what they mean. Failures are values.

import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import type { Clock } from "../../clock.ts";
import { concat, decodeMessage, messageLength, type StunMessage } from "./message.ts";

/** Where a stun:, turn: or turns: URL leads (RFC 7064, RFC 7065). */
export interface StunTarget {
  readonly scheme: "stun" | "stuns" | "turn" | "turns";
  readonly host: string;
  readonly port: number;
  readonly transport: "udp" | "tcp" | "tls";
}

export type SocketProblem = "unknown-host" | "unreachable" | "tls-failed" | "bad-answer";
export type Answer = StunMessage | SocketProblem;

/** An open way to a server. */
export interface StunSocket {
  /** The server's address. */
  readonly remoteIp: string;
  /** Sends an encoded message, waits for the answer with its transaction id until the deadline. */
  ask(bytes: Uint8Array<ArrayBuffer>): Promise<Answer>;
  /** Goes on from another port of ours. False where the way is a connection, which has one for good. */
  changePort(): boolean;
  close(): void;
}

export interface SocketDeps {
  readonly clock: Clock;
  /** Aborted when the time is up: everything still waited for ends as `unreachable`. */
  readonly deadline: AbortSignal;
  /** PEM certificates trusted besides the system's. */
  readonly caCerts?: readonly string[];
}

/** First wait before a UDP message is sent again; doubles each time (RFC 8489 section 6.2.1), in ms. */
const firstResendMs = 250;

/** Reads a URL of COTURN_URLS. Null for TURN over DTLS, which no browser speaks, and for no URL. */
export function parseStunUrl(url: string): StunTarget | null {
  const parts =
    /^(stuns?|turns?):(\[[0-9a-f:.]+\]|[^\s?:[\]]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/i
      .exec(url);
  const [, scheme = "", host = "", port, transport] = parts ?? [];
  if (scheme !== "stun" && scheme !== "stuns" && scheme !== "turn" && scheme !== "turns") {
    return null;
  }
  const isSecure = scheme.endsWith("s");
  if (isSecure && transport === "udp") return null;
  return {
    scheme,
    host: host.replace(/^\[|\]$/g, ""),
    port: Number(port ?? (isSecure ? 5349 : 3478)),
    transport: isSecure ? "tls" : transport === "tcp" ? "tcp" : "udp",
  };
}

/** Opens the way to a server. Never throws for what the network or the server does. */
export async function openStunSocket(
  target: StunTarget,
  deps: SocketDeps,
): Promise<StunSocket | SocketProblem> {
  const server = await orAbort(lookup(target.host), deps.deadline).catch(() => null);
  if (server === null) return deps.deadline.aborted ? "unreachable" : "unknown-host";
  return target.transport === "udp"
    ? openUdp(server, target.port, deps)
    : await openStream(server.address, target, deps);
}

function openUdp(
  server: { address: string; family: number },
  port: number,
  { clock, deadline }: SocketDeps,
): StunSocket {
  const bind = () => {
    const made = createSocket(server.family === 6 ? "udp6" : "udp4");
    made.on("error", () => {}); // A refused datagram is the same as a lost one: the deadline decides.
    return made;
  };
  let socket = bind();
  let isOpen = true;
  const send = (bytes: Uint8Array) => {
    if (isOpen) socket.send(bytes, port, server.address, () => {});
  };
  return {
    remoteIp: server.address,
    async ask(bytes) {
      const { promise, resolve } = Promise.withResolvers<Answer>();
      const onMessage = (datagram: Uint8Array) => {
        const answer = decodeMessage(new Uint8Array(datagram));
        if (answer && isAnswerTo(answer, bytes)) resolve(answer);
      };
      let cancel = () => {};
      const sendAgain = (waitMs: number) => {
        send(bytes);
        cancel = clock.after(waitMs, () => sendAgain(2 * waitMs));
      };
      socket.on("message", onMessage);
      sendAgain(firstResendMs);
      const answer = await orAbort(promise, deadline).catch((): Answer => "unreachable");
      cancel();
      socket.off("message", onMessage);
      return answer;
    },
    changePort() {
      if (!isOpen) return false;
      socket.close();
      socket = bind();
      return true;
    },
    close() {
      if (isOpen) socket.close();
      isOpen = false;
    },
  };
}

async function openStream(
  address: string,
  { host, port, transport }: StunTarget,
  { deadline, caCerts }: SocketDeps,
): Promise<StunSocket | SocketProblem> {
  let conn: Deno.Conn;
  try {
    conn = await Deno.connect({ hostname: address, port, signal: deadline });
  } catch {
    return "unreachable";
  }
  if (transport === "tls") {
    const plain = conn;
    try {
      const secure = await Deno.startTls(plain as Deno.TcpConn, {
        hostname: host,
        caCerts: [...caCerts ?? []],
      });
      conn = secure;
      await orAbort(secure.handshake(), deadline);
    } catch {
      closeQuietly(conn);
      return "tls-failed";
    }
  }
  return streamSocket(address, conn, deadline);
}

function streamSocket(remoteIp: string, conn: Deno.Conn, deadline: AbortSignal): StunSocket {
  let buffered: Uint8Array<ArrayBuffer> = new Uint8Array();
  async function readMessage(): Promise<StunMessage | null> {
    const chunk = new Uint8Array(2_048);
    for (;;) {
      const length = messageLength(buffered);
      if (length !== null && buffered.length >= length) {
        const message = decodeMessage(buffered.slice(0, length));
        buffered = buffered.slice(length);
        return message;
      }
      const count = await conn.read(chunk);
      if (count === null) return null;
      buffered = concat([buffered, chunk.subarray(0, count)]);
    }
  }
  const closeAtDeadline = () => closeQuietly(conn);
  deadline.addEventListener("abort", closeAtDeadline, { once: true });
  return {
    remoteIp,
    async ask(bytes) {
      try {
        await conn.write(bytes);
        for (;;) {
          const message = await readMessage();
          if (message === null) return "bad-answer";
          if (isAnswerTo(message, bytes)) return message;
        }
      } catch {
        return "unreachable";
      }
    },
    changePort: () => false,
    close() {
      deadline.removeEventListener("abort", closeAtDeadline);
      closeQuietly(conn);
    },
  };
}

/** Same transaction id, and not a request: some servers echo what they do not understand. */
function isAnswerTo(answer: StunMessage, question: Uint8Array): boolean {
  return answer.kind !== "request" && answer.kind !== "indication" &&
    answer.transactionId.every((byte, at) => byte === question[8 + at]);
}

/** The promise, or a rejection when the signal comes first. */
function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  return Promise.race([promise, aborted]).finally(() =>
    signal.removeEventListener("abort", onAbort)
  );
}

function closeQuietly(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch {
    // Closed before: by the other side, by the deadline, or by startTls taking it over.
  }
}
