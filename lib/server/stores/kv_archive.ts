// Rooms on SQLite for backup and restore. A backup reads a copy of one moment, which SQLite makes beside
// the server that writes; a restore fills a file of its own and then puts it in the place of the other.
// Adapter of archive.ts.

import { backup, DatabaseSync } from "node:sqlite";
import {
  ArchiveError,
  notEmpty,
  putRoom,
  type RoomSource,
  type RoomTarget,
  type TargetOptions,
} from "./archive.ts";
import { type Claim, claimFile } from "./claim.ts";
import type { Clock } from "../clock.ts";
import { openKvBackend } from "./kv.ts";
import type { Log } from "../log.ts";

interface Deps {
  readonly clock: Clock;
  readonly log: Log;
}

/** What SQLite and our lock keep beside a file. */
const besides = ["", "-wal", "-shm", ".lock"];

/** The rooms in the file at `path` as they are now, whether a server has it or not. */
export async function openKvSource(path: string, deps: Deps): Promise<RoomSource> {
  if (!await isThere(path)) throw new ArchiveError(`There is no meeting to back up: no ${path}`);
  const copy = `${path}.${crypto.randomUUID()}`;
  try {
    await copyOfNow(path, copy);
    const { store } = await openKvBackend(copy, deps);
    return {
      ids: store.ids,
      load: store.load,
      async close() {
        await store.close();
        await removeAll(copy);
      },
    };
  } catch (error) {
    await removeAll(copy);
    throw error;
  }
}

/** The file at `path`, to be written anew. Rejects, and changes nothing, where a server has it. */
export async function openKvTarget(
  path: string,
  { replaces, ...deps }: Deps & TargetOptions,
): Promise<RoomTarget> {
  const lock = await claim(path);
  const fresh = `${path}.restore`;
  const packed = `${path}.restored`;
  let isClosed = false;
  async function close(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    await removeAll(fresh);
    await removeAll(packed);
    lock.close();
  }
  try {
    if (!replaces && await hasRooms(path)) throw new ArchiveError(notEmpty);
    await removeAll(fresh);
    await removeAll(packed);
    const { store, bus } = await openKvBackend(fresh, deps);
    return {
      put: (room, times) => putRoom(store, room, { node: bus.node, ...times }),
      async finish() {
        // A file that is whole in itself: what Deno KV writes may still be in a log beside it.
        await copyOfNow(fresh, packed);
        await store.close();
        for (const end of ["-wal", "-shm"]) await removeFile(`${path}${end}`);
        await Deno.rename(packed, path);
      },
      async close() {
        await store.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function claim(path: string): Promise<Claim> {
  try {
    return await claimFile(`${path}.lock`);
  } catch (error) {
    // Errors of the file itself have names of their own.
    if (!(error instanceof Error) || error.name !== "Error") throw error;
    throw new ArchiveError("A server uses this data folder. Stop it first.", { cause: error });
  }
}

async function hasRooms(path: string): Promise<boolean> {
  if (!await isThere(path)) return false;
  const kv = await Deno.openKv(path);
  try {
    for await (const _ of kv.list({ prefix: ["room"] }, { limit: 1 })) return true;
    return false;
  } finally {
    kv.close();
  }
}

/** All pages in one step: nothing is written meanwhile, and the copy is of one moment. */
async function copyOfNow(path: string, copy: string): Promise<void> {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    await backup(database, copy, { rate: 2 ** 31 - 1 });
  } finally {
    database.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function removeAll(path: string): Promise<void> {
  for (const end of besides) await removeFile(`${path}${end}`);
}

async function removeFile(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
