// Servers that share a Redis: a lease each, renewed well before it runs out, and an inbox that is a
// stream, so that what was sent while the connection was down is read afterwards. Adapter of ../bus.ts.

import * as z from "zod/mini";
import type { Bus, BusHandlers, BusMessage } from "../bus.ts";
import type { Clock } from "../../clock.ts";
import { describeError, type Log } from "../../log.ts";
import type { RedisLink } from "./link.ts";
import { enlistScript, forgetScript, lostScript, renewScript, sendScript } from "./scripts.ts";

/** A server that is gone is given up after the lease and one tick at most: 16 s. */
export const leaseMs = 12_000;
const tickMs = 4_000;
/** An XREAD waits this long at the server, and this long after a failed one for the next. */
const times = { blockMs: 5_000, retryMs: 250 } as const;
/** Messages read at once. */
const readAtOnce = 200;

const Lost = z.array(z.tuple([z.string(), z.array(z.string())]));
/** Fields and their values by turns: another version of the server may write more of them. */
const Read = z.nullable(
  z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), z.array(z.string())]))])),
);

interface Deps {
  /** For commands, and for the one that waits. */
  readonly link: RedisLink;
  readonly reader: RedisLink;
  readonly prefix: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Told how long a message was on its way, in s. */
  readonly noteLag: (seconds: number) => void;
}

export interface RedisBus extends Bus {
  /** The connection is there, for the first time or again. */
  handleReady(): void;
  /** The same of the connection that waits. */
  handleReaderReady(): void;
}

/** What one server tells another, or null: then it is of a version that we do not know. */
function parseMessage(fields: readonly string[]): BusMessage | null {
  const at = fields.indexOf("message");
  try {
    const raw = JSON.parse(fields[at + 1] ?? "");
    const isKnown = at % 2 === 0 && typeof raw.room === "string" &&
      (raw.kind === "signal" || (raw.kind === "entry" && typeof raw.entry?.version === "number"));
    return isKnown ? raw : null;
  } catch {
    return null;
  }
}

/** Makes the bus; it has no lease before `start()`. */
export function createRedisBus({ link, reader, prefix, clock, log, noteLag }: Deps): RedisBus {
  let node = crypto.randomUUID();
  let lastRead = "0-0";
  /** On a clock that nobody sets; null without a lease. */
  let renewedAt: number | null = null;
  let handlers: BusHandlers | null = null;
  let renewing: Promise<void> | null = null;
  let burying: Promise<void> | null = null;
  let isClosed = false;
  let isReading = false;
  let cancelTick = () => {};
  let cancelRead = () => {};
  const run = (source: string, ...args: string[]) => link.script(source, [prefix], args);
  const leaseLeft = () => renewedAt === null ? 0 : renewedAt + leaseMs - performance.now();

  /** One at a time, so that a lease that ran out is noticed once. */
  function renew(): Promise<void> {
    renewing ??= renewLease().finally(() => renewing = null);
    return renewing;
  }

  async function renewLease(): Promise<void> {
    const at = performance.now();
    if (renewedAt === null) await run(enlistScript, node, String(leaseMs));
    else if (await run(renewScript, node, String(leaseMs), lastRead) === 0) return begin();
    renewedAt = at;
  }

  /** The lease ran out: under this name nothing can be done any more. */
  async function begin(): Promise<void> {
    node = crypto.randomUUID();
    lastRead = "0-0";
    renewedAt = null;
    handlers?.onFenced();
    await renewLease();
  }

  async function bury(): Promise<void> {
    for (const [lost, rooms] of Lost.parse(await run(lostScript))) {
      if (isClosed || !handlers) return;
      await handlers.onLost(lost, rooms);
      if (rooms.length > 0) log({ event: "node_lost", rooms: rooms.length });
      await run(forgetScript, lost);
    }
  }

  async function tick(): Promise<void> {
    cancelTick();
    cancelTick = clock.after(tickMs, () => void tick());
    try {
      await renew();
      // One at a time: taking over many rooms may take longer than a tick.
      burying ??= bury().finally(() => burying = null);
      await burying;
    } catch (error) {
      reportLease(error);
    }
  }

  function reportLease(error: unknown): void {
    log({ event: "store_failed", operation: "lease", error: describeError(error) });
  }

  /** Until it fails; begins again when the connection is back, or a while later. */
  async function read(): Promise<void> {
    if (isReading) return;
    isReading = true;
    try {
      while (!isClosed && handlers) await readOnce(handlers);
    } catch {
      // Said by the lease already; what was sent meanwhile is still there afterwards.
      if (!isClosed) cancelRead = clock.after(times.retryMs, () => void read());
    }
    isReading = false;
  }

  async function readOnce({ onMessage }: BusHandlers): Promise<void> {
    const own = node;
    const limits = ["COUNT", String(readAtOnce), "BLOCK", String(times.blockMs)];
    const from = ["STREAMS", `${prefix}inbox:${own}`, lastRead];
    const answer = Read.parse(await reader.wait(["XREAD", ...limits, ...from], times.blockMs));
    for (const [id, fields] of answer?.[0]?.[1] ?? []) {
      // Given up meanwhile: this was for somebody we are not any more.
      if (node !== own) return;
      lastRead = id;
      // Redis names what it adds to a stream by its time in ms.
      noteLag((clock.now() - Number.parseInt(id)) / 1_000);
      const message = parseMessage(fields);
      if (message) onMessage(message);
      else log({ event: "bus_skipped" });
    }
  }

  return {
    get node() {
      return node;
    },
    get isCurrent() {
      return leaseLeft() > 0;
    },
    start(own) {
      handlers = own;
      // Before the connection is there it would only fail; it tells when it is.
      if (link.isReady) void tick();
      else cancelTick = clock.after(tickMs, () => void tick());
      if (reader.isReady) void read();
    },
    async send(to, message) {
      await run(sendScript, to, JSON.stringify(message));
    },
    handleReaderReady: () => void read(),
    handleReady() {
      if (!handlers) return;
      const before = node;
      renew().then(() => {
        if (node === before) handlers?.onBack();
      }).catch(reportLease);
    },
    async close() {
      isClosed = true;
      cancelTick();
      cancelRead();
      await reader.close();
    },
  };
}
