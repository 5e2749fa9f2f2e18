// Builds the server's parts from its settings and takes them down again. The one place that knows
// which adapter stands behind which port.

import { closeCodes } from "../shared/protocol/mod.ts";
import { type BuildInfo, readBuildInfo } from "./build_info.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { randomToken } from "./crypto.ts";
import { createLimiter, type Limiter } from "./limits.ts";
import { createLog, type Log } from "./log.ts";
import { createMemoryWatch, type MemoryState } from "./memory.ts";
import { oncePer } from "./once_per.ts";
import {
  createOrganizerKeys,
  createPasscodes,
  createRegistry,
  type OrganizerKeys,
  type Registry,
} from "./rooms/mod.ts";
import { createSockets, type Sockets } from "./socket/mod.ts";
import {
  type Backend,
  openKvBackend,
  openMemoryBackend,
  openRedisBackend,
  type Store,
} from "./stores/mod.ts";
import { createTokens, type Tokens } from "./token.ts";
import {
  checkTurn,
  createTurn,
  createTurnStatus,
  type Turn,
  type TurnStatus,
  type TurnVerdict,
} from "./turn/mod.ts";

/** How often meetings are looked for whose time is over (R12). */
const sweepMs = 10 * 60 * 1_000;

/** Whoever asks whether the server is ready is told of so long ago at most. */
const checkMs = 1_000;

export interface Services {
  readonly config: Config;
  readonly build: BuildInfo;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly tokens: Tokens;
  readonly turn: Turn;
  readonly turnStatus: TurnStatus;
  readonly registry: Registry;
  readonly organizerKeys: OrganizerKeys;
  readonly sockets: Sockets;
  /** Resolves where the store takes writes; asked at most once a second. */
  checkStore(): Promise<void>;
  /** Whether there is memory for new work. */
  readonly memory: () => MemoryState;
  /** Requests of one address to /config and /meeting (S7). */
  readonly httpLimit: Limiter;
  /** True from the beginning of `close()`: no work is to be sent here any more (R7). */
  readonly isClosing: boolean;
  /** Has `task` done when the sockets are closed and the store is not yet: for answers under way. */
  atStop(task: () => Promise<void>): void;
  /** Closes sockets (1012) and store; may be called again. */
  close(): Promise<void>;
}

/** Parts that tests replace. */
export interface Overrides {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly backend?: Backend;
  readonly memory?: () => MemoryState;
  readonly checkTurn?: () => Promise<readonly TurnVerdict[]>;
}

/** Makes all services. Rejects where the data folder or the store cannot be opened. */
export async function createServices(
  config: Config,
  overrides: Overrides = {},
): Promise<Services> {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLog();
  const secret = config.secret ?? await developmentSecret(config.dataDir);
  const { store, bus } = overrides.backend ?? await openBackend(config, { clock, log });
  const tokens = createTokens({ secret, ttlS: config.tokenTtlS, clock });
  const turn = createTurn({ turn: config.turn, idSecret: secret, clock });
  const check = overrides.checkTurn ?? (() => checkTurn(config, turn, clock));
  const turnStatus = createTurnStatus({ check, clock, log });
  const organizerKeys = createOrganizerKeys({ secret, clock });
  const registry = createRegistry({
    store,
    bus,
    passcodes: createPasscodes(navigator.hardwareConcurrency),
    organizerKeys,
    clock,
    log,
    maxParticipants: config.maxParticipants,
    graceMs: config.graceMs,
  });
  const stopTasks: (() => Promise<void>)[] = [];
  let isClosing = false;
  let cancelSweep = clock.after(sweepMs, sweep);
  function sweep(): void {
    cancelSweep = clock.after(sweepMs, sweep);
    void registry.sweep();
  }
  const { origins, messagesPerSecond, httpPerMinute, maxPerAddress } = config;
  const memory = overrides.memory ??
    createMemoryWatch({ limitBytes: config.memoryBytes, clock });
  const sockets = createSockets({
    memory,
    registry,
    tokens,
    turn,
    clock,
    log,
    origins,
    messagesPerSecond,
    maxPerAddress,
  });
  const httpRate = { perSecond: httpPerMinute / 60, burst: httpPerMinute };
  const httpLimit = createLimiter(httpRate, clock);
  return {
    config,
    build: await readBuildInfo(config.buildTime),
    clock,
    log,
    store,
    tokens,
    turn,
    turnStatus,
    registry,
    organizerKeys,
    sockets,
    memory,
    httpLimit,
    checkStore: oncePer(checkMs, clock, () => store.check()),
    get isClosing() {
      return isClosing;
    },
    atStop: (task) => void stopTasks.push(task),
    async close() {
      isClosing = true;
      cancelSweep();
      turnStatus.close();
      // First, so that no seat is given up: its people come back to it after the restart (R5, R7).
      registry.abandon();
      await sockets.close(closeCodes.restart);
      await Promise.all(stopTasks.map((task) => task()));
      await bus.close();
      await store.close();
    },
  };
}

async function openBackend(
  { store, dataDir }: Config,
  deps: { clock: Clock; log: Log },
): Promise<Backend> {
  if (store.kind === "memory") return openMemoryBackend();
  if (store.kind === "redis") return openRedisBackend(store.url, deps);
  await Deno.mkdir(dataDir, { recursive: true });
  return await openKvBackend(`${dataDir}/conflux.sqlite3`, deps);
}

/** In development a secret is made once and kept, so that a restart does not end anybody's session. */
async function developmentSecret(dataDir: string): Promise<string> {
  const path = `${dataDir}/secret`;
  await Deno.mkdir(dataDir, { recursive: true });
  try {
    await Deno.writeTextFile(path, randomToken(48), { createNew: true, mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
  return await Deno.readTextFile(path);
}
