import assert from "node:assert/strict";
import type { Broadcast } from "../../../lib/server/rooms/mod.ts";
import { createEventBuffer } from "../../../lib/server/rooms/event_buffer.ts";
import { createManualClock } from "../../fakes/manual_clock.ts";

function makeBuffer() {
  const clock = createManualClock();
  const buffer = createEventBuffer(clock);
  let seq = 0;
  const push = (state: string | null, text = "x"): Broadcast => {
    const broadcast = { text, seq: ++seq, state };
    buffer.push(broadcast, clock.now());
    return broadcast;
  };
  return { clock, buffer, push, missed: (from: number) => buffer.since(from)?.map((b) => b.seq) };
}

Deno.test("[R3] what was missed is told in order, without what a later one tells anew", () => {
  const { push, missed } = makeBuffer();
  push(null);
  push("room");
  push("user:a");
  push("user:a");
  push("user:b");
  push(null);
  assert.deepEqual(missed(1), [2, 4, 5, 6]);
  push("room");
  assert.deepEqual(missed(1), [6, 7]);
  assert.deepEqual(missed(6), [7]);
  assert.deepEqual(missed(7), []);
});

Deno.test("[R3] after too many, too long, or a gap nobody says what was missed", () => {
  const { clock, buffer, push, missed } = makeBuffer();
  for (let i = 0; i < 300; i++) push(null);
  assert.equal(missed(10), undefined);
  assert.equal(missed(44)?.length, 256);
  assert.equal(missed(301), undefined, "never told");
  clock.advance(60_001);
  assert.equal(missed(299), undefined, "forgotten");
  assert.deepEqual(missed(300), []);
  buffer.skipTo(400);
  assert.equal(missed(300), undefined);
});

Deno.test("[S7] a room remembers no more bytes than it may, and a room told again and again is told once", () => {
  const { push, missed } = makeBuffer();
  const whole = "r".repeat(200_000);
  for (let i = 0; i < 100; i++) push("room", whole);
  assert.deepEqual(missed(1), [100], "one copy of it");
  for (let i = 0; i < 100; i++) push(null, "c".repeat(24_000));
  assert.equal(missed(100), undefined, "the oldest had to go");
  assert.equal(missed(160)?.length, 40);
});
