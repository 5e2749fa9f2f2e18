// How tiles fill a stage.

import assert from "node:assert/strict";
import fc from "fast-check";
import { tileGrid } from "../../../lib/shared/layout/tiling.ts";

const stage = { gap: 8, minRatio: 4 / 3, maxRatio: 16 / 9 };

Deno.test("tiles stay inside the stage and keep their shape", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 200, max: 3000 }),
    fc.integer({ min: 200, max: 2000 }),
    (count, width, height) => {
      const grid = tileGrid(count, { ...stage, width, height });
      assert.ok(grid.columns * grid.rows >= count);
      assert.ok(grid.columns * grid.width + (grid.columns - 1) * 8 <= width);
      assert.ok(grid.rows * grid.height + (grid.rows - 1) * 8 <= height);
      if (grid.height < 20) return;
      // Whole pixels bend the shape a little.
      assert.ok(grid.width / grid.height < 16 / 9 + 0.1);
      assert.ok(grid.width / grid.height > 4 / 3 - 0.1);
    },
  ));
});

Deno.test("tiles are laid out as people expect on a wide stage", () => {
  const columns = [1, 2, 3, 4, 6, 9, 12, 16].map((count) =>
    tileGrid(count, { ...stage, width: 1264, height: 680 }).columns
  );
  assert.deepEqual(columns, [1, 2, 2, 2, 3, 3, 4, 4]);
});

Deno.test("no tiles, or no space, is no error", () => {
  assert.equal(tileGrid(0, { ...stage, width: 100, height: 100 }).height, 0);
  assert.equal(tileGrid(9, { ...stage, width: 0, height: 0 }).height, 0);
});
