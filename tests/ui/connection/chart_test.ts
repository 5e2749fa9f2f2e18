// Where the lines of a chart run, and what its table says.

import assert from "node:assert/strict";
import { digest, linePath, niceTop } from "../../../lib/ui/connection/chart.ts";

const box = { now: 120_000, top: 10, width: 120, height: 100 };

Deno.test("[F13] the scale is round, has room for all, and shows small things small", () => {
  const table: [number[], number, number][] = [
    [[], 100, 100],
    [[3, 40], 100, 100],
    [[101], 100, 200],
    [[0.3], 0.05, 0.3],
    [[29.7], 20, 30],
    [[1_400_000], 200_000, 2_000_000],
    [[999], 1, 1_000],
  ];
  for (const [values, floor, top] of table) {
    assert.ok(Math.abs(niceTop(values, floor) / top - 1) < 1e-9, `${values}`);
  }
});

Deno.test("[F13] a line runs from old to new, and breaks where nothing was measured", () => {
  const points = [
    { at: -1, value: 5 },
    { at: 0, value: 0 },
    { at: 2_000, value: 10 },
    { at: 4_000, value: null },
    { at: 118_000, value: 99 },
    { at: 120_000, value: 5 },
  ];
  assert.equal(linePath(points, box), "M0 100h0.01L2 0M118 0h0.01L120 50");
  assert.equal(linePath([], box), "");
});

Deno.test("[F13] the table says now, average and highest", () => {
  const points = [1, null, 5, 3].map((value, at) => ({ at, value }));
  assert.deepEqual(digest(points), { now: 3, average: 3, highest: 5 });
  assert.deepEqual(digest([{ at: 0, value: null }]), { now: null, average: null, highest: null });
});
