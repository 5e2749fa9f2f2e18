// Builds the server's parts from its settings and takes them down again. The one place that knows
// which adapter stands behind which port.

import { closeCodes } from "../shared/protocol/mod.ts";
import { type BuildInfo, readBuildInfo } from "./build_info.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { randomToken } from "./crypto.ts";
import { createLocalLimits, type Limiter, type Limits } from "./limits.ts";
import { createLog, type Log } from "./log.ts";
import { createMemoryWatch, type MemoryState } from "./memory.ts";
import {
  createMetrics,
  measureStore,
  measureTurn,
  type Metrics,
  noMetrics,
  type ReadableMetrics,
  watchLoop,
} from "./metrics/mod.ts";
import { oncePer } from "./once_per.ts";
import {
  createLinkKeys,
  createOrganizerKeys,
  createPasscodes,
  createPlanning,
  createRegistry,
  createShownCheck,
  type LinkKeys,
  type OrganizerKeys,
  type Planning,
  type Registry,
} from "./rooms/mod.ts";
import { createSockets, type Sockets } from "./socket/mod.ts";
import {
  type Backend,
  kvFile,
  openKvBackend,
  openMemoryBackend,
  openRedisBackend,
  openRedisLimits,
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
  readonly linkKeys: LinkKeys;
  readonly planning: Planning;
  readonly sockets: Sockets;
  /** Resolves where the store takes writes; asked at most once a second. */
  checkStore(): Promise<void>;
  /** Whether there is memory for new work. */
  readonly memory: () => MemoryState;
  /** Requests of one address to /config and /meeting (S7). */
  readonly httpLimit: Limiter;
  /** Null where no setting says who may read them. */
  readonly metrics: ReadableMetrics | null;
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
  const log = overrides.log ?? createLog(config.log);
  const secret = config.secret ?? await developmentSecret(config.dataDir);
  const build = await readBuildInfo(config.buildTime);
  const isMeasured = config.metrics.port !== null || config.metrics.token !== null;
  const metrics = isMeasured ? createMetrics({ version: build.version, look }) : null;
  const noted: Metrics = metrics ?? noMetrics;
  const stopWatch = metrics ? watchLoop(metrics, clock) : () => {};
  const { noteBusLag: noteLag } = noted;
  const { store: plainStore, bus } = overrides.backend ??
    await openBackend(config, { clock, log, noteLag });
  const store = metrics ? measureStore(plainStore, metrics) : plainStore;
  const tokens = createTokens({ secret, ttlS: config.tokenTtlS, clock });
  const plainTurn = createTurn({ turn: config.turn, idSecret: secret, clock });
  const turn = measureTurn(plainTurn, noted);
  const check = overrides.checkTurn ?? (() => checkTurn(config, plainTurn, clock));
  const turnStatus = createTurnStatus({ check, clock, log });
  const limits = overrides.backend
    ? createLocalLimits(clock)
    : openLimits(config, { secret, clock });
  const organizerKeys = createOrganizerKeys({ secret, limits });
  const linkKeys = createLinkKeys({ secret });
  const passcodes = createPasscodes(navigator.hardwareConcurrency);
  const registry = createRegistry({
    store,
    bus,
    passcodes,
    checkShown: createShownCheck({ passcodes, organizerKeys, linkKeys, limits }),
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
    limits,
    registry,
    linkKeys,
    tokens,
    turn,
    metrics: noted,
    clock,
    log,
    origins,
    messagesPerSecond,
    maxPerAddress,
  });
  function look() {
    const { rss, heapUsed, heapTotal } = Deno.memoryUsage();
    return {
      rooms: registry.size,
      participants: registry.seatCount,
      sockets: sockets.countStates(),
      memory: { rss, heapUsed, heapTotal },
    };
  }
  const httpRate = { perSecond: httpPerMinute / 60, burst: httpPerMinute };
  const httpLimit = limits.of("http", httpRate);
  return {
    config,
    build,
    clock,
    log,
    store,
    tokens,
    turn,
    turnStatus,
    registry,
    organizerKeys,
    linkKeys,
    planning: createPlanning({ registry, organizerKeys, clock }),
    sockets,
    memory,
    httpLimit,
    metrics,
    checkStore: oncePer(checkMs, clock, () => store.check()),
    get isClosing() {
      return isClosing;
    },
    atStop: (task) => void stopTasks.push(task),
    async close() {
      isClosing = true;
      cancelSweep();
      stopWatch();
      turnStatus.close();
      // First, so that no seat is given up: its people come back to it after the restart (R5, R7).
      registry.abandon();
      await sockets.close(closeCodes.restart);
      await Promise.all(stopTasks.map((task) => task()));
      await limits.close();
      await bus.close();
      await store.close();
    },
  };
}

async function openBackend(
  { store, dataDir }: Config,
  deps: { clock: Clock; log: Log; noteLag: (seconds: number) => void },
): Promise<Backend> {
  if (store.kind === "memory") return openMemoryBackend();
  if (store.kind === "redis") return openRedisBackend(store.url, deps);
  await Deno.mkdir(dataDir, { recursive: true });
  return await openKvBackend(kvFile(dataDir), deps);
}

/** Servers on one Redis count together. */
function openLimits({ store }: Config, deps: { secret: string; clock: Clock }): Limits {
  return store.kind === "redis" ? openRedisLimits(store.url, deps) : createLocalLimits(deps.clock);
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
