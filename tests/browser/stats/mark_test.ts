// The mark of a connection, as a table.

import assert from "node:assert/strict";
import { judgeQuality, type Quality } from "../../../lib/browser/stats/mark.ts";
import { emptySample, type LinkSample } from "../../../lib/browser/stats/rates.ts";

interface Moment {
  readonly lossDown?: number;
  readonly lossUp?: number;
  readonly rttMs?: number | null;
  readonly jitterMs?: number;
  readonly fps?: number;
  readonly due?: number;
  readonly bits?: number;
  readonly sound?: boolean;
}

function moment(change: Moment = {}): LinkSample {
  const { fps = 30, due = 30, lossDown = 0, lossUp = 0 } = change;
  const empty = emptySample(0, { fps: due, sound: change.sound ?? true });
  const camera = fps > 0 ? { width: 640, height: 360, fps, codec: "VP8" } : null;
  return {
    ...empty,
    path: "direct",
    rttMs: change.rttMs === undefined ? 20 : change.rttMs,
    jitterMs: change.jitterMs ?? 3,
    down: { ...empty.down, bitsPerS: change.bits ?? 500_000, loss: lossDown, camera },
    up: { ...empty.up, bitsPerS: 500_000, loss: lossUp },
  };
}
const thrice = (change: Moment) => [moment(change), moment(change), moment(change)];

const table: readonly [string, readonly LinkSample[], Quality][] = [
  ["all well", thrice({}), "good"],
  ["one sample is enough to begin", [moment()], "good"],
  ["loss that Opus hides", thrice({ lossDown: 0.02 }), "good"],
  ["some loss", thrice({ lossDown: 0.05 }), "fair"],
  ["much loss", thrice({ lossDown: 0.1 }), "poor"],
  ["much of ours gets lost", thrice({ lossUp: 0.2 }), "poor"],
  ["one bad moment", [moment({ lossDown: 0.08 }), moment(), moment()], "good"],
  ["what was long ago", [...thrice({ lossDown: 0.5 }), ...thrice({})], "good"],
  ["a long way", thrice({ rttMs: 400 }), "fair"],
  ["a very long way", thrice({ rttMs: 1_200 }), "poor"],
  ["a way of unknown length", thrice({ rttMs: null }), "good"],
  ["uneven", thrice({ jitterMs: 60 }), "fair"],
  ["very uneven", thrice({ jitterMs: 150 }), "poor"],
  ["a camera in the dark", thrice({ fps: 15 }), "good"],
  ["a picture that stutters", thrice({ fps: 9 }), "fair"],
  ["a picture that stands still", thrice({ fps: 0 }), "poor"],
  ["a slow picture where a slow one is due", thrice({ fps: 15, due: 15 }), "good"],
  ["a picture that has just begun", [moment({ fps: 0, due: 0 }), moment({ fps: 0 })], "good"],
  ["the worst counts", thrice({ rttMs: 400, lossDown: 0.3 }), "poor"],
  ["nothing comes though sound is due", thrice({ bits: 0, fps: 0, due: 0 }), "lost"],
  ["nothing comes and nothing is due", thrice({ bits: 0, fps: 0, due: 0, sound: false }), "good"],
];
for (const [what, samples, quality] of table) {
  Deno.test(`[F13] ${what}: ${quality}`, () => {
    assert.equal(judgeQuality("connected", samples), quality);
  });
}

Deno.test("[F13] the state of the link comes first", () => {
  assert.equal(judgeQuality("recovering", thrice({})), "lost");
  assert.equal(judgeQuality("failed", []), "lost");
  assert.equal(judgeQuality("connecting", []), null);
  assert.equal(judgeQuality("connected", []), null);
  assert.equal(judgeQuality("connected", [emptySample(0, { fps: 30, sound: true })]), null);
});
