// What the server counts of itself, in the text format of Prometheus (exposition format 0.0.4). Numbers and
// kinds only: no label has a value that people choose, and none says who or which meeting.

import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { ErrorId } from "../../shared/errors.ts";
import type { ClientMessage, LinkReport } from "../../shared/protocol/mod.ts";

/** How a command ended: done, in the waiting room, or refused with this error. */
export type CommandResult = "ok" | "waiting" | ErrorId;

export const socketStates = ["unauthenticated", "idle", "waiting", "joined"] as const;
/** Where the session of a socket is: without a token, with one and nowhere, in a lobby, in a room. */
export type SocketState = typeof socketStates[number];

export type StoreOperation = "create" | "load" | "commit" | "since" | "expired" | "check";

/** What is counted where it happens. */
export interface Metrics {
  /** `seconds` from when it was its turn to its first answer; absent where it was refused before. */
  noteCommand(command: ClientMessage["type"], result: CommandResult, seconds?: number): void;
  /** Credentials for TURN went out. */
  noteCredentials(): void;
  noteStore(operation: StoreOperation, seconds: number, isOk: boolean): void;
  /** A letter to the operator's URL was taken, was not, or is too old to be tried again. */
  noteWebhook(result: "delivered" | "failed" | "given_up"): void;
  /** A message of another server was this long on its way. */
  noteBusLag(seconds: number): void;
  /** A browser's connection to another one was like this. */
  noteLink(link: LinkReport): void;
  /** The event loop was this much later than it should have been. */
  noteLoopDelay(seconds: number): void;
}

/** What is looked at when somebody asks. */
export interface Gauges {
  /** Rooms with people in them that are open on this server. */
  readonly rooms: number;
  /** Seats whose socket is on this server. */
  readonly participants: number;
  readonly sockets: Readonly<Record<SocketState, number>>;
  readonly memory: { readonly rss: number; readonly heapUsed: number; readonly heapTotal: number };
}

/** Metrics that can be read. */
export interface ReadableMetrics extends Metrics {
  /** All of them as text; `contentType` goes with it. */
  read(): Promise<string>;
  readonly contentType: string;
}

/** Where nobody reads them. */
export const noMetrics: Metrics = {
  noteCommand() {},
  noteCredentials() {},
  noteStore() {},
  noteWebhook() {},
  noteBusLag() {},
  noteLoopDelay() {},
  noteLink() {},
};

/** Upper bounds in s: a relayed signal takes some µs, a join with a slow store seconds. */
const commandBounds = [0.00005, 0.0002, 0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];
const storeBounds = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];
const frameBounds = [0.25, 0.5, 1, 2, 4, 8, 16, 60];
const delayBounds = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Makes metrics of their own, so that two servers in one process do not count together. */
export function createMetrics(
  { version, look }: { version: string; look: () => Gauges },
): ReadableMetrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, ...labelNames: T[]) =>
    new Counter({ name: `conflux_${name}`, help, labelNames, registers });
  const histogram = <T extends string>(
    name: string,
    help: string,
    buckets: number[],
    ...labelNames: T[]
  ) => new Histogram({ name: `conflux_${name}`, help, buckets, labelNames, registers });
  const gauge = <T extends string>(name: string, help: string, ...labelNames: T[]) =>
    new Gauge({ name: `conflux_${name}`, help, labelNames, registers });

  gauge("build_info", "Always 1; the version is its label.", "version").set({ version }, 1);
  const rooms = gauge("rooms", "Rooms with people in them that are open on this server.");
  const participants = gauge("participants", "Seats whose socket is on this server.");
  const sockets = gauge("sockets", "Open sockets by where their session is.", "state");
  const memory = gauge("memory_bytes", "Memory of the process.", "kind");
  const commands = counter("commands_total", "Commands by how they ended.", "command", "result");
  const commandSeconds = histogram(
    "command_seconds",
    "From when it was the turn of a command to its first answer; SIGNAL is what is relayed.",
    commandBounds,
    "command",
  );
  const credentials = counter("turn_credentials_total", "Credentials for TURN that were issued.");
  const storeSeconds = histogram(
    "store_seconds",
    "How long the store took.",
    storeBounds,
    "operation",
  );
  const storeFailures = counter("store_failures_total", "What the store failed at.", "operation");
  const webhooks = counter("webhooks_total", "Deliveries to the webhook's URL.", "result");
  const busLag = histogram(
    "bus_lag_seconds",
    "How long messages of other servers were on their way, by Redis' clock and ours.",
    delayBounds,
  );
  const loopDelay = histogram(
    "event_loop_delay_seconds",
    "How much later than due a timer of the process ran, looked at each second.",
    delayBounds,
  );
  const links = counter(
    "links_total",
    "Connections between browsers that have ended, as each end reports it, by how they ran.",
    "path",
  );
  const firstFrame = histogram(
    "link_first_frame_seconds",
    "From when a participant was known until their first picture, as browsers report it.",
    frameBounds,
  );
  const longestFreeze = histogram(
    "link_longest_freeze_seconds",
    "The longest time a participant's picture stood still, as browsers report it.",
    frameBounds,
  );
  // Found once and kept: some of them are counted many thousand times a second.
  const perCommand = kept((command) => commandSeconds.labels({ command }));
  const perResult = kept((key) => {
    const [command = "", result = ""] = key.split(" ");
    return commands.labels({ command, result });
  });
  const perOperation = kept((operation) => storeSeconds.labels({ operation }));

  return {
    noteCommand(command, result, seconds) {
      perResult(`${command} ${result}`).inc();
      if (seconds !== undefined) perCommand(command).observe(seconds);
    },
    noteCredentials: () => credentials.inc(),
    noteStore(operation, seconds, isOk) {
      perOperation(operation).observe(seconds);
      if (!isOk) storeFailures.inc({ operation });
    },
    noteWebhook: (result) => webhooks.inc({ result }),
    noteBusLag: (seconds) => busLag.observe(Math.max(0, seconds)),
    noteLoopDelay: (seconds) => loopDelay.observe(Math.max(0, seconds)),
    noteLink({ path, first_frame_ms: firstMs, longest_freeze_ms: freezeMs }) {
      links.inc({ path });
      if (firstMs !== undefined) firstFrame.observe(firstMs / 1_000);
      if (freezeMs !== undefined) longestFreeze.observe(freezeMs / 1_000);
    },
    read() {
      const now = look();
      rooms.set(now.rooms);
      participants.set(now.participants);
      for (const state of socketStates) sockets.set({ state }, now.sockets[state]);
      memory.set({ kind: "resident" }, now.memory.rss);
      memory.set({ kind: "heap_used" }, now.memory.heapUsed);
      memory.set({ kind: "heap_total" }, now.memory.heapTotal);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

function kept<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key);
    if (known) return known;
    const one = make(key);
    made.set(key, one);
    return one;
  };
}
