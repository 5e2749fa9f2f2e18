import assert from "node:assert/strict";
import { sharePending } from "../../lib/server/share_pending.ts";

Deno.test("work under way is shared by key, and begun anew once it is done, also where it failed", async () => {
  const begun: string[] = [];
  const shared = sharePending((key) => {
    begun.push(key);
    return key === "bad" ? Promise.reject(new Error("no")) : Promise.resolve(begun.length);
  });
  assert.deepEqual(await Promise.all([shared("a"), shared("b"), shared("a")]), [1, 2, 1]);
  assert.deepEqual(begun, ["a", "b"]);
  await assert.rejects(shared("bad"));
  await assert.rejects(shared("bad"));
  assert.equal(await shared("a"), 5);
});
