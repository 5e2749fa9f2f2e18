import assert from "node:assert/strict";
import { findMeetingId, formatMeetingId, isMeetingId, isUuid } from "../../lib/shared/ids.ts";

Deno.test("[P4] a meeting id is nine digits and does not start with 0", () => {
  assert.ok(isMeetingId("123456789"));
  for (
    const bad of [
      "012345678",
      "12345678",
      "1234567890",
      "12345678a",
      "",
      " 123456789",
      "１２３４５６７８９",
    ]
  ) {
    assert.ok(!isMeetingId(bad), bad);
  }
});

Deno.test("[P1] a user id is a UUID", () => {
  assert.ok(isUuid(crypto.randomUUID()));
  for (const bad of ["", "x", crypto.randomUUID() + "0", crypto.randomUUID().replaceAll("-", "")]) {
    assert.ok(!isUuid(bad), bad);
  }
});

Deno.test("[F1] a meeting is found in what people type or paste", () => {
  for (
    const typed of [
      "123456789",
      " 123 456 789 ",
      "123-456-789",
      "https://meet.example.org/j/123456789",
      "http://localhost:8000/room/123456789?x=1",
      "Join us: https://meet.example.org/j/123456789 at noon",
    ]
  ) assert.equal(findMeetingId(typed), "123456789", typed);
  for (const typed of ["", "12345", "https://meet.example.org/j/1234567890", "hello"]) {
    assert.equal(findMeetingId(typed), null, typed);
  }
  assert.equal(formatMeetingId("123456789"), "123 456 789");
});
