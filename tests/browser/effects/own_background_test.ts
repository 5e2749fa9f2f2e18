// The picture of one's own to stand in front of.

import assert from "node:assert/strict";
import { createOwnBackground } from "../../../lib/browser/effects/own_background.ts";
import { createStorage } from "../../fakes/browser/storage.ts";

Deno.test("[F11] the own background is kept, and used without being kept where there is no room", () => {
  const storage = createStorage();
  const picture = "data:image/jpeg;base64,AAAA";
  assert.equal(createOwnBackground(storage).keep(picture), true);
  assert.equal(createOwnBackground(storage).picture.value, picture);
  const full = createOwnBackground({
    get: () => "https://elsewhere.example/x",
    set: () => false,
    remove: () => {},
  });
  assert.equal(full.picture.value, null, "only what we wrote");
  assert.deepEqual([full.keep(picture), full.picture.value], [false, picture]);
});
