// Going into a picture: what is under the fingers stays there, and nothing but picture is ever seen.

import assert from "node:assert/strict";
import fc from "fast-check";
import { moveZoom, wholePicture, type Zoom, zoomAt } from "../../../lib/shared/layout/mod.ts";

const tile = { width: 800, height: 450 };
const point = fc.record({
  x: fc.double({ min: 0, max: tile.width, noNaN: true }),
  y: fc.double({ min: 0, max: tile.height, noNaN: true }),
});
const way = fc.record({
  x: fc.double({ min: -3_000, max: 3_000, noNaN: true }),
  y: fc.double({ min: -3_000, max: 3_000, noNaN: true }),
});
const factor = fc.double({ min: 0.1, max: 10, noNaN: true });
const step = fc.oneof(
  fc.tuple(factor, point).map(([by, at]) => (zoom: Zoom) => zoomAt(zoom, by, at, tile)),
  way.map((by) => (zoom: Zoom) => moveZoom(zoom, by, tile)),
);

Deno.test("[F6] whatever is pinched and dragged, the picture covers its tile, and no larger than eight times", () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    const { scale, x, y } = steps.reduce((zoom, take) => take(zoom), wholePicture);
    assert.ok(scale >= 1 && scale <= 8);
    assert.ok(x <= 0 && y <= 0, "nothing is bare at the upper left");
    assert.ok(x + tile.width * scale >= tile.width - 1e-6, "nor at the right");
    assert.ok(y + tile.height * scale >= tile.height - 1e-6, "nor below");
  }));
});

Deno.test("[F6] what is under the fingers stays under them while one goes in", () => {
  fc.assert(fc.property(point, fc.double({ min: 1, max: 8, noNaN: true }), (at, by) => {
    const { scale, x, y } = zoomAt(wholePicture, by, at, tile);
    assert.ok(Math.abs(x + at.x * scale - at.x) < 1e-6);
    assert.ok(Math.abs(y + at.y * scale - at.y) < 1e-6);
  }));
});

Deno.test("[F6] all the way out again it is whole, wherever one was", () => {
  const into = moveZoom(zoomAt(wholePicture, 4, { x: 700, y: 20 }, tile), { x: -900, y: 80 }, tile);
  assert.equal(into.scale, 4);
  const { scale, x, y } = zoomAt(into, 0.01, { x: 10, y: 10 }, tile);
  assert.deepEqual([scale, Math.abs(x), Math.abs(y)], [1, 0, 0]);
});
