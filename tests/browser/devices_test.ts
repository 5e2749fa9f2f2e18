// How the browser's refusals are read.

import assert from "node:assert/strict";
import { readFailure } from "../../lib/browser/devices.ts";

Deno.test("[F2] why a device gives nothing", () => {
  const named = (name: string, message = "") => new DOMException(message, name);
  const table = [
    [named("NotAllowedError"), "prompt", "denied"],
    [named("NotAllowedError"), "denied", "denied"],
    [named("NotAllowedError"), "granted", "denied-by-system"],
    [named("NotAllowedError", "Permission denied by system"), "prompt", "denied-by-system"],
    [named("NotFoundError"), null, "not-found"],
    [named("OverconstrainedError"), null, "not-found"],
    [named("NotReadableError"), null, "in-use"],
    [named("AbortError"), null, "in-use"],
    [new TypeError("x"), null, "failed"],
    ["odd", null, "failed"],
  ] as const;
  for (const [error, permission, failure] of table) {
    assert.equal(readFailure(error, permission), failure);
  }
});
