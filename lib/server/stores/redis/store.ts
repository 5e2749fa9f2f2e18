// Rooms in Redis, for more than one server: each change is one script that checks version and lease,
// writes, and tells the others. Adapter of ../store.ts.

import * as z from "zod/mini";
import {
  changeOf,
  composeRoom,
  deliveriesOf,
  droppedKeys,
  emptyRoom,
  nodesOf,
  noticesOf,
  type Part,
  partKey,
  type RoomHead,
} from "../../../shared/room/mod.ts";
import type { BusMessage } from "../bus.ts";
import type { RedisLink } from "./link.ts";
import { createRedisOutbox } from "./outbox.ts";
import { commitScript, createScript, loadScript, sinceScript } from "./scripts.ts";
import type { Commit, LogEntry, Store } from "../store.ts";

/** Fields and their values by turns: another version of the server may write more of them. */
const Entries = z.array(z.tuple([z.string(), z.array(z.string())]));
const Loaded = z.tuple([z.array(z.string()), Entries]);
const Since = z.tuple([z.string(), Entries]);
const Created = z.enum(["stored", "taken", "fenced"]);
const Committed = z.enum(["stored", "stale", "gone", "fenced"]);
const Ids = z.array(z.string());
const Scanned = z.tuple([z.string(), Ids]);

/** Deletes at most so many rooms in one go. */
const expiredAtOnce = 100;

/** Makes the store; `node` is the name of this server now. */
export function createRedisStore(link: RedisLink, prefix: string, node: () => string): Store {
  const run = (source: string, ...args: string[]) => link.script(source, [prefix], args);

  /** All that the script has to do, worked out here: in Redis it is to take no time. */
  function planOf(commit: Commit) {
    const { before, after, version, effects, at, expiresAt, letters = [] } = commit;
    const { id } = before.meeting;
    const change = after && changeOf(before, after);
    const next = version + 1;
    const entry: LogEntry = { version: next, at, change, deliveries: deliveriesOf(effects) };
    const logged: LogEntry = { ...entry, deliveries: noticesOf(entry.deliveries) };
    const message: BusMessage = { kind: "entry", room: id, entry };
    const old = nodesOf(before);
    const now = after ? nodesOf(after) : new Set<string>();
    return {
      node: node(),
      id,
      version: String(version),
      next: String(next),
      isOver: !change,
      // Absent, since Lua takes JSON's null for true.
      ...(expiresAt === null ? {} : { expiresAt: String(expiresAt) }),
      letters: letters.map((letter) => JSON.stringify(letter)),
      head: JSON.stringify(change?.head),
      set: change?.parts.flatMap((part) => [partKey(part), JSON.stringify(part)]) ?? [],
      drop: change ? droppedKeys(before, change) : [],
      entry: JSON.stringify(logged),
      message: JSON.stringify(message),
      enter: [...now].filter((one) => !old.has(one)),
      leave: [...old].filter((one) => !now.has(one)),
      tell: [...new Set([...old, ...now])].filter((one) => one !== node()),
    };
  }

  return {
    async create(meeting, expiresAt, letters = []) {
      const room = emptyRoom(meeting);
      const { head } = changeOf(room, room);
      const written = JSON.stringify(letters.map((letter) => JSON.stringify(letter)));
      const args = [meeting.id, JSON.stringify(head), String(expiresAt), node(), written];
      const result = Created.parse(await run(createScript, ...args));
      if (result === "fenced") throw new Error("This server has no lease");
      return result === "stored";
    },
    async load(id) {
      const [fields, entries] = Loaded.parse(await run(loadScript, id));
      const stored = readFields(fields);
      return stored && { ...stored, recent: readEntries(entries) };
    },
    async commit(commit) {
      return Committed.parse(await run(commitScript, JSON.stringify(planOf(commit))));
    },
    async since(id, version) {
      const [current, entries] = Since.parse(await run(sinceScript, id, String(version)));
      if (current === "" || entries.length !== Number(current) - version) return null;
      return readEntries(entries);
    },
    async ids() {
      const ids = new Set<string>();
      let cursor = "0";
      do {
        const scan = ["SCAN", cursor, "MATCH", `${prefix}room:*`, "COUNT", "500"];
        const [next, keys] = Scanned.parse(await link.command(scan));
        for (const key of keys) ids.add(key.slice(`${prefix}room:`.length));
        cursor = next;
      } while (cursor !== "0");
      return [...ids];
    },
    async expired(now) {
      const range = ["ZRANGEBYSCORE", `${prefix}expires`, "0", String(now)];
      return Ids.parse(await link.command([...range, "LIMIT", "0", String(expiredAtOnce)]));
    },
    async check() {
      await link.command(["SET", `${prefix}check`, "1", "PX", "1000"]);
    },
    outbox: createRedisOutbox(link, prefix, node),
    close: link.close,
  };
}

function readFields(fields: readonly string[]) {
  let version: number | null = null;
  let head: RoomHead | null = null;
  const parts: Part[] = [];
  for (let i = 0; i < fields.length; i += 2) {
    const [key = "", value = ""] = fields.slice(i, i + 2);
    if (key === "version") version = Number(value);
    else if (key === "head") head = JSON.parse(value);
    else if (key.includes(":")) parts.push(JSON.parse(value));
  }
  return version !== null && head ? { version, room: composeRoom(head, parts) } : null;
}

function readEntries(entries: z.infer<typeof Entries>): LogEntry[] {
  return entries.map(([, fields]) => JSON.parse(fields[fields.indexOf("entry") + 1] ?? ""));
}
