// What every store does; run against each adapter with its real engine.

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Backend } from "../../lib/server/stores/bus.ts";
import { expiryOf } from "../../lib/server/rooms/replica.ts";
import type { CommitResult, Letter, Store } from "../../lib/server/stores/store.ts";
import { emptyRoom, type Room, type RoomEvent } from "../../lib/shared/room/state.ts";
import { reduceRoom } from "../../lib/shared/room/rules.ts";
import { anyEvent } from "../fakes/any_event.ts";
import { dropOf, joinOf, meetingOf, muidOf } from "../fakes/rooms.ts";

/** A backend with nothing in it that has started, and its end. */
export interface Opened {
  readonly backend: Backend;
  dispose(): Promise<void>;
}

interface Known {
  readonly room: Room;
  readonly version: number;
}

const expiry = 5_000_000_000_000;
const now = 1_700_000_000_000;

/** Stores what `event` makes of a room as somebody knows it; the rules are to accept it. */
export async function commitEvent(
  store: Store,
  { room, version }: Known,
  event: RoomEvent,
  letters: readonly Letter[] = [],
): Promise<Known & { result: CommitResult }> {
  const [next, effects] = reduceRoom(room, event);
  const isOver = effects.some((effect) => effect.type === "erase");
  const result = await store.commit({
    version,
    before: room,
    after: isOver ? null : next,
    effects,
    at: now,
    expiresAt: next.participants.length > 0 ? null : expiryOf(room.meeting, now),
    letters,
  });
  return { result, room: next, version: version + 1 };
}

/** Registers the suite for one adapter. */
export function testStore(name: string, open: () => Promise<Opened>): void {
  const test = (what: string, run: (store: Store) => Promise<void>) =>
    Deno.test(`[R5] store ${name}: ${what}`, async () => {
      const { backend, dispose } = await open();
      try {
        await run(backend.store);
      } finally {
        await backend.bus.close();
        await backend.store.close();
        await backend.store.close();
        await dispose();
      }
    });

  async function created(store: Store, room = emptyRoom(meetingOf())): Promise<Known> {
    assert.equal(await store.create(room.meeting, expiry), true);
    return { room, version: 0 };
  }

  test("gives back what was created", async (store) => {
    const passcode = {
      algorithm: "PBKDF2-SHA-256",
      iterations: 600_000,
      salt: "c2FsdA==",
      hash: "aGFzaA==",
    } as const;
    const { room } = await created(store, emptyRoom(meetingOf({ passcode, lobby: true })));
    assert.deepEqual(await store.load("123456789"), { room, version: 0, recent: [] });
    assert.equal(await store.load("999999999"), null);
  });

  test("never gives an id twice", async (store) => {
    const results = await Promise.all(
      Array.from(
        { length: 10 },
        (_, n) => store.create(meetingOf({ title: `Title ${n}` }), expiry),
      ),
    );
    assert.equal(results.filter(Boolean).length, 1);
    const winner = results.indexOf(true);
    assert.equal((await store.load("123456789"))?.room.meeting.title, `Title ${winner}`);
  });

  test("stores a change against the version it was made of, and nothing else", async (store) => {
    const start = { room: emptyRoom(meetingOf()), version: 0 };
    assert.equal((await commitEvent(store, start, joinOf(0))).result, "gone");
    assert.equal(await store.load("123456789"), null);
    await created(store);
    const first = await commitEvent(store, start, joinOf(0));
    assert.equal(first.result, "stored");
    assert.equal((await commitEvent(store, start, joinOf(1))).result, "stale");
    assert.deepEqual((await store.load("123456789"))?.room, first.room);
  });

  test("of changes made of the same version one is stored", async (store) => {
    const start = await created(store);
    const tries = await Promise.all([0, 1, 2, 3].map((n) => commitEvent(store, start, joinOf(n))));
    const stored = tries.filter(({ result }) => result === "stored");
    assert.equal(stored.length, 1);
    assert.deepEqual((await store.load("123456789"))?.room, stored[0]?.room);
  });

  test("keeps seats, roles, hands, the lobby, removals, chat and numbers", async (store) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEvent, { maxLength: 30 }),
        fc.boolean(),
        async (events, lobby) => {
          let known = await created(store, emptyRoom(meetingOf({ lobby })));
          for (const event of events) {
            const [next, effects] = reduceRoom(known.room, event);
            if (next === known.room || effects[0]?.type === "refuse") continue;
            const { result, ...after } = await commitEvent(store, known, event);
            assert.equal(result, "stored");
            known = after;
          }
          const stored = await store.load("123456789");
          assert.deepEqual(stored?.room, JSON.parse(JSON.stringify(known.room)));
          assert.equal(stored?.version, known.version);
          await erase(store, known);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("keeps the last 200 chat messages, and no more", async (store) => {
    let known: Known = await commitEvent(store, await created(store), joinOf(0));
    for (let n = 0; n < 230; n++) {
      const chat = { type: "chat", muid: muidOf(0), text: `${n}`, id: `${n}`, now } as const;
      known = await commitEvent(store, known, chat);
    }
    const stored = await store.load("123456789");
    assert.deepEqual(stored?.room.chat.map(({ text }) => text).at(0), "30");
    assert.deepEqual(stored?.room, known.room);
  });

  test("holds many removals", async (store) => {
    let known: Known = await commitEvent(store, await created(store), joinOf(0));
    for (let n = 1; n <= 120; n++) {
      known = await commitEvent(store, known, joinOf(n));
      const muid = muidOf(0);
      const remove = { type: "remove", muid, target: muidOf(n), ticket: `ticket-${n}` } as const;
      known = await commitEvent(store, known, remove);
    }
    assert.deepEqual((await store.load("123456789"))?.room, known.room);
  });

  test("deletes a meeting that is over, with all that belonged to it", async (store) => {
    const known = await commitEvent(store, await created(store), joinOf(0));
    assert.equal(await erase(store, known), "stored");
    assert.equal(await store.load("123456789"), null);
    assert.equal((await commitEvent(store, known, joinOf(1))).result, "gone");
    await created(store);
    assert.deepEqual(
      (await store.load("123456789"))?.room.participants,
      [],
      "the id is free again",
    );
  });

  test("what it gave is not changed by what is stored later", async (store) => {
    const start = await created(store);
    const before = await store.load("123456789");
    await commitEvent(store, start, joinOf(0));
    assert.deepEqual(before?.room.participants, []);
  });

  test("tells which meetings nobody came to", async (store) => {
    const start = await created(store);
    assert.deepEqual(await store.expired(expiry - 1), []);
    assert.deepEqual(await store.expired(expiry), ["123456789"]);
    const joined = await commitEvent(store, start, joinOf(0));
    assert.deepEqual(await store.expired(expiry), [], "somebody is in it");
    const dropped = await commitEvent(store, joined, dropOf(0));
    assert.deepEqual(await store.expired(expiry), [], "somebody may come back");
    await commitEvent(store, dropped, { type: "expire", muid: muidOf(0), until: 30_000 });
    const day = 24 * 60 * 60 * 1_000;
    assert.deepEqual(await store.expired(now + day - 1), []);
    assert.deepEqual(await store.expired(now + day), ["123456789"]);
  });

  test("[O6] keeps letters with the change they tell of, in order, until they have arrived", async (store) => {
    const letter = (id: string): Letter => ({ id, at: now, body: `{"of":"${id}"}` });
    const room = emptyRoom(meetingOf());
    await store.create(room.meeting, expiry, [letter("z")]);
    const start = { room, version: 0 };
    const joined = await commitEvent(store, start, joinOf(0), [letter("y"), letter("x")]);
    const stale = await commitEvent(store, start, joinOf(1), [letter("never")]);
    assert.equal(stale.result, "stale");
    assert.equal(await store.create(room.meeting, expiry, [letter("taken")]), false);
    await commitEvent(store, joined, joinOf(2), [letter("w")]);
    assert.deepEqual(await store.outbox.take(3), [letter("z"), letter("y"), letter("x")]);
    await store.outbox.drop("y");
    assert.deepEqual((await store.outbox.take(9)).map(({ id }) => id), ["z", "x", "w"]);
    for (const { id } of await store.outbox.take(9)) await store.outbox.drop(id);
    assert.deepEqual(await store.outbox.take(9), []);
    await store.outbox.drop("y");
  });

  test("names every meeting, with people and without, until it is over", async (store) => {
    assert.deepEqual(await store.ids(), []);
    const known = await commitEvent(store, await created(store), joinOf(0));
    await created(store, emptyRoom(meetingOf({ id: "987654321" })));
    assert.deepEqual((await store.ids()).toSorted(), ["123456789", "987654321"]);
    await erase(store, known);
    assert.deepEqual(await store.ids(), ["987654321"]);
  });

  test("says that it works", async (store) => {
    await store.check();
  });
}

/** The end of a meeting, whoever is in it. */
async function erase(store: Store, { room, version }: Known): Promise<CommitResult> {
  const effects = [{ type: "erase" }] as const;
  return await store.commit({
    version,
    before: room,
    after: null,
    effects,
    at: now,
    expiresAt: null,
  });
}
