// Where tiles stand, and on which page: tables, and what holds for every crowd and every stage.

import assert from "node:assert/strict";
import fc from "fast-check";
import { arrange } from "../../../lib/shared/layout/arrange.ts";
import {
  type Cast,
  isScreen,
  setScene,
  startLayout,
  type View,
} from "../../../lib/shared/layout/scene.ts";
import { cast } from "./cast.ts";

const wide = { width: 1264, height: 680 };
const upright = { width: 374, height: 724 };

function layOut(stage: typeof wide, given: Cast, view: View = "grid", page = 0) {
  const scene = setScene(startLayout(view), given);
  return { scene, ...arrange(scene, { stage, page, corner: "bottom-right" }) };
}
const crowd = (count: number) => "abcdefghijklmno".slice(0, count - 1);

Deno.test("[F3][F4] from 1 to 16 people fill a desktop without pages, in rows as expected", () => {
  const columns = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16].map((count) => {
    const { boxes, pages } = layOut(wide, cast(crowd(count)));
    assert.equal(pages.length, 1);
    assert.equal(boxes.size, count);
    return new Set([...boxes.values()].map((box) => box.y)).size;
  });
  assert.deepEqual(columns, [2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4]);
});

Deno.test("[F3][F4] on an upright phone up to 12 people share a page, more turn pages", () => {
  const pages = [3, 4, 6, 9, 12, 13, 16].map((count) =>
    layOut(upright, cast(crowd(count))).pages.map((page) => page.length)
  );
  assert.deepEqual(pages, [[3], [4], [6], [9], [12], [12, 1], [12, 4]]);
});

Deno.test("[F3][F4] on a phone that lies down, and on a small one, no more people turn pages than have to", () => {
  const sizes = (stage: typeof wide, view: View = "grid") =>
    [9, 12, 16].map((count) =>
      layOut(stage, cast(crowd(count)), view).pages.map((page) => page.length)
    );
  assert.deepEqual(sizes({ width: 828, height: 270 }), [[9], [12], [14, 2]]);
  assert.deepEqual(sizes({ width: 304, height: 520 }), [[6, 3], [6, 6], [6, 6, 4]]);
  const beside = sizes({ width: 828, height: 270 }, "speaker");
  assert.ok(beside.every(([first = 0]) => first >= 3), JSON.stringify(beside));
});

Deno.test("[F3][F17] on upright and low stages a face is never smaller with fewer people, and two fill the stage", () => {
  const stages = [upright, { width: 304, height: 520 }, { width: 828, height: 290 }, {
    width: 752,
    height: 880,
  }];
  for (const stage of stages) {
    const heights = Array.from({ length: 11 }, (_, at) => {
      const { boxes, scene } = layOut(stage, cast(crowd(at + 2)));
      const others = [...boxes].filter(([tile]) => tile !== scene.corner);
      return Math.min(...others.map(([, box]) => box.height));
    });
    const sorted = [...heights].sort((one, other) => other - one);
    assert.deepEqual(heights, sorted, `${stage.width} × ${stage.height}`);
    const [first] = [...layOut(stage, cast("a")).boxes.values()];
    assert.ok(first);
    const filled = (first.width * first.height) / (stage.width * stage.height);
    assert.ok(filled > 0.6, `${stage.width} × ${stage.height}: ${filled}`);
  }
});

Deno.test("[F4] beside a big picture the others stand where they cost it least", () => {
  const shared = cast("abc", { screens: ["a"] });
  const side = layOut(wide, shared);
  const screen = side.boxes.get("screen:a");
  assert.ok(screen && screen.width > 1000 && screen.height === wide.height);
  const below = layOut(upright, shared);
  assert.equal(below.boxes.get("screen:a")?.width, upright.width);
  assert.ok([...below.boxes].every(([tile, box]) => isScreen(tile) || box.y > 200));
});

const anyScene = fc.record({
  count: fc.integer({ min: 1, max: 16 }),
  view: fc.constantFrom<View>("grid", "speaker"),
  hasShare: fc.boolean(),
  isSharing: fc.boolean(),
  page: fc.integer({ min: 0, max: 20 }),
  width: fc.integer({ min: 240, max: 2600 }),
  height: fc.integer({ min: 160, max: 1500 }),
});

Deno.test("[F4] tiles never overlap, never leave the stage, and everybody has a page", () => {
  fc.assert(fc.property(anyScene, ({ count, view, hasShare, isSharing, page, width, height }) => {
    const given = cast(crowd(count), {
      screens: hasShare && count > 1 ? ["a"] : [],
      sharing: isSharing ? "me" : null,
    });
    const { boxes, pages, scene } = layOut({ width, height }, given, view, page);
    assert.deepEqual([...pages.flat()].sort(), [...scene.rest].sort());
    const flat = [...boxes].filter(([tile]) => tile !== scene.corner).map(([, box]) => box);
    for (const [index, one] of flat.entries()) {
      assert.ok(one.width > 0 && one.height > 0);
      assert.ok(one.x >= 0 && one.x + one.width <= width, "sticks out sideways");
      assert.ok(one.y >= 0 && one.y + one.height <= height, "sticks out below");
      for (const other of flat.slice(index + 1)) {
        const isApart = one.x + one.width <= other.x || other.x + other.width <= one.x ||
          one.y + one.height <= other.y || other.y + other.height <= one.y;
        assert.ok(isApart, "overlaps");
      }
    }
  }));
});

Deno.test("[F4] no space, or not measured yet, is no error", () => {
  assert.equal(layOut({ width: 0, height: 0 }, cast("abc")).page, 0);
});
