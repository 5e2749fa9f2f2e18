import assert from "node:assert/strict";
import { openKvStore } from "../../lib/server/store_kv.ts";
import { createMemoryStore } from "../../lib/server/store_memory.ts";
import { meetingOf } from "../fakes/rooms.ts";
import { testStore } from "./store_contract.ts";

testStore(
  "memory",
  () => Promise.resolve({ store: createMemoryStore(), dispose: () => Promise.resolve() }),
);

testStore("kv", async () => {
  const dir = await Deno.makeTempDir();
  const store = await openKvStore(`${dir}/test.sqlite3`);
  return { store, dispose: () => Deno.remove(dir, { recursive: true }) };
});

Deno.test("[R5] store kv: a meeting is there after the file is opened again", async () => {
  const dir = await Deno.makeTempDir();
  try {
    const first = await openKvStore(`${dir}/test.sqlite3`);
    await first.create(meetingOf());
    await first.close();
    const second = await openKvStore(`${dir}/test.sqlite3`);
    assert.deepEqual(await second.get("123456789"), meetingOf());
    await second.close();
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
