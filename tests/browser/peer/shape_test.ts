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
    assert.deepEqual(toEncoding(chooseShape(people, 0), { width: 1280, height: 720 }), {
      active: false,
    });
  }
  assert.equal(chooseShape(6, 2_000).height, 540, "a big tile in a call of six gets more");
  assert.equal(
    toEncoding(chooseShape(4, null), { width: 1280, height: 720 }).scaleResolutionDownBy,
    2,
  );
  assert.equal(
    toEncoding(chooseShape(2, null), { width: 640, height: 480 }).scaleResolutionDownBy,
    1,
    "never scaled up",
  );
});

Deno.test("quality: what is drawn smaller than its tile is sent no larger", () => {
  const upright = { width: 720, height: 1280 };
  const wide = { width: 1280, height: 720 };
  /** The short side that is sent of a picture for a tile of this size, in a call of four. */
  const sent = (captured: typeof wide, width: number, height: number) => {
    const { scaleResolutionDownBy = 0 } = toEncoding(
      { ...chooseShape(4, height), width },
      captured,
    );
    return Math.round(720 / scaleResolutionDownBy);
  };
  assert.equal(sent(upright, 640, 360), 180, "whole in a wide tile: 202 by 360");
  assert.equal(sent(wide, 360, 720), 180, "whole in an upright tile: 360 by 202");
  assert.equal(sent(upright, 360, 640), 360, "filling an upright tile");
  assert.equal(sent(wide, 640, 360), 360);
  for (const captured of [upright, wide]) {
    for (let width = 90; width < 900; width += 45) {
      for (let height = 90; height < 900; height += 45) {
        const most = Math.max(60, Math.min(height, 720));
        assert.ok(sent(captured, width, height) <= most);
      }
    }
  }
});
