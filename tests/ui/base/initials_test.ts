import assert from "node:assert/strict";
import { initials } from "../../../lib/ui/base/initials.ts";

Deno.test("initials take the first and the last word", () => {
  const table = { "Ana Maria Lovelace": "AL", "ana": "A", "陈小明": "陈", "": "", "😀 x": "😀X" };
  for (const [name, letters] of Object.entries(table)) assert.equal(initials(name), letters);
});
