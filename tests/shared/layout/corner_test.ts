import assert from "node:assert/strict";
import { type Corner, corners } from "../../../lib/shared/corners.ts";
import {
  cornerBox,
  moveCorner,
  nearestCorner,
  nextCorner,
} from "../../../lib/shared/layout/corner.ts";

Deno.test("[F4] one's own picture goes to the corner it is sent to, and never on a name", () => {
  const area = { x: 100, y: 0, width: 800, height: 450 };
  const size = { width: 160, height: 90 };
  for (const corner of corners) {
    const box = cornerBox(corner, area, size);
    assert.equal(nearestCorner(box, area), corner);
    assert.ok(box.x >= area.x && box.x + size.width <= area.x + area.width);
    assert.ok(box.y >= area.y && box.y + size.height <= area.y + area.height);
  }
  const lowerEdge = (corner: Corner) => cornerBox(corner, area, size).y + size.height;
  assert.ok(lowerEdge("bottom-left") <= area.height - 40);
});

Deno.test("[F4][F17] arrow keys reach every corner, other keys none", () => {
  assert.equal(moveCorner("bottom-right", "ArrowUp"), "top-right");
  assert.equal(moveCorner("top-right", "ArrowLeft"), "top-left");
  assert.equal(moveCorner("top-left", "ArrowDown"), "bottom-left");
  assert.equal(moveCorner("bottom-left", "ArrowRight"), "bottom-right");
  assert.equal(moveCorner("bottom-left", "ArrowLeft"), "bottom-left");
  assert.equal(moveCorner("top-right", "x"), "top-right");
  const round = corners.reduce<Corner[]>(
    (seen) => [...seen, nextCorner(seen.at(-1) ?? "top-left")],
    [],
  );
  assert.deepEqual(new Set(round), new Set(corners));
});
