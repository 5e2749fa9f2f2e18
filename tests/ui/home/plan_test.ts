// What the landing page decides of a plan.

import assert from "node:assert/strict";
import { isPlan, readStart } from "../../../lib/ui/plan/plan.ts";

Deno.test("[F10] a start in the past, or none, is told apart from a good one", () => {
  const at = { timeZone: "Europe/Berlin", nowMs: Date.parse("2026-11-24T13:00:30Z") };
  assert.equal(readStart("", at), "missing");
  assert.equal(readStart("2026-11-24T13:59", at), "past");
  assert.equal(readStart("2026-11-24T14:00", at), Date.parse("2026-11-24T13:00Z"), "means now");
  assert.equal(readStart("2026-11-24T14:01", at), Date.parse("2026-11-24T13:01Z"));
});

Deno.test("[F10] what the history holds is a plan or nothing", () => {
  const plan = { id: "123456789", title: "T", startMs: 1, endMs: 2, passcode: "" };
  assert.ok(isPlan(plan));
  for (
    const state of [null, undefined, "x", {}, { ...plan, startMs: "1" }, { ...plan, id: undefined }]
  ) {
    assert.ok(!isPlan(state));
  }
});
