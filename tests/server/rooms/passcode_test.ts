import assert from "node:assert/strict";
import { createPasscodes } from "../../../lib/server/rooms/passcode.ts";

Deno.test("[S6] a passcode is stored as a salted slow hash, and only the right one matches", async () => {
  const passcodes = createPasscodes(2);
  const [one, other] = await Promise.all([passcodes.hash("pass-1"), passcodes.hash("pass-1")]);
  assert.ok(one.iterations >= 600_000);
  assert.notEqual(one.hash, other.hash, "salted");
  assert.ok(!JSON.stringify(one).includes("pass-1"));
  const results = await Promise.all(
    ["pass-1", "pass-2", "", "pass-1 "].map((guess) => passcodes.verify(guess, one)),
  );
  assert.deepEqual(results, [true, false, false, false]);
});
