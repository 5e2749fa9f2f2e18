// The whole app on a free port of loopback, with settings of the test's own, and a plain client for
// its REST routes and its socket.

import { createApp } from "../../app.ts";
import { type Config, parseConfig } from "../../lib/server/config.ts";
import { listen } from "../../lib/server/listener/mod.ts";
import { createServices, type Overrides } from "../../lib/server/services.ts";
import type { State } from "../../utils.ts";
import type { App } from "fresh";

// deno-lint-ignore no-explicit-any -- answers are looked at field by field in assertions.
export type Json = any;

/** Settings with which nothing limits a test that is not about limits. */
export function testConfig(change: Partial<Config> = {}): Config {
  const config = parseConfig({
    CONFLUX_SECRET: "kX9vQ2mN7pR4tW8yB3dF6hJ1lZ5cV0aS",
    CONFLUX_STORE: "memory",
    CONFLUX_HTTP_PER_MINUTE: "100000",
    CONFLUX_MESSAGES_PER_SECOND: "10000",
    CONFLUX_MEMORY_MB: "100000",
  });
  return { ...config, ...change };
}

/** Serves the app; `apply` puts the build of the routes into it. Close it with `await using`. */
export async function startServer(
  apply: (app: App<State>) => void,
  { config = testConfig(), isDenosOwn = false, ...overrides }: Overrides & {
    config?: Config;
    /** By Deno.serve, as on Deno Deploy, instead of the listener of `deno task serve`. */
    isDenosOwn?: boolean;
  } = {},
) {
  const logged: string[] = [];
  const log = overrides.log ?? ((entry) => logged.push(JSON.stringify(entry)));
  const checkTurn = overrides.checkTurn ?? (() => Promise.resolve([]));
  const services = await createServices(config, { ...overrides, log, checkTurn });
  const app = createApp(services);
  apply(app);
  const server = await (isDenosOwn ? serveByDeno : serveByListener)(app, config);
  const origin = `http://127.0.0.1:${server.port}`;

  async function request(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(origin + path, init);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text ? JSON.parse(text) : null,
    };
  }

  async function newToken(): Promise<string> {
    return (await request(`/config/${crypto.randomUUID()}`)).body.token;
  }

  async function createMeeting(token: string, draft: object = {}): Promise<string> {
    const body = JSON.stringify({ title: "Weekly", organizer_name: "Olga", ...draft });
    const headers = { authorization: `Bearer ${token}` };
    return (await request("/meeting", { method: "POST", headers, body })).body.data.id;
  }

  return {
    origin,
    services,
    logged,
    request,
    newToken,
    createMeeting,
    connect: (options: { origin?: string | null } = {}) => openSocket(origin, options),
    async [Symbol.asyncDispose]() {
      await services.close();
      await server.close();
    },
  };
}

function serveByDeno(app: App<State>) {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, app.handler());
  return { port: server.addr.port, close: () => server.shutdown() };
}

function serveByListener(app: App<State>, { maxConnections }: Config) {
  const limits = { maxConnections, maxPerAddress: maxConnections };
  return listen(app.handler(), { port: 0, hostname: "127.0.0.1", ...limits, log() {} });
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
}

export type SocketClient = Awaited<ReturnType<typeof openSocket>>;

/** Opens /peer_signal as a page of `origin` would; null sends no Origin header. */
export async function openSocket(base: string, { origin = base }: { origin?: string | null } = {}) {
  const url = `${base.replace("http", "ws")}/peer_signal`;
  const headers: Record<string, string> = origin === null ? {} : { origin };
  const socket = new WebSocket(url, { headers } as unknown as string[]);
  const frames: Json[] = [];
  const waiting = new Set<() => void>();
  const wake = () => waiting.forEach((check) => check());
  let closed: { code: number } | null = null;
  let hasOpened = false;
  socket.onopen = () => {
    hasOpened = true;
    wake();
  };
  socket.onmessage = ({ data }) => {
    frames.push(JSON.parse(data));
    wake();
  };
  socket.onclose = ({ code }) => {
    closed ??= { code };
    wake();
  };
  socket.onerror = (event) => event instanceof ErrorEvent && event.preventDefault();

  /** Resolves with the first truthy value of `look`, asked again whenever something happens. */
  function until<T>(
    look: () => T | null | undefined | false,
    what: string,
    limitMs = 10_000,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        waiting.delete(check);
        const seen = JSON.stringify(frames).slice(0, 2_000);
        reject(new Error(`no ${what} in ${limitMs / 1_000} s; frames: ${seen}`));
      }, limitMs);
      const check = () => {
        const value = look();
        if (!value) return;
        clearTimeout(limit);
        waiting.delete(check);
        resolve(value);
      };
      waiting.add(check);
      check();
    });
  }

  await until(() => hasOpened || closed, "opening");
  let asked = 0;
  return {
    socket,
    frames,
    get closed() {
      return closed;
    },
    send: (message: object) => socket.send(JSON.stringify(message)),
    /** Sends a request and waits for its reply. */
    ask(message: object): Promise<Json> {
      const request_id = `ask-${asked++}`;
      socket.send(JSON.stringify({ request_id, ...message }));
      return until(() => frames.find((frame) => frame.request_id === request_id), "reply");
    },
    next: (type: string, limitMs?: number): Promise<Json> =>
      until(() => frames.find((frame) => frame.type === type), type, limitMs),
    /** Resolves with the first frame, of the past or to come, that fits. */
    find: (fits: (frame: Json) => boolean, limitMs?: number): Promise<Json> =>
      until(() => frames.find(fits), "such frame", limitMs),
    whenClosed: (limitMs?: number) => until(() => closed, "close", limitMs),
    close() {
      socket.close();
      return until(() => closed, "close");
    },
  };
}
