// What every store does; run against each adapter with its real engine.

import assert from "node:assert/strict";
import type { Store } from "../../lib/server/store.ts";
import { meetingOf } from "../fakes/rooms.ts";

/** Registers the suite for one adapter; `open` makes an empty store and `dispose` takes it down. */
export function testStore(
  name: string,
  open: () => Promise<{ store: Store; dispose: () => Promise<void> }>,
): void {
  const test = (what: string, run: (store: Store) => Promise<void>) =>
    Deno.test(`[R5] store ${name}: ${what}`, async () => {
      const { store, dispose } = await open();
      try {
        await run(store);
      } finally {
        await store.close();
        await store.close();
        await dispose();
      }
    });

  test("gives back what was created", async (store) => {
    const passcode = {
      algorithm: "PBKDF2-SHA-256",
      iterations: 600_000,
      salt: "c2FsdA==",
      hash: "aGFzaA==",
    } as const;
    const removals = [{ ticket: "t", subject: "s", name: "Ana" }];
    const meeting = meetingOf({ passcode, removals, lobby: true });
    assert.equal(await store.create(meeting), true);
    assert.deepEqual(await store.get(meeting.id), meeting);
    assert.equal(await store.get("999999999"), null);
  });

  test("never gives an id twice", async (store) => {
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, n) => store.create(meetingOf({ title: `Title ${n}` }))),
    );
    assert.equal(results.filter(Boolean).length, 1);
    const winner = results.indexOf(true);
    assert.equal((await store.get("123456789"))?.title, `Title ${winner}`);
  });

  test("updates what is there and nothing else", async (store) => {
    assert.equal(await store.update(meetingOf()), false);
    assert.equal(await store.get("123456789"), null);
    await store.create(meetingOf());
    assert.equal(await store.update(meetingOf({ locked: true })), true);
    assert.equal((await store.get("123456789"))?.locked, true);
  });

  test("deletes, and deleting twice is no error", async (store) => {
    await store.create(meetingOf());
    await store.delete("123456789");
    await store.delete("123456789");
    assert.equal(await store.get("123456789"), null);
    assert.equal(await store.create(meetingOf()), true, "the id is free again");
  });

  test("what it gave is not changed by what is stored later", async (store) => {
    await store.create(meetingOf());
    const before = await store.get("123456789");
    await store.update(meetingOf({ title: "Other" }));
    assert.equal(before?.title, "Weekly");
  });

  test("says that it works", async (store) => {
    await store.check();
  });
}
