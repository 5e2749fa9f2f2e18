// What counts as plugged in.

import assert from "node:assert/strict";
import { findNew } from "../../../lib/browser/media/found_devices.ts";

Deno.test("[F5] names that come with a permission are no new devices", () => {
  const hidden = { kind: "videoinput", deviceId: "", label: "" } as const;
  const named = { kind: "videoinput", deviceId: "cam-1", label: "Camera" } as const;
  const alias = { kind: "audioinput", deviceId: "default", label: "Default" } as const;
  assert.equal(findNew([hidden], [named]), null);
  assert.equal(findNew([named], [named, alias]), null);
  assert.deepEqual(findNew([], [named]), { label: "Camera", cameraId: "cam-1" });
});
