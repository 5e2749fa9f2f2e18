// The settings that there are, and those that the README names.

import assert from "node:assert/strict";
import { Env } from "../../lib/server/config_env.ts";

/** The names in the first column of the table of settings; `_X` after a name stands for its sibling. */
function namedIn(readme: string): Set<string> {
  const [, table = ""] = readme.split("## Settings");
  const rows = (table.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("| `"));
  return new Set(rows.flatMap((row) => {
    const [first = "", ...more] = [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)]
      .map(([, name = ""]) => name);
    const family = first.replace(/_[A-Z]+$/, "");
    return [first, ...more.map((name) => name.startsWith("_") ? family + name : name)];
  }));
}

Deno.test("[F18] the README names every setting, and none that there is not", async () => {
  const named = namedIn(await Deno.readTextFile(new URL("../../README.md", import.meta.url)));
  assert.deepEqual([...named].toSorted(), Object.keys(Env.shape).toSorted());
});
