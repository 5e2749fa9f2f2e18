// Builds the server's parts from its settings and takes them down again. The one place that knows
// which adapter stands behind which port.

import { closeCodes } from "../shared/protocol.ts";
import { type BuildInfo, readBuildInfo } from "./build_info.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { randomToken } from "./crypto.ts";
import { createLimiter, type Limiter } from "./limits.ts";
import { createLog, type Log } from "./log.ts";
import { createPasscodes } from "./passcode.ts";
import { createRegistry, type Registry } from "./registry.ts";
import { createSockets, type Sockets } from "./sockets.ts";
import type { Store } from "./store.ts";
import { openKvStore } from "./store_kv.ts";
import { createMemoryStore } from "./store_memory.ts";
import { createTokens, type Tokens } from "./token.ts";
import { createTurn, type Turn } from "./turn.ts";
import { checkTurn, type TurnVerdict } from "./turn_check.ts";
import { createTurnStatus, type TurnStatus } from "./turn_status.ts";

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
  readonly sockets: Sockets;
  /** Requests of one address to /config and /meeting (S7). */
  readonly httpLimit: Limiter;
  /** Closes sockets (1012) and store; may be called again. */
  close(): Promise<void>;
}

/** Parts that tests replace. */
export interface Overrides {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly store?: Store;
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
  const store = overrides.store ?? await openStore(config);
  const tokens = createTokens({ secret, ttlS: config.tokenTtlS, clock });
  const turn = createTurn({ turn: config.turn, idSecret: secret, clock });
  const check = overrides.checkTurn ?? (() => checkTurn(config, turn, clock));
  const turnStatus = createTurnStatus({ check, clock, log });
  const registry = createRegistry({
    store,
    passcodes: createPasscodes(navigator.hardwareConcurrency),
    clock,
    log,
    maxParticipants: config.maxParticipants,
    graceMs: config.graceMs,
  });
  const { origins, messagesPerSecond, httpPerMinute } = config;
  const sockets = createSockets({
    registry,
    tokens,
    turn,
    clock,
    log,
    origins,
    messagesPerSecond,
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
    sockets,
    httpLimit,
    async close() {
      turnStatus.close();
      await sockets.close(closeCodes.restart);
      registry.close();
      await store.close();
    },
  };
}

async function openStore(config: Config): Promise<Store> {
  if (config.store === "memory") return createMemoryStore();
  await Deno.mkdir(config.dataDir, { recursive: true });
  return await openKvStore(`${config.dataDir}/conflux.sqlite3`);
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
