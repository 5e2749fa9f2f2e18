// Rooms in memory, for tests and for servers that may forget. Servers that open the same hub share its
// rooms as they would share a Redis, and can be lost and fenced as there. Adapter of store.ts and bus.ts.

import { changeOf, deliveriesOf, emptyRoom, nodesOf, noticesOf } from "../../shared/room/mod.ts";
import type { Backend, Bus, BusHandlers, BusMessage } from "./bus.ts";
import type { Commit, CommitResult, Letter, LogEntry, Store, StoredRoom } from "./store.ts";

/** How many changes of a room are kept for servers that missed them. */
const keptEntries = 256;

interface MemoryRoom extends StoredRoom {
  readonly expiresAt: number | null;
}

/** One server at the hub. */
interface Node {
  name: string;
  handlers: BusHandlers | null;
}

export interface MemoryHub {
  /** A server's access to the rooms. */
  open(): Backend;
  /** As if the lease of this server had run out: it is fenced, and the others give it up. */
  lose(name: string): Promise<void>;
  /** From now on every call fails, until it is called with false. */
  fail(isFailing: boolean): void;
}

/** Makes the rooms that servers in this process share. */
export function createMemoryHub(): MemoryHub {
  const rooms = new Map<string, MemoryRoom>();
  const nodes = new Set<Node>();
  const lost = new Set<string>();
  const letters: Letter[] = [];
  let outboxHolder: Node | null = null;
  let isFailing = false;

  /** A task of its own, as an answer from elsewhere would be. */
  async function reach<T>(run: () => T): Promise<T> {
    await Promise.resolve();
    if (isFailing) throw new Error("The store is out of reach");
    return run();
  }

  function commit(name: string, change: Commit): CommitResult {
    const { before, after, expiresAt } = change;
    const { id } = before.meeting;
    const stored = rooms.get(id);
    if (lost.has(name)) return "fenced";
    if (!stored) return "gone";
    if (stored.version !== change.version) return "stale";
    // With one server there is nobody to tell, and nothing that anybody could have missed.
    const entry = nodes.size > 1 ? entryOf(change) : null;
    const version = change.version + 1;
    const logged = entry && { ...entry, deliveries: noticesOf(entry.deliveries) };
    const recent = logged ? [...stored.recent, logged].slice(-keptEntries) : [];
    if (after) rooms.set(id, { version, room: after, recent, expiresAt });
    else rooms.delete(id);
    letters.push(...change.letters ?? []);
    if (!entry) return "stored";
    const concerned = new Set([...nodesOf(before), ...after ? nodesOf(after) : []]);
    concerned.delete(name);
    for (const other of concerned) tell(other, { kind: "entry", room: id, entry });
    return "stored";
  }

  /** Whether this server carries the letters, as long as it is there. */
  function holdsOutbox(node: Node): boolean {
    if (!outboxHolder || !nodes.has(outboxHolder)) outboxHolder = node;
    return outboxHolder === node;
  }

  function tell(name: string, message: BusMessage): void {
    // As from another process: later, and with objects of its own.
    const copy = structuredClone(message);
    queueMicrotask(() => {
      for (const node of nodes) if (node.name === name) node.handlers?.onMessage(copy);
    });
  }

  function createStore(node: Node): Store {
    return {
      create: (meeting, expiresAt, written = []) =>
        reach(() => {
          if (rooms.has(meeting.id)) return false;
          const room = emptyRoom(structuredClone(meeting));
          rooms.set(meeting.id, { version: 0, room, recent: [], expiresAt });
          letters.push(...written);
          return true;
        }),
      load: (id) =>
        reach(() => {
          const { version, room, recent } = rooms.get(id) ?? {};
          return version !== undefined && room && recent ? { version, room, recent } : null;
        }),
      commit: (change) => reach(() => commit(node.name, change)),
      since: (id, version) =>
        reach(() => {
          const stored = rooms.get(id);
          const entries = stored?.recent.filter((entry) => entry.version > version);
          return stored && entries?.length === stored.version - version ? entries : null;
        }),
      ids: () => reach(() => [...rooms.keys()]),
      expired: (now) =>
        reach(() =>
          [...rooms].filter(([, { expiresAt }]) => expiresAt !== null && expiresAt <= now)
            .map(([id]) => id)
        ),
      check: () => reach(() => {}),
      outbox: {
        take: (limit) => reach(() => holdsOutbox(node) ? letters.slice(0, limit) : []),
        drop: (id) =>
          reach(() => {
            const at = letters.findIndex((letter) => letter.id === id);
            if (at >= 0) letters.splice(at, 1);
          }),
        release: () =>
          reach(() => {
            if (outboxHolder === node) outboxHolder = null;
          }),
      },
      close: () => Promise.resolve(),
    };
  }

  function createBus(node: Node): Bus {
    return {
      get node() {
        return node.name;
      },
      get isCurrent() {
        return !lost.has(node.name);
      },
      start(handlers) {
        node.handlers = handlers;
      },
      send: (to, message) => reach(() => tell(to, message)),
      close() {
        nodes.delete(node);
        return Promise.resolve();
      },
    };
  }

  return {
    open() {
      const node: Node = { name: crypto.randomUUID(), handlers: null };
      nodes.add(node);
      return { store: createStore(node), bus: createBus(node) };
    },
    async lose(name) {
      lost.add(name);
      const seated = [...rooms].filter(([, { room }]) => nodesOf(room).has(name)).map(([id]) => id);
      for (const node of nodes) if (node.name !== name) await node.handlers?.onLost(name, seated);
      for (const node of nodes) {
        if (node.name !== name) continue;
        node.name = crypto.randomUUID();
        node.handlers?.onFenced();
      }
    },
    fail(value) {
      isFailing = value;
      if (!value) { for (const { handlers } of nodes) handlers?.onBack(); }
    },
  };
}

function entryOf({ version, before, after, effects, at }: Commit): LogEntry {
  const change = after && changeOf(before, after);
  return { version: version + 1, at, change, deliveries: deliveriesOf(effects) };
}

/** Makes rooms that live as long as the process, for one server. */
export function openMemoryBackend(): Backend {
  return createMemoryHub().open();
}
