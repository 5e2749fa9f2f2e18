import assert from "node:assert/strict";
import { en } from "../../../../lib/ui/text/en/mod.ts";

Deno.test("[F7] sizes are written as file managers write them", () => {
  const sizes = [0, 999, 1_000, 54_321, 999_499, 999_500, 3_400_000, 200_000_000];
  assert.deepEqual(sizes.map(en.files.size), [
    ...["0 B", "999 B", "1 kB", "54 kB", "999 kB", "1.0 MB", "3.4 MB", "200 MB"],
  ]);
});
