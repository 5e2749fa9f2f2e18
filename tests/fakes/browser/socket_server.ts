// The real rooms and sessions of the server behind fake sockets, on a manual clock: what a client is
// told here is what it is told in production. Tokens are plain text, and a test can kill the server.

import { noTracing } from "../../../lib/server/tracing.ts";
import { noNews } from "../../../lib/server/webhooks/mod.ts";
import { noMetrics } from "../../../lib/server/metrics/mod.ts";
import { openEntrances } from "../entrances.ts";
import type { SocketHandlers } from "../../../lib/browser/ports.ts";
import type { Clock } from "../../../lib/server/clock.ts";
import { createDoor } from "../doors.ts";
import { createRegistry, type Registry } from "../../../lib/server/rooms/registry.ts";
import { createSession, type Session } from "../../../lib/server/socket/session.ts";
import { openMemoryBackend } from "../../../lib/server/stores/memory.ts";
import { meetingOf } from "../rooms.ts";

export interface FakeServer {
  readonly meetingId: string;
  /** Everything that went through, in both directions, parsed; `who` is the token's subject. */
  // deno-lint-ignore no-explicit-any -- frames are looked at field by field in assertions.
  readonly traffic: { readonly who: string; readonly isUp: boolean; readonly frame: any }[];
  /** False: sockets cannot be opened. */
  isUp: boolean;
  /** Subjects without a network. */
  readonly away: Set<string>;
  openSocket(subject: string): (
    path: string,
    handlers: SocketHandlers,
  ) => { send(text: string): void; close(): void };
  /** Cuts all sockets of a subject (or of everybody) without a word; the server notices. */
  cut(subject?: string): void;
  /** The line of a subject swallows everything from now on, and neither side is told. */
  mute(subject: string): void;
  /** The same for what the server says: what it is told, it hears. */
  deafen(subject: string): void;
  /** Writes of rooms fail, before they are carried out or after. */
  storeFails: "before" | "after" | null;
  /** Kills the server and starts another, which knows the meeting but no seats. */
  restart(): void;
  openSockets(): number;
}

export function createFakeServer(
  clock: Clock,
  meeting: Parameters<typeof meetingOf>[0] = {},
): FakeServer {
  const stored = meetingOf(meeting);
  const lines = new Set<
    { subject: string; isMute: boolean; isDeaf: boolean; drop(): void }
  >();
  const door = createDoor({
    secret: "a secret of the fake server",
    clock,
    passcodes: {
      waiting: 0,
      hash: () => Promise.reject(new Error("not here")),
      verify: () => Promise.resolve(false),
    },
  });
  let registry = makeRegistry();

  /** With the meeting in it, and nobody on a seat: as a server that lost what it knew of people. */
  function makeRegistry(): Registry {
    const backend = openMemoryBackend();
    void backend.store.create(stored, clock.now() + 86_400_000);
    const { store } = backend;
    const commit: typeof store.commit = async (change) => {
      if (server.storeFails === "before") throw new Error("The store is out of reach");
      const result = await store.commit(change);
      if (server.storeFails === "after") throw new Error("The answer is lost");
      return result;
    };
    return createRegistry({
      news: noNews,
      ...backend,
      store: { ...store, commit },
      clock,
      ...door.ofRegistry,
      log: () => {},
      maxParticipants: 16,
      graceMs: 30_000,
    });
  }

  function startSession(subject: string, handlers: SocketHandlers, end: (code: number) => void) {
    return createSession(
      {
        bufferedAmount: 0,
        send(text) {
          server.traffic.push({ who: subject, isUp: false, frame: JSON.parse(text) });
          queueMicrotask(() => handlers.onText(text));
        },
        close: end,
      },
      {
        registry,
        linkKeys: door.linkKeys,
        entrances: openEntrances(clock),
        metrics: noMetrics,
        tracing: noTracing,
        clock,
        tokens: {
          issue: () => Promise.reject(new Error("not here")),
          verify: (token) =>
            Promise.resolve(
              token.startsWith("token ")
                ? { subject: token.slice(6), expiresAt: clock.now() + 3_600_000, entry: null }
                : null,
            ),
        },
        turn: {
          credentials: () => ({
            username: "",
            password: "",
            expiresAt: clock.now() + 3_600_000,
            iceServers: [],
          }),
        },
        messagesPerSecond: 30,
        onClosed() {},
        admitUser: () => true,
        noteSeated: () => () => {},
        onError(error) {
          throw error;
        },
      },
      { address: "127.0.0.1" },
    );
  }

  const server: FakeServer = {
    meetingId: stored.id,
    traffic: [],
    isUp: true,
    storeFails: null,
    away: new Set(),
    openSocket: (subject) => (_path, handlers) => {
      let session: Session | null = null;
      const line = { subject, isMute: false, isDeaf: false, drop: () => end(1006) };
      const end = (code: number) => {
        if (!lines.delete(line)) return;
        session?.handleClose();
        queueMicrotask(() => handlers.onClose(code));
      };
      queueMicrotask(() => {
        if (!server.isUp || server.away.has(subject)) return handlers.onClose(1006);
        lines.add(line);
        const onText = (text: string) => line.isMute || line.isDeaf || handlers.onText(text);
        session = startSession(subject, { ...handlers, onText }, end);
        handlers.onOpen();
      });
      return {
        send(text) {
          if (!lines.has(line) || line.isMute) return;
          server.traffic.push({ who: subject, isUp: true, frame: JSON.parse(text) });
          queueMicrotask(() => lines.has(line) && session?.handleMessage(text));
        },
        // What was sent before goes out first.
        close: () => queueMicrotask(() => end(1005)),
      };
    },
    cut(subject) {
      for (const line of [...lines]) {
        if (subject === undefined || line.subject === subject) line.drop();
      }
    },
    mute(subject) {
      for (const line of lines) line.isMute ||= line.subject === subject;
    },
    deafen(subject) {
      for (const line of lines) line.isDeaf ||= line.subject === subject;
    },
    restart() {
      const old = registry;
      registry = makeRegistry();
      server.cut();
      old.abandon();
    },
    openSockets: () => lines.size,
  };
  return server;
}
