import { noNews } from "../../../lib/server/webhooks/mod.ts";
import assert from "node:assert/strict";
import { createLiveRoom } from "../../../lib/server/rooms/live_room.ts";
import type { Outcome } from "../../../lib/server/rooms/membership.ts";
import { openMemoryBackend } from "../../../lib/server/stores/memory.ts";
import { createReplica } from "../../../lib/server/rooms/replica.ts";
import type { Commit, CommitResult, Store, StoredRoom } from "../../../lib/server/stores/store.ts";
import { emptyRoom, type Room, type RoomEvent } from "../../../lib/shared/room/state.ts";
import { createManualClock } from "../../fakes/manual_clock.ts";
import { joinOf, meetingOf, muidOf, roomAfter } from "../../fakes/rooms.ts";

const chat: RoomEvent = { type: "chat", muid: muidOf(0), text: "hi", id: "1", now: 1 };

/** A store with one room, which a test may change behind everybody's back. */
function createFickleStore(room: Room) {
  const commits: Commit[] = [];
  const fickle = {
    stored: { version: 5, room, recent: [] } as StoredRoom,
    fail: false,
    commits,
  };
  const store: Pick<Store, "commit" | "since" | "load"> = {
    commit(commit): Promise<CommitResult> {
      if (fickle.fail) return Promise.reject(new Error("gone for now"));
      if (commit.version !== fickle.stored.version) return Promise.resolve("stale");
      commits.push(commit);
      const next = commit.after ?? commit.before;
      fickle.stored = { version: commit.version + 1, room: next, recent: [] };
      return Promise.resolve("stored");
    },
    since: () => Promise.resolve(null),
    load: () => Promise.resolve(fickle.stored),
  };
  return { fickle, store: { ...openMemoryBackend().store, ...store } };
}

function setUp() {
  const room = roomAfter([joinOf(0), joinOf(1)]);
  const { fickle, store } = createFickleStore(room);
  const said: string[] = [];
  const replica = createReplica(fickle.stored, {
    news: noNews,
    store,
    clock: createManualClock(),
    onChange: () => said.push("change"),
    onGone: () => said.push("gone"),
    onRollback: () => said.push("rollback"),
  });
  return { room, fickle, replica, said };
}

Deno.test("[R3][R5] a store that lost what was told goes on with numbers nobody has seen", async () => {
  const { room, fickle, replica, said } = setUp();
  for (let n = 0; n < 3; n++) await replica.execute(chat);
  const shown = replica.room.seq;
  fickle.stored = { version: 6, room, recent: [] };
  await replica.catchUp();
  assert.deepEqual(said, ["rollback"]);
  assert.ok(replica.room.seq > shown);
  assert.equal(fickle.stored.room.seq, replica.room.seq);
  await replica.execute(chat);
  assert.equal(replica.room.seq, shown + 2);
});

Deno.test("[R14] a store that fails in the middle of that is asked again", async () => {
  const { room, fickle, replica, said } = setUp();
  await replica.execute(chat);
  const shown = replica.room.seq;
  fickle.stored = { version: 3, room, recent: [] };
  fickle.fail = true;
  await assert.rejects(replica.catchUp(), /gone for now/);
  assert.deepEqual(said, []);
  fickle.fail = false;
  await replica.catchUp();
  assert.deepEqual(said, ["rollback"]);
  assert.ok(replica.room.seq > shown);
});

Deno.test("[R14] a room that is given up answers whoever still waits", async () => {
  const backend = openMemoryBackend();
  const { promise: stuck, resolve: free } = Promise.withResolvers<CommitResult>();
  const store = { ...backend.store, commit: () => stuck };
  const room = createLiveRoom(
    { version: 1, room: { ...emptyRoom(meetingOf()), ...roomAfter([joinOf(0)]) }, recent: [] },
    {
      store,
      news: noNews,
      bus: backend.bus,
      clock: createManualClock(),
      log: () => {},
      graceMs: 1,
      onClosed() {},
    },
  );
  const outcomes: Outcome[] = [];
  const answered = Promise.withResolvers<void>();
  for (let n = 0; n < 3; n++) {
    room.dispatch({ type: "chat", muid: muidOf(0), text: "hi", id: `${n}`, now: 1 }, (outcome) => {
      outcomes.push(outcome);
      if (outcomes.length === 3) answered.resolve();
    });
  }
  room.abandon();
  free("fenced");
  await answered.promise;
  room.dispatch({ type: "chat", muid: muidOf(0), text: "hi", id: "4", now: 1 }, (outcome) => {
    outcomes.push(outcome);
  });
  const errors = outcomes.map((outcome) => outcome.kind === "refused" && outcome.refusal.error);
  assert.deepEqual(errors, Array(4).fill("UNAVAILABLE"));
});
