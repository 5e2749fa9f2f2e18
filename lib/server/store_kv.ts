// Meetings in Deno KV on SQLite: the default, on disk before the answer goes out. For one process:
// two that write get "database is locked". Adapter of store.ts.

import type { Meeting } from "../shared/room_state.ts";
import type { Store } from "./store.ts";

const key = (id: string) => ["meeting", id];

/** Opens the store in the SQLite file at `path`. Rejects where it cannot be opened. */
export async function openKvStore(path: string): Promise<Store> {
  const kv = await Deno.openKv(path);
  let isClosed = false;
  return {
    async create(meeting) {
      const absent = { key: key(meeting.id), versionstamp: null };
      return (await kv.atomic().check(absent).set(key(meeting.id), meeting).commit()).ok;
    },
    async get(id) {
      return (await kv.get<Meeting>(key(id))).value;
    },
    async update(meeting) {
      const current = await kv.get(key(meeting.id));
      if (current.versionstamp === null) return false;
      return (await kv.atomic().check(current).set(key(meeting.id), meeting).commit()).ok;
    },
    delete: (id) => kv.delete(key(id)),
    async check() {
      await kv.set(["check"], Date.now());
    },
    close() {
      if (!isClosed) kv.close();
      isClosed = true;
      return Promise.resolve();
    },
  };
}
