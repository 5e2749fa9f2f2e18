// Nothing that the oldest browsers lack stands in what browsers run, unless it has a net.

import assert from "node:assert/strict";
import compatData from "@mdn/browser-compat-data" with { type: "json" };
import { type Feature, findTooNew, oldestBrowsers, usesOf } from "../../tools/oldest_browsers.ts";

const root = new URL("../../", import.meta.url).pathname;
const { javascript, api } = compatData as unknown as Record<"javascript" | "api", Feature>;
const tooNew = findTooNew(javascript.builtins as Feature, api);

async function* sourcesIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(root + folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* sourcesIn(path);
    else if (/\.tsx?$/.test(name) && !name.endsWith(".d.ts")) yield path;
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
