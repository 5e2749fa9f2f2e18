// How big the camera is sent to whom.

import assert from "node:assert/strict";
import { chooseShape, toEncoding } from "../../../lib/browser/peer/shape.ts";

Deno.test("quality: fewer pixels to each, the more people there are", () => {
  const heights = [2, 3, 4, 5, 6, 7, 12].map((people) => chooseShape(people, null).height);
  assert.deepEqual(heights, [720, 360, 360, 270, 270, 180, 180]);
  const rates = [2, 4, 6, 8].map((people) => chooseShape(people, null).maxBitrate);
  assert.deepEqual(rates, rates.toSorted((a, b) => b - a));
  assert.ok(chooseShape(4, null).maxFramerate >= 18, "BENCH.md: 4 people at 18 frames or more");
});

Deno.test("quality: never more than what is shown, and nothing of what is not shown", () => {
  for (const people of [2, 4, 6, 9]) {
    for (let shown = 60; shown < 1_200; shown += 37) {
      assert.ok(chooseShape(people, shown).height <= shown, `${people} people at ${shown} px`);
    }
    assert.deepEqual(toEncoding(chooseShape(people, 0), 720), { active: false });
  }
  assert.equal(chooseShape(6, 2_000).height, 540, "a big tile in a call of six gets more");
  assert.equal(toEncoding(chooseShape(4, null), 720).scaleResolutionDownBy, 2);
  assert.equal(toEncoding(chooseShape(2, null), 480).scaleResolutionDownBy, 1, "never scaled up");
});
