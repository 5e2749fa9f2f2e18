// Sessions on fake sockets over a real registry with a memory store and a manual clock.

import { noTracing } from "../../lib/server/tracing.ts";
import { noNews } from "../../lib/server/webhooks/mod.ts";
import { noMetrics } from "../../lib/server/metrics/mod.ts";
import { createDoor } from "./doors.ts";
import { createPasscodes } from "../../lib/server/rooms/passcode.ts";
import { createRegistry } from "../../lib/server/rooms/registry.ts";
import { createEntrances, type EntranceRates } from "../../lib/server/socket/entrances.ts";
import { createSession, type Session } from "../../lib/server/socket/session.ts";
import { openMemoryBackend } from "../../lib/server/stores/memory.ts";
import type { MeetingDraft } from "../../lib/shared/protocol/mod.ts";
import type { Backend } from "../../lib/server/stores/bus.ts";
import { createTokens } from "../../lib/server/token.ts";
import { openDoor } from "../../lib/server/entry.ts";
import { createLocalLimits } from "../../lib/server/limits.ts";
import { createTurn } from "../../lib/server/turn/credentials.ts";
import type { LogEvent } from "../../lib/server/log.ts";
import { openEntrances } from "./entrances.ts";
import { createManualClock } from "./manual_clock.ts";

// deno-lint-ignore no-explicit-any -- frames are looked at field by field in assertions.
export type Frame = any;

export interface FakeClient {
  readonly session: Session;
  readonly token: string;
  readonly frames: Frame[];
  readonly closeCodes: number[];
  /** Pretends that this many bytes wait to be sent. */
  bufferedAmount: number;
  /** Sends a frame and waits until everything it causes has happened. */
  send(message: object | string): Promise<Frame[]>;
  /** The same, and gives back the last frame of that type. */
  ask(message: { type: string } & Record<string, unknown>): Promise<Frame>;
}

export async function createWorld(
  options: {
    backend?: Backend;
    graceMs?: number;
    messagesPerSecond?: number;
    tokenTtlS?: number;
    rates?: EntranceRates;
  } = {},
) {
  const clock = createManualClock();
  const logged: LogEvent[] = [];
  const errors: unknown[] = [];
  const secret = "0123456789abcdefghijklmnopqrstuvwxyz";
  const tokens = createTokens({ secret, ttlS: options.tokenTtlS ?? 3_600, clock });
  const turn = createTurn({
    turn: { prefix: "", secret: null, urls: [], ttlS: 600 },
    idSecret: secret,
    clock,
  });
  const { linkKeys, ofRegistry } = createDoor({
    secret,
    clock,
    passcodes: createPasscodes(2),
  });
  const registry = createRegistry({
    news: noNews,
    ...options.backend ?? openMemoryBackend(),
    ...ofRegistry,
    clock,
    log: (entry) => logged.push(entry),
    maxParticipants: 4,
    graceMs: options.graceMs ?? 30_000,
  });
  const entrances = options.rates
    ? createEntrances(
      {
        limits: createLocalLimits(clock),
        memory: () => "ok",
        entry: openDoor,
        drain: { isOn: false },
      },
      options.rates,
    )
    : openEntrances(clock);
  const organizer = await tokens.issue(crypto.randomUUID());

  async function connect(token?: string): Promise<FakeClient> {
    const frames: Frame[] = [];
    const closeCodes: number[] = [];
    const client = { bufferedAmount: 0 };
    const session = createSession(
      {
        get bufferedAmount() {
          return client.bufferedAmount;
        },
        send: (text) => frames.push(JSON.parse(text)),
        close: (code) => closeCodes.push(code),
      },
      {
        registry,
        linkKeys,
        entrances,
        metrics: noMetrics,
        tracing: noTracing,
        tokens,
        turn,
        clock,
        messagesPerSecond: options.messagesPerSecond ?? 1_000,
        onClosed() {},
        admitUser: () => true,
        noteSeated: () => () => {},
        onError: (error) => errors.push(error),
      },
      { address: "192.0.2.1" },
    );
    const full: FakeClient = Object.assign(client, {
      session,
      frames,
      closeCodes,
      token: token ?? (await tokens.issue(crypto.randomUUID())).token,
      async send(message: object | string) {
        const before = frames.length;
        session.handleMessage(typeof message === "string" ? message : JSON.stringify(message));
        await settle();
        return frames.slice(before);
      },
      async ask(message: { type: string } & Record<string, unknown>) {
        const before = frames.length;
        await full.send({ room_id: meetingId, token: full.token, ...message });
        // On a busy machine WebCrypto takes its time.
        for (let i = 0; i < 100 && frames.length === before; i++) await settle();
        const sent = frames.slice(before);
        const reply = sent.findLast((frame) => frame.type === `RES_${message.type}`);
        return reply ?? sent.at(-1);
      },
    });
    return full;
  }

  async function createMeeting(draft: Partial<MeetingDraft> = {}) {
    const facts = { title: "Weekly", organizer_name: "Olga", ...draft };
    const created = await registry.createMeeting(facts, organizer.subject);
    if (!created.ok) throw new Error(created.refusal.error);
    meetingId = created.value;
    return meetingId;
  }

  let meetingId = "";
  await createMeeting();

  async function join(name: string, token?: string): Promise<FakeClient & { muid: string }> {
    const client = await connect(token);
    const muid = crypto.randomUUID();
    const reply = await client.ask({ type: "JOIN_MEETING", muid, name });
    if (reply?.code !== 0) throw new Error(`${name} cannot join: ${JSON.stringify(reply)}`);
    return Object.assign(client, { muid });
  }

  return {
    clock,
    tokens,
    turn,
    registry,
    linkKeys,
    logged,
    errors,
    organizerToken: organizer.token,
    get meetingId() {
      return meetingId;
    },
    createMeeting,
    connect,
    join,
  };
}

/** Lets WebCrypto and promise chains come to an end. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 4; i++) await new Promise((resolve) => setTimeout(resolve, 0));
}
