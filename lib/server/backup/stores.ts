// Which adapter stands behind the store of the settings, for backup and restore.

import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import {
  ArchiveError,
  kvFile,
  openKvSource,
  openKvTarget,
  openRedisSource,
  openRedisTarget,
  type RoomSource,
  type RoomTarget,
} from "../stores/mod.ts";

type Place = Pick<Config, "store" | "dataDir">;

const deps = { clock: systemClock, log: () => {} };
const inMemory = "CONFLUX_STORE=memory keeps nothing that could be backed up or restored.";

/** The rooms of the store, while servers use it. */
export async function openSource({ store, dataDir }: Place): Promise<RoomSource> {
  if (store.kind === "memory") throw new ArchiveError(inMemory);
  if (store.kind === "redis") return await openRedisSource(store.url);
  return await openKvSource(kvFile(dataDir), deps);
}

/** The store, to be filled while no server uses it. */
export async function openTarget(
  { store, dataDir }: Place,
  { replaces }: { replaces: boolean },
): Promise<RoomTarget> {
  if (store.kind === "memory") throw new ArchiveError(inMemory);
  if (store.kind === "redis") return await openRedisTarget(store.url, { replaces });
  await Deno.mkdir(dataDir, { recursive: true });
  return await openKvTarget(kvFile(dataDir), { ...deps, replaces });
}
