// Where rooms outlive a process, and how servers that share them hear of each other: two ports, store and
// bus, and what stands behind them. Knows no rules of a meeting.

export { ArchiveError, type RoomSource, type RoomTarget } from "./archive.ts";
export type { Backend, Bus, BusMessage } from "./bus.ts";
export { claimFile } from "./claim.ts";
export { kvFile, openKvBackend } from "./kv.ts";
export { openKvSource, openKvTarget } from "./kv_archive.ts";
export { openMemoryBackend } from "./memory.ts";
export {
  openRedisBackend,
  openRedisLimits,
  openRedisSource,
  openRedisTarget,
} from "./redis/mod.ts";
export type { Letter, LogEntry, Outbox, Store, StoredRoom } from "./store.ts";
