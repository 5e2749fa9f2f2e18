// Which adapters stand behind the ports, by the settings: the store with its bus, the limits, and in
// development the secret.

import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { randomToken } from "./crypto.ts";
import { createLocalLimits, type Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import {
  type Backend,
  kvFile,
  openKvBackend,
  openMemoryBackend,
  openRedisBackend,
  openRedisLimits,
} from "./stores/mod.ts";

/** Opens the store of the settings. Rejects where it cannot be opened. */
export async function openBackend(
  { store, dataDir }: Config,
  deps: { clock: Clock; log: Log; noteLag: (seconds: number) => void },
): Promise<Backend> {
  if (store.kind === "memory") return openMemoryBackend();
  if (store.kind === "redis") return openRedisBackend(store.url, deps);
  await Deno.mkdir(dataDir, { recursive: true });
  return await openKvBackend(kvFile(dataDir), deps);
}

/** Servers on one Redis count together. */
export function openLimits({ store }: Config, deps: { secret: string; clock: Clock }): Limits {
  return store.kind === "redis" ? openRedisLimits(store.url, deps) : createLocalLimits(deps.clock);
}

/** In development a secret is made once and kept, so that a restart does not end anybody's session. */
export async function developmentSecret(dataDir: string): Promise<string> {
  const path = `${dataDir}/secret`;
  await Deno.mkdir(dataDir, { recursive: true });
  try {
    await Deno.writeTextFile(path, randomToken(48), { createNew: true, mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
  return await Deno.readTextFile(path);
}
