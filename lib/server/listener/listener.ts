// Listens on a port: who may connect and for how long, what becomes a request and what a socket. Every
// connection has a deadline for whatever it has to do next, and is cut where it misses it.

import { createServer, type IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { refusal } from "../../shared/errors.ts";
import { createConnections } from "./connections.ts";
import { freeDescriptors } from "./descriptors.ts";
import { readRequest, sendResponse } from "./exchange.ts";
import { networkOf, parseAddress, refusalResponse } from "../http/mod.ts";
import { describeError, type Log } from "../log.ts";
import { createSocketServer } from "./sockets.ts";

/** Deadlines in ms. */
const limits = {
  /** From the first byte of a request to the end of its head, and to the end of its body. */
  headersMs: 10_000,
  requestMs: 15_000,
  /** Between two requests: longer than proxies keep theirs, so that none sends into a closing one. */
  idleMs: 65_000,
  checkMs: 1_000,
  /** For what was asked before a stop. */
  drainMs: 2_000,
} as const;
/** Connections that wait to be taken; with more, taking them all to refuse them needs descriptors. */
const backlog = 128;
/** With fewer descriptors than this a meeting cannot be served. */
const fewest = 32;
const advice = "A connection needs one open file, or two: raise the limit (ulimit -n, LimitNOFILE)";

export interface ListenOptions {
  readonly port: number;
  readonly hostname: string;
  /** Connections at a time, of everybody and of one address (IPv6: of one /64). */
  readonly maxConnections: number;
  readonly maxPerAddress: number;
  readonly log: Log;
  /** Called before anything else is done about a request. */
  readonly onRequest?: (message: IncomingMessage, to: ServerResponse) => void;
}

/** As Deno.serve tells a handler; with the way to open a socket where one is asked for. */
export interface RequestInfo extends Deno.ServeHandlerInfo<Deno.NetAddr> {
  /** Opens the socket; null, and answered, where the handshake is none. */
  readonly acceptSocket?: () => WebSocket | null;
}

type Handler = (req: Request, info: RequestInfo) => Response | Promise<Response>;

export interface Listener {
  readonly port: number;
  /** Connections now. */
  readonly size: number;
  /** Requests that have no answer yet. */
  readonly asked: number;
  /** Takes no connection any more; resolves when what was asked is answered, or after 2 s. */
  drain(): Promise<void>;
  /** Cuts every connection. */
  close(): Promise<void>;
}

/** Serves on a port; rejects where it cannot be had. */
export async function listen(handler: Handler, options: ListenOptions): Promise<Listener> {
  const { log } = options;
  const connections = createConnections({ ...options, descriptors: openDescriptors(options) });
  const sockets = createSocketServer();
  const answering = new Set<Promise<void>>();
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    connectionsCheckingInterval: limits.checkMs,
  });

  function admit(socket: Socket): void {
    const { remoteAddress: hostname = "" } = socket;
    if (connections.add(socket, networkOf(parseAddress(hostname) ?? hostname))) return;
    socket.end(tooMany, () => socket.destroy());
  }

  /** A socket, or, as to any other request, an answer. */
  async function upgrade(message: IncomingMessage, head: Uint8Array): Promise<void> {
    const { socket } = message;
    const to = new ServerResponse(message);
    to.shouldKeepAlive = false;
    to.assignSocket(socket);
    to.on("finish", () => socket.destroySoon());
    await respond(message, to, () => {
      to.detachSocket(socket);
      connections.noteUpgrade(socket);
      return sockets.accept(message, socket, head);
    });
  }

  async function respond(
    message: IncomingMessage,
    to: ServerResponse,
    accept?: () => WebSocket | null,
  ): Promise<void> {
    options.onRequest?.(message, to);
    const { promise: completed, resolve } = Promise.withResolvers<void>();
    for (const end of ["finish", "close"]) to.on(end, () => resolve());
    answering.add(completed);
    void completed.then(() => answering.delete(completed));
    let isAccepted = false;
    const acceptSocket = accept && (() => {
      isAccepted = true;
      resolve();
      return accept();
    });
    const { remoteAddress: hostname = "", remotePort: port = 0 } = message.socket;
    try {
      const req = await readRequest(message);
      const remoteAddr = { transport: "tcp", hostname, port } as const;
      const info = { remoteAddr, completed, ...acceptSocket ? { acceptSocket } : {} };
      const response = req ? await handler(req, info) : refusalResponse(refusal("BAD_REQUEST"));
      if (isAccepted) return;
      await sendResponse(response, to, { isHead: message.method === "HEAD" });
    } catch (error) {
      // Who went away while they asked is no error of ours.
      if (!message.socket.destroyed) report(error);
      message.socket.destroy();
    }
  }

  function report(error: unknown): void {
    log({ event: "request_failed", path: "", error: describeError(error) });
  }

  server.on("connection", admit);
  server.on("request", (message, to) => void respond(message, to));
  server.on("upgrade", (message, _, head) => void upgrade(message, head));
  // Of a connection that cannot be taken: there are others.
  const { promise: isListening, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen({ port: options.port, host: options.hostname, backlog }, () => {
    server.off("error", reject);
    server.on("error", report);
    resolve();
  });
  await isListening;
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : options.port,
    get size() {
      return connections.size;
    },
    get asked() {
      return answering.size;
    },
    async drain() {
      server.close();
      const { promise: tooLong, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, limits.drainMs);
      await Promise.race([Promise.all(answering), tooLong]);
      clearTimeout(timer);
    },
    close() {
      sockets.close();
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const socket of [...connections.all()]) socket.destroy();
      return closed;
    },
  };
}

/** What is said to a connection over the limit, whatever it wanted to ask. */
const tooMany = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 10\r\nConnection: close\r\n" +
  "Content-Length: 0\r\n\r\n";

/** As many as the settings can need, or as the system allows. */
function openDescriptors({ maxConnections, log }: ListenOptions): number {
  const wanted = maxConnections * 2;
  const max = freeDescriptors(wanted);
  if (max < fewest) {
    throw new Error("Cannot start: too few open files are allowed (ulimit -n 1024)");
  }
  if (max < wanted) log({ event: "few_descriptors", max, wanted, advice });
  return max;
}
