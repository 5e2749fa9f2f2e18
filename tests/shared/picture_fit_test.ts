import assert from "node:assert/strict";
import { pictureFit } from "../../lib/shared/picture_fit.ts";

Deno.test("a picture covers its tile unless the face would be cut", () => {
  assert.equal(pictureFit(16 / 9, 4 / 3), "cover");
  assert.equal(pictureFit(16 / 9, 2 / 3), "cover");
  assert.equal(pictureFit(9 / 16, 16 / 9), "contain");
  assert.equal(pictureFit(0, 16 / 9), "cover");
});
