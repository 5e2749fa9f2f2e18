// Rooms in Redis for backup and restore. A backup reads room by room, each of one moment; a restore is a
// server of its own for a while, whose seats the others take over when it is gone. Adapter of ../archive.ts.

import * as z from "zod/mini";
import {
  ArchiveError,
  notEmpty,
  putRoom,
  type RoomSource,
  type RoomTarget,
  type TargetOptions,
} from "../archive.ts";
import { prefix } from "./backend.ts";
import { createRedisLink, type RedisLink } from "./link.ts";
import { createRedisStore } from "./store.ts";
import { aliveScript, enlistScript } from "./scripts.ts";

/** A restore that hangs for longer between two rooms is given up. */
const leaseMs = 60_000;

const Scanned = z.tuple([z.string(), z.array(z.string())]);

/** The rooms in the Redis at `url`, whether servers use it or not. */
export async function openRedisSource(url: string): Promise<RoomSource> {
  const link = await connect(url);
  const { ids, load, close } = createRedisStore(link, prefix, () => "");
  return { ids, load, close };
}

/** The Redis at `url`, to be filled. Rejects, and changes nothing, where a server uses it. */
export async function openRedisTarget(
  url: string,
  { replaces }: TargetOptions,
): Promise<RoomTarget> {
  const link = await connect(url);
  const node = `restore-${crypto.randomUUID()}`;
  const store = createRedisStore(link, prefix, () => node);
  const enlist = () => link.script(enlistScript, [prefix], [node, String(leaseMs)]);
  let isClosed = false;
  async function close(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    // Without the lease a server takes over the seats at once.
    if (link.isReady) await link.command(["DEL", `${prefix}lease:${node}`]);
    await link.close();
  }
  try {
    const alive = await link.script(aliveScript, [prefix], []);
    if (alive !== 0) {
      throw new ArchiveError(
        "Servers use this Redis. Stop all of them first: each counts for 12 s after its end.",
      );
    }
    if (!replaces && (await store.ids()).length > 0) throw new ArchiveError(notEmpty);
    await erase(link);
    return {
      async put(room, times) {
        await enlist();
        await putRoom(store, room, { node, ...times });
      },
      finish: () => Promise.resolve(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** All that is ours: rooms, and what servers left that were there. */
async function erase(link: RedisLink): Promise<void> {
  let cursor = "0";
  do {
    const scan = ["SCAN", cursor, "MATCH", `${prefix}*`, "COUNT", "500"];
    const [next, keys] = Scanned.parse(await link.command(scan));
    if (keys.length > 0) await link.command(["UNLINK", ...keys]);
    cursor = next;
  } while (cursor !== "0");
}

/** Resolves when it is connected, rejects where that fails once. */
async function connect(url: string): Promise<RedisLink> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const link = createRedisLink(url, { onReady: resolve, onDown: reject });
  try {
    await promise;
    return link;
  } catch (error) {
    await link.close();
    throw new ArchiveError("The Redis of CONFLUX_STORE does not answer.", { cause: error });
  }
}
