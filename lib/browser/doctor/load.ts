// Puts load on an open loopback: first the pace of a call, to see what gets lost; then as much as the
// path takes, to see how much that is.

import type { Load } from "./judge.ts";
import type { Loopback } from "./loopback.ts";
import type { ProbeDeps } from "./ports.ts";
import { pause } from "./wait.ts";

/** 500 bytes every 10 ms are 400 kbit/s: a call with a small picture. */
const paced = { bytes: 500, everyMs: 10, count: 100 };
const flood = { bytes: 1_100, lookMs: 5, lastsMs: 1_000 };
/** Enough to keep a path of 30 Mbit/s and 30 ms busy between two looks. */
const mostBuffered = 128 * 1_024;
/** The last messages of each part are still under way. */
const settleMs = 400;

const pacedMark = 1;
const floodMark = 2;

/** Measures loss and throughput, about 3 s. */
export async function measureLoad(deps: ProbeDeps, loopback: Loopback): Promise<Load> {
  const { clock, signal } = deps;
  const { near } = loopback;
  const wait = (limitMs: number) => pause({ clock, signal, limitMs });
  let received = 0;
  let bytes = 0;
  let firstAt: number | null = null;
  let lastAt = 0;
  loopback.onData = (data) => {
    if (new Uint8Array(data)[0] === pacedMark) received++;
    else {
      lastAt = clock.now();
      // The first one starts the clock and does not count.
      if (firstAt === null) firstAt = lastAt;
      else bytes += data.byteLength;
    }
  };

  const pacedFrom = clock.now();
  let sent = 0;
  while (sent < paced.count && !signal.aborted) {
    // Timers come late; the pace is kept all the same.
    const due = Math.min(paced.count, 1 + Math.floor((clock.now() - pacedFrom) / paced.everyMs));
    for (; sent < due; sent++) near.send(message(pacedMark, paced.bytes));
    await wait(paced.everyMs);
  }
  await wait(settleMs);

  const floodUntil = clock.now() + flood.lastsMs;
  while (clock.now() < floodUntil && !signal.aborted) {
    let room = mostBuffered - near.bufferedAmount;
    for (; room > 0; room -= flood.bytes) near.send(message(floodMark, flood.bytes));
    await wait(flood.lookMs);
  }
  await wait(settleMs);
  return { sent, received, bytes, tookMs: firstAt === null ? 0 : lastAt - firstAt };
}

function message(mark: number, bytes: number): ArrayBuffer {
  const data = new Uint8Array(bytes);
  data[0] = mark;
  return data.buffer;
}
