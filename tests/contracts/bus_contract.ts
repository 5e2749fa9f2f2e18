// What servers that share a store tell each other; run against each adapter that allows more than one.

import assert from "node:assert/strict";
import type { Backend, BusMessage } from "../../lib/server/stores/bus.ts";
import { emptyRoom, type RoomEvent } from "../../lib/shared/room/state.ts";
import { holdOf, joinOf, meetingOf, muidOf, userOf } from "../fakes/rooms.ts";
import { commitEvent } from "./store_contract.ts";

/** A place where servers share a store. */
export interface Hub {
  open(): Backend | Promise<Backend>;
  /** The lease of this server runs out; resolves when the others have had time to notice. */
  lose(node: string): Promise<void>;
  dispose(): Promise<void>;
}

interface Server {
  readonly backend: Backend;
  readonly messages: BusMessage[];
  readonly lost: [node: string, rooms: readonly string[]][];
  fenced: number;
  /** Resolves when `look` says so, asked again with each piece of news. */
  until(look: () => boolean): Promise<void>;
}

/** Registers the suite for one adapter. */
export function testBus(name: string, make: () => Promise<Hub>): void {
  const test = (what: string, run: (a: Server, b: Server, hub: Hub) => Promise<void>) =>
    Deno.test(`[R5] bus ${name}: ${what}`, async () => {
      const hub = await make();
      const servers = [await start(hub), await start(hub)] as const;
      try {
        await run(...servers, hub);
      } finally {
        for (const { backend } of servers) {
          await backend.bus.close();
          await backend.store.close();
        }
        await hub.dispose();
      }
    });

  test("changes reach the servers with seats in the room, once each and in order", async (a, b) => {
    let known = await roomOfTwo(a, b);
    for (let n = 0; n < 20; n++) {
      const lock = { type: "lock", muid: muidOf(0), locked: n % 2 === 0 } as const;
      known = await commitEvent(a.backend.store, known, lock);
    }
    await b.until(() => b.messages.length === 20);
    const versions = b.messages.map((one) => one.kind === "entry" ? one.entry.version : null);
    assert.deepEqual(versions, Array.from({ length: 20 }, (_, n) => n + 3));
    const entries = await b.backend.store.since("123456789", 2);
    assert.deepEqual(entries?.map(({ version }) => version), versions);
    assert.deepEqual(a.messages.length, 1, "of its own changes a server hears nothing");
  });

  test("letters of both are carried by one server at a time", async (a, b) => {
    const letter = (id: string) => ({ id, at: 1, body: "{}" });
    const [one, other] = [a.backend.store, b.backend.store];
    assert.equal(await one.create(meetingOf(), 1, [letter("a")]), true);
    assert.equal(await other.create(meetingOf({ id: "987654321" }), 1, [letter("b")]), true);
    const ids = async ({ outbox }: typeof one) => (await outbox.take(9)).map(({ id }) => id);
    assert.deepEqual([await ids(one), await ids(other)], [["a", "b"], []]);
    await other.outbox.release();
    assert.deepEqual([await ids(other), await ids(one)], [[], ["a", "b"]]);
    await one.outbox.drop("a");
    await one.outbox.release();
    assert.deepEqual([await ids(other), await ids(one)], [["b"], []]);
  });

  test("what was too long ago is read anew", async (a, b) => {
    let known = await roomOfTwo(a, b);
    for (let n = 0; n < 600; n++) {
      const lock = { type: "lock", muid: muidOf(0), locked: n % 2 === 0 } as const;
      known = await commitEvent(a.backend.store, known, lock);
    }
    assert.equal(await b.backend.store.since("123456789", 2), null);
    assert.deepEqual(await b.backend.store.since("123456789", known.version), []);
    assert.equal((await b.backend.store.load("123456789"))?.version, known.version);
  });

  test("signals go to one server, after the changes made before them", async (a, b) => {
    const known = await roomOfTwo(a, b);
    const lock = { type: "lock", muid: muidOf(0), locked: true } as const;
    await commitEvent(a.backend.store, known, lock);
    const payload = { candidate: { candidate: "c" } };
    const [from, to] = [muidOf(0), muidOf(1)];
    const signal: BusMessage = { kind: "signal", room: "123456789", from, to, payload };
    await a.backend.bus.send(b.backend.bus.node, signal);
    await b.until(() => b.messages.length === 2);
    assert.deepEqual(b.messages.map(({ kind }) => kind), ["entry", "signal"]);
    assert.deepEqual(b.messages[1], signal);
  });

  test(
    "a server that is lost is given up once, and changes nothing afterwards",
    async (a, b, hub) => {
      const known = await roomOfTwo(a, b);
      const gone = b.backend.bus.node;
      await hub.lose(gone);
      await a.until(() => a.lost.length === 1);
      assert.deepEqual(a.lost, [[gone, ["123456789"]]]);
      const adopt = { type: "adopt", lost: gone, by: a.backend.bus.node, until: 1 } as const;
      const adopted = await commitEvent(a.backend.store, known, adopt);
      assert.equal(adopted.result, "stored");
      await b.until(() => b.fenced === 1);
      assert.notEqual(b.backend.bus.node, gone, "it goes on under another name");
      const lock = { type: "lock", muid: muidOf(0), locked: true } as const;
      assert.equal((await commitEvent(b.backend.store, adopted, lock)).result, "stored");
    },
  );
}

/** One from each server in a new room; the first one's server has heard of the second. */
async function roomOfTwo(a: Server, b: Server) {
  await a.backend.store.create(meetingOf(), 1);
  const join = (n: number, { backend }: Server): RoomEvent => ({
    ...joinOf(n),
    user: userOf(n),
    hold: holdOf(n, { node: backend.bus.node }),
  } as RoomEvent);
  const start = { room: emptyRoom(meetingOf()), version: 0 };
  const first = await commitEvent(a.backend.store, start, join(0, a));
  const second = await commitEvent(b.backend.store, first, join(1, b));
  assert.equal(second.result, "stored");
  await a.until(() => a.messages.length === 1);
  return second;
}

async function start(hub: Hub): Promise<Server> {
  const backend = await hub.open();
  const waiting = new Set<() => void>();
  const wake = () => waiting.forEach((check) => check());
  const server: Server = {
    backend,
    messages: [],
    lost: [],
    fenced: 0,
    until: (look) =>
      new Promise((resolve) => {
        const check = () => {
          if (!look()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
  backend.bus.start({
    onMessage(message) {
      server.messages.push(message);
      wake();
    },
    onLost(node, rooms) {
      server.lost.push([node, rooms]);
      wake();
      return Promise.resolve();
    },
    onFenced() {
      server.fenced += 1;
      wake();
    },
    onBack() {},
  });
  while (!backend.bus.isCurrent) await new Promise((resolve) => setTimeout(resolve, 5));
  return server;
}
