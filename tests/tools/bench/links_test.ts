// What went over the links, and how far a call came.

import assert from "node:assert/strict";
import { compareLooks, type Look } from "../../bench/call/links.ts";
import { reachedBy } from "../../bench/call/reached.ts";

const look = (change: Partial<Look>): Look => ({
  connection: 0,
  at: 0,
  framesDecoded: 0,
  bytesSent: 0,
  samples: 0,
  concealed: 0,
  sent: [],
  ...change,
});

Deno.test("rates are of the time between the looks, each end's own", () => {
  const before = [[look({ at: 1_000, framesDecoded: 5, bytesSent: 1_000 })], [look({ at: 2_000 })]];
  const after = [
    [look({ at: 11_000, framesDecoded: 205, bytesSent: 126_000 })],
    [look({ at: 7_000, framesDecoded: 50, bytesSent: 62_500 })],
  ];
  const { frames, kbits } = compareLooks(before, after);
  assert.deepEqual(frames, [20, 10]);
  assert.deepEqual(kbits, [100, 100]);
});

Deno.test("a height counts where pictures of it were sent meanwhile", () => {
  const stream = (id: string, height: number, framesEncoded: number) => ({
    id,
    height,
    framesEncoded,
  });
  const before = [[look({ sent: [stream("still", 720, 9), stream("moving", 360, 9)] })]];
  const after = [[
    look({
      at: 1,
      sent: [stream("still", 720, 9), stream("moving", 540, 10), stream("new", 90, 1)],
    }),
  ]];
  assert.deepEqual(compareLooks(before, after).heights, [540, 90]);
});

Deno.test("made-up sound is a share of all, not a mean of shares", () => {
  const before = [[look({}), look({ connection: 1, samples: 100, concealed: 100 })]];
  const after = [[
    look({ at: 1, samples: 900, concealed: 10 }),
    look({ connection: 1, at: 1, samples: 200, concealed: 190 }),
  ]];
  assert.equal(compareLooks(before, after).concealed, 0.1);
  assert.ok(Number.isNaN(compareLooks(before, before).concealed), "no sound is not whole sound");
});

Deno.test("a connection is compared with itself, and one that is new with nothing", () => {
  const before = [[look({ connection: 3, framesDecoded: 10 })]];
  const after = [[
    look({ connection: 4, at: 1_000, framesDecoded: 99 }),
    look({ connection: 3, at: 1_000, framesDecoded: 30 }),
  ]];
  assert.deepEqual(compareLooks(before, after).frames, [20]);
});

Deno.test("a call is whole when every end of every link is there; time is from the first press", () => {
  const noted = (pressedAt: number | null, connectedAt: number[], shownAt: number[] = []) => ({
    pressedAt,
    connectedAt,
    shownAt,
  });
  const all = [
    noted(1_000, [2_000, 3_000], [2_500]),
    noted(1_500, [2_000, 4_000]),
    noted(1_200, [3_000, 4_100]),
  ];
  assert.deepEqual(reachedBy(all), {
    connected: 6,
    shown: 1,
    all: 6,
    connectedAfter: 3.1,
    shownAfter: null,
  });
  const half = [noted(1_000, [2_000]), noted(null, [])];
  assert.deepEqual(reachedBy(half), {
    connected: 1,
    shown: 0,
    all: 2,
    connectedAfter: null,
    shownAfter: null,
  });
});
