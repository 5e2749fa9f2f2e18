import assert from "node:assert/strict";
import fc from "fast-check";
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

/** How a number comes out of mail, chat, calendars and people's mouths. */
const pasted = [
  "123456789/",
  "123456789.",
  "123456789,",
  "123456789)",
  "(123456789)",
  "<123456789>",
  "“123456789”",
  "«123 456 789»",
  "「123456789」",
  "'123456789'",
  "#123456789",
  "# 123 456 789",
  "123,456,789",
  "123.456.789",
  "123–456–789",
  "123\u00a0456\u00a0789",
  "123\u2009456\u2009789",
  "1234 56789",
  "12 34 56 78 9",
  "\u200e123\u200b456\u2060789\ufeff",
  "１２３４５６７８９",
  "１２３－４５６－７８９",
  "١٢٣٤٥٦٧٨٩",
  "۱۲۳ ۴۵۶ ۷۸۹",
  "१२३४५६७८९",
  "Meeting number: 123 456 789",
  "Meeting 123-456-789, today at 10:30",
  "会议号：123 456 789",
  "123456789%3E",
  "%20123456789%20",
  "123456789\n",
  "https://meet.example.org/j/123456789/",
  "https://meet.example.org/j/123456789.",
  "https://meet.example.org/j/123456789)",
  "<https://meet.example.org/j/123456789>",
  "https://meet.example.org/j/123456789%3E",
  "https://meet.example.org/j/123456789?utm_source=mail&fbclid=123456780",
  "https://meet.example.org/j/123456789#organizer=abc",
  "HTTPS://MEET.EXAMPLE.ORG/J/123456789",
  "meet.example.org/j/123456789",
  "https://meet.example.org//j//123456789",
  "https://meet.example.org/room/123456789",
  "https://meet.example.org/j/123-456-789",
  "https%3A%2F%2Fmeet.example.org%2Fj%2F123456789",
  "Join us\nhttps://meet.example.org/j/123456789\nMeeting number: 123 456 789\nCall +49 30 123456 78",
  "Dial +1 202 555 0123 or open https://meet.example.org/j/123456789, see you on 2026-11-26",
];

Deno.test("[F1] a meeting is found in whatever stands around its number", () => {
  for (const text of pasted) assert.equal(findMeetingId(text), "123456789", JSON.stringify(text));
});

Deno.test("[F1] no meeting is guessed", () => {
  for (
    const text of [
      "1234567890",
      "0123456789",
      "012345678",
      "12345678",
      "+49123456789",
      "+49 123 456 789",
      "+123456789",
      "123 456 789 0",
      "123456789 or 987654321",
      "https://a.example/j/123456789 https://a.example/j/987654321",
      "https://a.example/j/1234567890",
      "2026-11-26 10:30",
      "%E0%A4%A",
      "%",
    ]
  ) assert.equal(findMeetingId(text), null, text);
});

Deno.test("[F1] any number in any wrapping is found, and no text breaks the search", () => {
  const id = fc.integer({ min: 100_000_000, max: 999_999_999 }).map(String);
  const around = fc.constantFrom("", " ", "\n", "(", "<", "“", "«", "\u200e", "Meeting: ", "#");
  const behind = fc.constantFrom(
    "",
    " ",
    ".",
    ",",
    ")",
    ">",
    "”",
    "»",
    "/",
    "?x=1",
    "%3E",
    "\u2060",
  );
  const groups = fc.constantFrom("", " ", "-", "\u00a0", "\u2009", ".", "\u2011");
  const zeros = fc.constantFrom(0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10, 0x1040);
  fc.assert(fc.property(id, around, behind, groups, zeros, (id, before, after, gap, zero) => {
    const written = [...id.replace(/(\d{3})(?=\d)/g, `$1${gap}`)]
      .map((one) => /\d/.test(one) ? String.fromCodePoint(zero + Number(one)) : one).join("");
    assert.equal(findMeetingId(`${before}${written}${after}`), id);
    assert.equal(findMeetingId(`https://meet.example.org/j/${id}${after}`), id);
  }));
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const found = findMeetingId(text);
    assert.ok(found === null || isMeetingId(found));
  }));
});
