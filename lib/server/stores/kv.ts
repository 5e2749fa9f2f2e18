// Rooms in Deno KV on SQLite: the default, on disk before the answer goes out. For one process, and a
// lock sees to that: two that write get "database is locked". Adapter of store.ts and bus.ts.

import {
  changeOf,
  composeRoom,
  droppedKeys,
  emptyRoom,
  nodesOf,
  type Part,
  partKey,
  type RoomHead,
} from "../../shared/room/mod.ts";
import type { Backend, Bus } from "./bus.ts";
import { claimFile } from "./claim.ts";
import type { Clock } from "../clock.ts";
import { describeError, type Log } from "../log.ts";
import type { Commit, CommitResult, Letter, Store, StoredRoom } from "./store.ts";

/** A room without its parts. */
interface StoredHead {
  readonly version: number;
  readonly head: RoomHead;
  readonly expiresAt: number | null;
}

interface Deps {
  readonly clock: Clock;
  readonly log: Log;
}

/** Seats of the process before us that could not be taken over are tried again after this long. */
const retryMs = 5_000;

const roomKey = (id: string) => ["room", id];
const partsKey = (id: string) => ["part", id];
/** In order of time, and within the same millisecond in that of writing. */
const letterKey = ({ at, id }: Letter, serial: number) => ["letter", at, serial, id];
const nodeKey = (node: string) => ["node", node];

/** Where the rooms are in the data folder of a server. */
export const kvFile = (dataDir: string) => `${dataDir}/conflux.sqlite3`;

/** Opens the rooms in the SQLite file at `path`. Rejects where it cannot be opened, or is in use. */
export async function openKvBackend(path: string, { clock, log }: Deps): Promise<Backend> {
  const lock = await claimFile(`${path}.lock`);
  const kv = await Deno.openKv(path);
  const node = crypto.randomUUID();
  let serial = 0;
  let isClosed = false;
  let cancelRetry = () => {};

  async function load(id: string): Promise<StoredRoom | null> {
    for (;;) {
      const { value: stored, versionstamp } = await kv.get<StoredHead>(roomKey(id));
      if (!stored) return null;
      const parts: Part[] = [];
      for await (const { value } of kv.list<Part>({ prefix: partsKey(id) })) parts.push(value);
      // Head and parts are read one after the other: only of one moment are they a room.
      if ((await kv.get(roomKey(id))).versionstamp !== versionstamp) continue;
      return { version: stored.version, room: composeRoom(stored.head, parts), recent: [] };
    }
  }

  async function commit(change: Commit): Promise<CommitResult> {
    const { id } = change.before.meeting;
    const current = await kv.get<StoredHead>(roomKey(id));
    if (!current.value) return "gone";
    if (current.value.version !== change.version) return "stale";
    const write = kv.atomic().check(current);
    if (change.after) writeChange(write, { ...change, after: change.after });
    else await eraseRoom(write, change);
    writeLetters(write, change.letters);
    return (await write.commit()).ok ? "stored" : "stale";
  }

  function writeLetters(write: Deno.AtomicOperation, letters: readonly Letter[] = []): void {
    for (const letter of letters) write.set(letterKey(letter, serial++), letter);
  }

  function writeChange(
    write: Deno.AtomicOperation,
    change: Commit & { after: NonNullable<Commit["after"]> },
  ) {
    const { before, after, version, expiresAt } = change;
    const { id } = before.meeting;
    const { head, parts } = changeOf(before, after);
    const stored: StoredHead = { version: version + 1, head, expiresAt };
    write.set(roomKey(id), stored);
    for (const part of parts) write.set([...partsKey(id), partKey(part)], part);
    for (const key of droppedKeys(before, { head, parts })) write.delete([...partsKey(id), key]);
    const now = nodesOf(after);
    for (const one of now) write.set([...nodeKey(one), id], true);
    for (const one of nodesOf(before)) if (!now.has(one)) write.delete([...nodeKey(one), id]);
  }

  async function eraseRoom(write: Deno.AtomicOperation, { before }: Commit): Promise<void> {
    const { id } = before.meeting;
    write.delete(roomKey(id));
    for await (const { key } of kv.list({ prefix: partsKey(id) })) write.delete(key);
    for (const one of nodesOf(before)) write.delete([...nodeKey(one), id]);
  }

  /** Rooms with seats of processes that had the file before us, by process. */
  async function findLost(): Promise<Map<string, string[]>> {
    const lost = new Map<string, string[]>();
    for await (const { key } of kv.list({ prefix: ["node"] })) {
      const [, owner, id] = key.map(String);
      if (owner === undefined || id === undefined || owner === node) continue;
      lost.set(owner, [...lost.get(owner) ?? [], id]);
    }
    return lost;
  }

  const store: Store = {
    async create(meeting, expiresAt, letters) {
      const { head, parts } = changeOf(emptyRoom({ ...meeting, removals: [] }), emptyRoom(meeting));
      const stored: StoredHead = { version: 0, head, expiresAt };
      const write = kv.atomic().check({ key: roomKey(meeting.id), versionstamp: null })
        .set(roomKey(meeting.id), stored);
      for (const part of parts) write.set([...partsKey(meeting.id), partKey(part)], part);
      writeLetters(write, letters);
      return (await write.commit()).ok;
    },
    load,
    commit,
    since: () => Promise.resolve(null),
    async ids() {
      const ids: string[] = [];
      for await (const { key } of kv.list({ prefix: ["room"] })) ids.push(String(key[1]));
      return ids;
    },
    async expired(now) {
      const ids: string[] = [];
      for await (const { value } of kv.list<StoredHead>({ prefix: ["room"] })) {
        if (value.expiresAt !== null && value.expiresAt <= now) ids.push(value.head.meeting.id);
      }
      return ids;
    },
    async check() {
      await kv.set(["check"], Date.now());
    },
    outbox: {
      take: async (limit) =>
        (await Array.fromAsync(kv.list<Letter>({ prefix: ["letter"] }, { limit })))
          .map(({ value }) => value),
      async drop(id) {
        for await (const { key, value } of kv.list<Letter>({ prefix: ["letter"] })) {
          if (value.id === id) return await kv.delete(key);
        }
      },
      release: () => Promise.resolve(),
    },
    close() {
      cancelRetry();
      if (!isClosed) kv.close();
      if (!isClosed) lock.close();
      isClosed = true;
      return Promise.resolve();
    },
  };
  const bus: Bus = {
    node,
    isCurrent: true,
    start(handlers) {
      const { onLost } = handlers;
      const bury = async () => {
        for (const [owner, rooms] of await findLost()) await onLost(owner, rooms);
      };
      bury().catch((error) => {
        log({ event: "store_failed", operation: "lost", error: describeError(error) });
        if (!isClosed) cancelRetry = clock.after(retryMs, () => bus.start(handlers));
      });
    },
    send: () => Promise.reject(new Error("There is no other server")),
    close: () => Promise.resolve(),
  };
  return { store, bus };
}
