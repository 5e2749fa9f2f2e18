// Several servers on one store and people who come, go, drop and resume on them, each with the view a
// client has: it fails the moment somebody is told something twice, out of order, or not at all.

import { noTracing } from "../../lib/server/tracing.ts";
import { noNews } from "../../lib/server/webhooks/mod.ts";
import { noMetrics } from "../../lib/server/metrics/mod.ts";
import { openEntrances } from "./entrances.ts";
import assert from "node:assert/strict";
import { reduceView, type RoomView } from "../../lib/browser/signalling/roster.ts";
import type { Backend } from "../../lib/server/stores/bus.ts";
import { createRegistry, type Registry } from "../../lib/server/rooms/registry.ts";
import type { LinkKeys } from "../../lib/server/rooms/mod.ts";
import { createSession, type Session } from "../../lib/server/socket/session.ts";
import type { Clock } from "../../lib/server/clock.ts";
import {
  RoomBroadcast,
  type RoomInfo,
  RoomInfo as RoomInfoSchema,
} from "../../lib/shared/protocol/mod.ts";
import { createDoor } from "./doors.ts";
import { muidOf } from "./rooms.ts";
import type { Frame } from "./fake_session.ts";

export interface Server {
  readonly backend: Backend;
  readonly registry: Registry;
  readonly linkKeys: LinkKeys;
}

/** Starts a server on a store. */
export function startSimulated(backend: Backend, clock: Clock): Server {
  const { ofRegistry, linkKeys } = createDoor({ secret: "a secret of the simulation", clock });
  const registry = createRegistry({
    news: noNews,
    ...backend,
    clock,
    ...ofRegistry,
    log: () => {},
    maxParticipants: 16,
    graceMs: 30_000,
  });
  return { backend, registry, linkKeys };
}

/** One person with one tab: what it knows, and what it can do. */
export class Person {
  readonly muid: string;
  readonly name: string;
  view: RoomView | null = null;
  seq = 0;
  resumeToken = "";
  /** How the last resume was answered. */
  lastResume: "replay" | "snapshot" | null = null;
  closeCode: number | null = null;
  #session: Session | null = null;
  #asked = new Map<string, (reply: Frame) => void>();
  #count = 0;
  readonly #clock: Clock;
  readonly #subject: string;

  constructor(n: number, clock: Clock) {
    this.muid = muidOf(n);
    this.name = `User ${n}`;
    this.#subject = `subject-${n}`;
    this.#clock = clock;
  }

  get isConnected(): boolean {
    return this.#session !== null;
  }

  get isIn(): boolean {
    return this.#session !== null && this.view !== null;
  }

  /** Opens a socket to a server, in place of the one there is. */
  connect({ registry, linkKeys }: Server): void {
    this.closeCode = null;
    const session: Session = createSession(
      {
        bufferedAmount: 0,
        send: (text) => {
          // A socket that was replaced or cut says nothing any more, whatever the server still sends.
          if (this.#session === session) this.#hear(JSON.parse(text));
        },
        close: (code) => {
          if (this.#session !== session) return;
          this.closeCode = code;
          this.#lose();
        },
      },
      {
        registry,
        linkKeys,
        entrances: openEntrances(this.#clock),
        metrics: noMetrics,
        tracing: noTracing,
        tokens: {
          issue: () => Promise.reject(new Error("not here")),
          verify: (token) => Promise.resolve({ subject: token, expiresAt: Infinity, entry: null }),
        },
        turn: {
          credentials: () => ({ username: "", password: "", expiresAt: 0, iceServers: [] }),
        },
        clock: this.#clock,
        messagesPerSecond: 1_000_000,
        onClosed() {},
        admitUser: () => true,
        noteSeated: () => () => {},
        onError(error) {
          throw error;
        },
      },
      { address: "192.0.2.1" },
    );
    this.#session = session;
  }

  /** The socket is gone: for us at once, for the server when it notices. */
  cut(): () => void {
    const session = this.#session;
    this.#lose();
    return () => session?.handleClose();
  }

  async join(id: string): Promise<Frame> {
    const { muid, name } = this;
    const reply = await this.ask({ type: "JOIN_MEETING", room_id: id, muid, name });
    if (reply.code === 0) this.#settle(reply);
    return reply;
  }

  async resume(id: string): Promise<Frame> {
    const { resumeToken, seq } = this;
    const known = this.view;
    const message = { type: "RESUME_MEETING", room_id: id, resume_token: resumeToken };
    const reply = await this.ask({ ...message, last_seq: known ? seq : 0 });
    if (reply.code !== 0) return reply;
    this.lastResume = reply.data ? "snapshot" : "replay";
    this.#settle(reply);
    return reply;
  }

  /** Sends a request and gives its reply; a socket that is lost meanwhile answers 0 `LOST`. */
  ask(message: Record<string, unknown> & { request_id?: string }): Promise<Frame> {
    const { request_id = `${this.muid}-${this.#count++}` } = message;
    return new Promise((resolve) => {
      this.#asked.set(request_id, resolve);
      if (!this.#session) return this.#lose();
      const full = { ...message, request_id, token: this.#subject };
      this.#session.handleMessage(JSON.stringify(full));
    });
  }

  #settle(reply: Frame): void {
    this.resumeToken = reply.self.resume_token;
  }

  /** The reply is read at once, as a client does, since broadcasts follow closely. */
  #admit(reply: Frame): void {
    if (reply.data) {
      this.view = { room: RoomInfoSchema.parse(reply.data), chat: reply.chat, hasEarlier: false };
      this.seq = reply.seq;
    } else assert.equal(reply.seq, this.seq, "[R3] a replay begins where the client is");
  }

  #hear(frame: Frame): void {
    const isEntry = frame.type === "RES_JOIN_MEETING" || frame.type === "RES_RESUME_MEETING";
    if (isEntry && frame.code === 0) this.#admit(frame);
    if (typeof frame.seq === "number" && !isEntry) this.#follow(frame);
    const resolve = this.#asked.get(frame.request_id);
    this.#asked.delete(frame.request_id);
    resolve?.(frame);
  }

  #follow(frame: Frame): void {
    const before = frame.prev ?? frame.seq - 1;
    assert.equal(before, this.seq, `[R3] ${this.name}: after ${this.seq} comes ${frame.seq}`);
    this.seq = frame.seq;
    if (this.view) this.view = reduceView(this.view, RoomBroadcast.parse(frame));
  }

  #lose(): void {
    this.#session = null;
    for (const resolve of this.#asked.values()) resolve({ code: 0, error: "LOST", self: {} });
    this.#asked.clear();
  }
}

/** The room as everybody is to see it. */
export function asSeen(info: RoomInfo): RoomInfo {
  return JSON.parse(JSON.stringify(info));
}

/** Waits until `look` is true; fails after 10 s with what `describe` says. */
export async function until(look: () => boolean, describe: () => unknown): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!look()) {
    if (Date.now() > deadline) throw new Error(`not within 10 s: ${JSON.stringify(describe())}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
