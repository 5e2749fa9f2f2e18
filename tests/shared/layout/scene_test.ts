// Who is big, who is small and on which page: tables.

import assert from "node:assert/strict";
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
} from "../../../lib/shared/layout/scene.ts";
import { cast } from "./cast.ts";

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
