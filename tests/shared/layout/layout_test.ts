// Who is big, who is small and on which page: tables, and what holds for every crowd and every stage.

import assert from "node:assert/strict";
import fc from "fast-check";
import { arrange } from "../../../lib/shared/layout/arrange.ts";
import {
  type Corner,
  cornerBox,
  corners,
  moveCorner,
  nearestCorner,
  nextCorner,
} from "../../../lib/shared/layout/corner.ts";
import {
  allTiles,
  type Cast,
  isScreen,
  type LayoutEvent,
  muidOf,
  paginate,
  personTile,
  reduceLayout,
  type Scene,
  setScene,
  shownView,
  startLayout,
  type TileId,
  type View,
  watchedTile,
} from "../../../lib/shared/layout/layout.ts";

const cast = (others: string, change: Partial<Cast> = {}): Cast => ({
  others: [...others],
  self: "me",
  screens: [],
  sharing: null,
  activeSpeaker: null,
  ...change,
});
const pin = (tile: "person:b" | "screen:b"): LayoutEvent => ({ kind: "pin", tile });
const choose = (view: View, focus: "screen:b" | null = null): LayoutEvent => ({
  kind: "view",
  view,
  focus,
});

/** The scene in short: "big | small … | corner". */
function short({ focus, rest, corner }: Scene): string {
  const name = (tile: string) => tile.replace("person:", "");
  return [focus ?? "", rest.join(" "), corner ?? ""].map((part) =>
    part.split(" ").map(name).join(" ")
  ).join(" | ");
}

const scenes: [string, View, Cast, string, ...LayoutEvent[]][] = [
  ["alone", "grid", cast(""), " |  | me"],
  ["alone in speaker view", "speaker", cast(""), " |  | me"],
  ["alone and sharing", "grid", cast("", { sharing: "me" }), " | screen:me me | "],
  ["with one other", "grid", cast("a"), "a |  | me"],
  ["with one other, hidden myself", "grid", cast("a", { self: null }), "a |  | "],
  ["with one other while sharing", "grid", cast("a", { sharing: "me" }), "a | screen:me | me"],
  ["three in the grid", "grid", cast("ab"), " | a b me | "],
  ["nobody spoke yet", "speaker", cast("ab"), "a | b | me"],
  ["who speaks is big", "speaker", cast("ab", { activeSpeaker: "b" }), "b | a | me"],
  ["who spoke is gone", "speaker", cast("ab", { activeSpeaker: "x" }), "a | b | me"],
  ["the grid knows no speaker", "grid", cast("ab", { activeSpeaker: "b" }), " | a b me | "],
  ["a share is big", "grid", cast("ab", { screens: ["b"] }), "screen:b | a b me | "],
  ["a share of the only other", "grid", cast("b", { screens: ["b"] }), "screen:b | b me | "],
  [
    "the newest share",
    "grid",
    cast("ab", { screens: ["a", "b"] }),
    "screen:b | screen:a a b me | ",
  ],
  ["my own share is not", "grid", cast("ab", { sharing: "me" }), " | a b screen:me me | "],
  ["a pin", "grid", cast("ab"), "b | a | me", pin("person:b")],
  ["a pin and its undo", "grid", cast("ab"), " | a b me | ", pin("person:b"), pin("person:b")],
  [
    "a pin beats the speaker",
    "speaker",
    cast("ab", { activeSpeaker: "a" }),
    "b | a | me",
    pin("person:b"),
  ],
  [
    "a pin beats a new share",
    "grid",
    cast("ab", { screens: ["a"] }),
    "b | screen:a a | me",
    pin("person:b"),
  ],
  ["a pin of somebody gone", "grid", cast("ac"), " | a c me | ", pin("person:b")],
  [
    "a share put away",
    "grid",
    cast("ab", { screens: ["b"] }),
    " | screen:b a b me | ",
    choose("grid", "screen:b"),
  ],
  [
    "a share put away and taken back",
    "grid",
    cast("ab", { screens: ["b"] }),
    "screen:b | a b me | ",
    choose("grid", "screen:b"),
    choose("speaker"),
  ],
  ["choosing a view unpins", "grid", cast("ab"), " | a b me | ", pin("person:b"), choose("grid")],
];

for (const [name, view, given, expected, ...events] of scenes) {
  Deno.test(`[F4] what is big: ${name}`, () => {
    const state = events.reduce(reduceLayout, startLayout(view));
    assert.equal(short(setScene(state, given)), expected);
  });
}

Deno.test("[F4] a share that ends gives back what was before; the next one is big again", () => {
  let state = reduceLayout(startLayout("grid"), choose("grid", "screen:b"));
  const during = cast("ab", { screens: ["b"] });
  const show = (given: Cast) => {
    state = reduceLayout(state, { kind: "cast", tiles: allTiles(given) });
    return short(setScene(state, given));
  };
  assert.equal(show(during), " | screen:b a b me | ");
  assert.equal(show(cast("ab")), " | a b me | ");
  assert.equal(show(during), "screen:b | a b me | ");
});

Deno.test("[F4] the view that is told is the one that is seen", () => {
  const shared = cast("ab", { screens: ["b"] });
  const told = (view: View, given: Cast, ...events: LayoutEvent[]) => {
    const state = events.reduce(reduceLayout, startLayout(view));
    return shownView(state, setScene(state, given));
  };
  assert.equal(told("grid", cast("ab")), "grid");
  assert.equal(told("grid", shared), "speaker");
  assert.equal(told("grid", shared, choose("grid", "screen:b")), "grid");
  assert.equal(told("grid", cast("ab"), pin("person:b")), "speaker");
  assert.equal(told("grid", cast("a")), "grid");
});

Deno.test("[F4] a single picture shows the big screen, else who speaks, else somebody", () => {
  const watched = (given: Cast, ...events: LayoutEvent[]) => {
    const state = events.reduce(reduceLayout, startLayout("grid"));
    return watchedTile(setScene(state, given), given);
  };
  assert.equal(watched(cast("ab", { screens: ["b"], activeSpeaker: "a" })), "screen:b");
  assert.equal(watched(cast("ab", { activeSpeaker: "b" })), "person:b");
  assert.equal(watched(cast("ab"), pin("person:b")), "person:b");
  assert.equal(watched(cast("ab")), "person:a");
  assert.equal(watched(cast("")), null);
});

Deno.test("[F4] pages: ourselves end the first, nobody is on two or on none", () => {
  const pages = (capacity: number, own: TileId[] = ["person:me"]) => {
    const rest: TileId[] = [..."abcde"].map(personTile);
    return paginate({ rest: [...rest, ...own], own }, capacity)
      .map((page) => page.map((tile) => isScreen(tile) ? tile : muidOf(tile)).join(" "));
  };
  assert.deepEqual(pages(6), ["a b c d e me"]);
  assert.deepEqual(pages(4), ["a b c me", "d e"]);
  assert.deepEqual(pages(2), ["a me", "b c", "d e"]);
  assert.deepEqual(pages(1), ["a", "me", "b", "c", "d", "e"]);
  assert.deepEqual(pages(4, []), ["a b c d", "e"]);
  assert.deepEqual(pages(4, ["screen:me", "person:me"]), ["a b screen:me me", "c d e"]);
});

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
  assert.deepEqual(pages, [[3], [4], [6], [9], [12], [10, 3], [10, 6]]);
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

Deno.test("[F4] one's own picture goes to the corner it is sent to, and never on a name", () => {
  const area = { x: 100, y: 0, width: 800, height: 450 };
  const size = { width: 160, height: 90 };
  for (const corner of corners) {
    const box = cornerBox(corner, area, size);
    assert.equal(nearestCorner(box, area), corner);
    assert.ok(box.x >= area.x && box.x + size.width <= area.x + area.width);
    assert.ok(box.y >= area.y && box.y + size.height <= area.y + area.height);
  }
  const lowerEdge = (corner: Corner) => cornerBox(corner, area, size).y + size.height;
  assert.ok(lowerEdge("bottom-left") <= area.height - 40);
});

Deno.test("[F4][F17] arrow keys reach every corner, other keys none", () => {
  assert.equal(moveCorner("bottom-right", "ArrowUp"), "top-right");
  assert.equal(moveCorner("top-right", "ArrowLeft"), "top-left");
  assert.equal(moveCorner("top-left", "ArrowDown"), "bottom-left");
  assert.equal(moveCorner("bottom-left", "ArrowRight"), "bottom-right");
  assert.equal(moveCorner("bottom-left", "ArrowLeft"), "bottom-left");
  assert.equal(moveCorner("top-right", "x"), "top-right");
  const round = corners.reduce<Corner[]>(
    (seen) => [...seen, nextCorner(seen.at(-1) ?? "top-left")],
    [],
  );
  assert.deepEqual(new Set(round), new Set(corners));
});
