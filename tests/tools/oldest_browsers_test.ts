// Nothing that the oldest browsers lack stands in what browsers run, unless it has a net.

import assert from "node:assert/strict";
import compatData from "@mdn/browser-compat-data" with { type: "json" };
import { newStylesOf, type StyleData } from "../../tools/oldest_styles.ts";
import { type Feature, findTooNew, oldestBrowsers, usesOf } from "../../tools/oldest_browsers.ts";

const root = new URL("../../", import.meta.url).pathname;
const { javascript, api } = compatData as unknown as Record<"javascript" | "api", Feature>;
const { css } = compatData as unknown as { css: StyleData };
const tooNew = findTooNew(javascript.builtins as Feature, api);

async function* sourcesIn(folder: string, kind = /\.tsx?$/): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(root + folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* sourcesIn(path, kind);
    else if (kind.test(name) && !name.endsWith(".d.ts")) yield path;
  }
}

Deno.test("what the oldest browsers lack is not used in what browsers run", async () => {
  const found: string[] = [];
  for (const folder of ["lib/browser", "lib/ui", "lib/shared", "islands"]) {
    for await (const path of sourcesIn(folder)) {
      const uses = usesOf(await Deno.readTextFile(root + path), tooNew);
      if (uses.length > 0) found.push(`${path}: ${uses.join(", ")}`);
    }
  }
  assert.deepEqual(found, []);
});

/** What the oldest browsers drop, and how it is there then. */
const goodWithout: Readonly<Record<string, string>> = {
  "field-sizing": "the field keeps its height and scrolls",
  "field-sizing: content": "the same",
  "scrollbar-width": "the bar is as wide as elsewhere",
  "scrollbar-width: thin": "the same",
  "text-wrap: pretty": "a last word stands alone",
  ":-webkit-progress-bar": "each of the three is one engine's, and the others drop it",
  ":-webkit-progress-value": "the same",
  ":-moz-progress-bar": "the same",
};

Deno.test("style sheets use nothing that the oldest browsers lack but what is good without", async () => {
  const found: string[] = [];
  for await (const path of sourcesIn("lib/ui", /\.css$/)) {
    const uses = newStylesOf(await Deno.readTextFile(root + path), css);
    found.push(...uses.filter((use) => !(use in goodWithout)).map((use) => `${path}: ${use}`));
  }
  assert.deepEqual(found, []);
});

Deno.test("what style sheets may use too early is noticed", () => {
  const table: [string, string[]][] = [
    ["a { field-sizing: content }", ["field-sizing", "field-sizing: content"]],
    ["a { text-align: match-parent }", ["text-align: match-parent"]],
    ["a { width: sibling-index() }", ["sibling-index()"]],
    ["a { color: light-dark(red, blue); inset: 0 }", []],
    ["a { user-select: all }", ["user-select"]],
    ["a { -webkit-user-select: all; user-select: all }", []],
    ["details:open { color: red }", [":open"]],
    ["@scope (.a) { b { color: red } }", ["@scope"]],
    ["@media (width >= 40rem) { a { --own: 1; color: red } }", []],
  ];
  for (const [source, uses] of table) assert.deepEqual(newStylesOf(source, css), uses, source);
});

Deno.test("what was found in people's hands, and its like, is noticed", () => {
  const table: [string, string[]][] = [
    ["const url = URL.parse(found);", ["URL.parse"]],
    ["await Promise.try(() => 1)", ["Promise.try"]],
    ["const both = one.union(other)", [".union()"]],
    ["Error.isError(error)", ["Error.isError"]],
    ["z.union([a, b])", []],
    ["list.toSorted().at(-1)", []],
    ["// URL.parse is too new", []],
    ["URL.canParse(text)", []],
  ];
  for (const [source, uses] of table) assert.deepEqual(usesOf(source, tooNew), uses, source);
});

Deno.test("the README names the oldest browsers as they are checked", async () => {
  const readme = (await Deno.readTextFile(`${root}README.md`)).replaceAll(/\s+/g, " ");
  const { safari, firefox, chrome } = oldestBrowsers;
  assert.ok(
    readme.includes(`Safari ${safari}, Firefox ${firefox} and Chromium ${chrome}`),
    "the sentence in README.md",
  );
});
