import assert from "node:assert/strict";
import { createCounts } from "../../lib/server/counts.ts";

Deno.test("counts are per key, and taken off once", () => {
  const counts = createCounts(2);
  const leave = counts.add("a");
  counts.add("a");
  assert.deepEqual([counts.isFull("a"), counts.isFull("b")], [true, false]);
  leave();
  leave();
  assert.equal(counts.isFull("a"), false);
  counts.add("a");
  assert.equal(counts.isFull("a"), true);
});
