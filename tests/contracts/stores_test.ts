import assert from "node:assert/strict";
import { openKvBackend } from "../../lib/server/stores/kv.ts";
import { createMemoryHub, openMemoryBackend } from "../../lib/server/stores/memory.ts";
import { emptyRoom } from "../../lib/shared/room/state.ts";
import { createManualClock } from "../fakes/manual_clock.ts";
import { joinOf, meetingOf } from "../fakes/rooms.ts";
import { testBus } from "./bus_contract.ts";
import { commitEvent, testStore } from "./store_contract.ts";

const deps = { clock: createManualClock(), log: () => {} };

testStore("memory", () => {
  return Promise.resolve({ backend: openMemoryBackend(), dispose: () => Promise.resolve() });
});

testBus("memory", () => {
  const hub = createMemoryHub();
  return Promise.resolve({
    open: () => hub.open(),
    lose: hub.lose,
    dispose: () => Promise.resolve(),
  });
});

async function withDir(run: (path: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await run(`${dir}/test.sqlite3`);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

testStore("kv", async () => {
  const dir = await Deno.makeTempDir();
  const backend = await openKvBackend(`${dir}/test.sqlite3`, deps);
  return { backend, dispose: () => Deno.remove(dir, { recursive: true }) };
});

Deno.test("[R5] store kv: a room is there after the file is opened again, and its seats are lost ones", () =>
  withDir(async (path) => {
    const first = await openKvBackend(path, deps);
    await first.store.create(meetingOf(), 1);
    const start = { room: emptyRoom(meetingOf()), version: 0 };
    const { room } = await commitEvent(first.store, start, joinOf(0));
    await first.store.close();
    const second = await openKvBackend(path, deps);
    assert.deepEqual((await second.store.load("123456789"))?.room, room);
    const lost = await new Promise((resolve) =>
      second.bus.start({
        onMessage() {},
        onLost: (...told) => Promise.resolve(resolve(told)),
        onFenced() {},
        onBack() {},
      })
    );
    assert.deepEqual(lost, ["node-a", ["123456789"]]);
    await second.store.close();
  }));

Deno.test("[R5] store kv: a second process is refused while the first one is there", () =>
  withDir(async (path) => {
    const first = await openKvBackend(path, deps);
    await assert.rejects(
      openKvBackend(path, deps),
      /another process or worker .*CONFLUX_STORE=redis/,
    );
    await first.store.close();
    await (await openKvBackend(path, deps)).store.close();
  }));
