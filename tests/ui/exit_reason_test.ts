import assert from "node:assert/strict";
import { exitPath, isExitReason } from "../../lib/ui/exit_reason.ts";

Deno.test("every end of a call has a reason the exit page knows", () => {
  const refused = (error: "RESUME_FAILED" | "MEETING_NOT_FOUND") =>
    ({ kind: "refused", error, message: "" }) as const;
  assert.equal(exitPath({ kind: "left" }, "123456789", ""), "/exit?reason=left&meeting=123456789");
  assert.equal(exitPath(refused("RESUME_FAILED"), "1", ""), "/exit?reason=lost&meeting=1");
  assert.equal(
    exitPath(refused("MEETING_NOT_FOUND"), "1", "?a=b"),
    "/exit?reason=finished&meeting=1&a=b",
  );
  assert.ok(!isExitReason("toString"));
});
