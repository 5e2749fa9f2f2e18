// The calendar file against a parser of somebody else's.

import assert from "node:assert/strict";
import fc from "fast-check";
import ICAL from "ical.js";
import { calendarFile } from "../../../lib/ui/yours/calendar_file.ts";

const event = {
  uid: "123456789@meet.example.org",
  title: "Weekly, planning; of \\ the team",
  description: "Weekly\nTuesday\n\nJoin: https://meet.example.org/j/123456789",
  link: "https://meet.example.org/j/123456789",
  startMs: Date.parse("2026-11-24T13:00Z"),
  endMs: Date.parse("2026-11-24T14:30Z"),
  madeMs: Date.parse("2026-11-22T20:15:07.123Z"),
};

function parse(file: string): ICAL.Event {
  const vevent = new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent("vevent");
  assert.ok(vevent);
  return new ICAL.Event(vevent);
}

Deno.test("[F10] a calendar reads what was planned", () => {
  const file = calendarFile(event);
  const read = parse(file);
  assert.equal(read.uid, event.uid);
  assert.equal(read.summary, event.title);
  assert.equal(read.description, event.description);
  assert.equal(read.location, event.link);
  assert.equal(read.component.getFirstPropertyValue("url"), event.link);
  assert.equal(read.startDate.toJSDate().getTime(), event.startMs);
  assert.equal(read.endDate.toJSDate().getTime(), event.endMs);
  assert.match(file, /\r\nDTSTART:20261124T130000Z\r\n/);
  assert.match(file, /\r\nDTSTAMP:20261122T201507Z\r\n/);
});

Deno.test("[F10] the same plan has the same file and the same UID at any time", () => {
  assert.equal(calendarFile(event), calendarFile({ ...event }));
  const later = calendarFile({ ...event, madeMs: event.madeMs + 60_000 });
  assert.equal(parse(later).uid, event.uid);
});

Deno.test("[F10] no line has more than 75 octets, none breaks within a character", () => {
  const title = "每周例会：产品、设计与工程团队同步进度并讨论下一步计划 👩‍👩‍👧‍👦 ".repeat(3).trim();
  const file = calendarFile({ ...event, title });
  const lines = file.split("\r\n");
  const sizes = lines.map((line) => new TextEncoder().encode(line).length);
  assert.ok(Math.max(...sizes) <= 75 && Math.max(...sizes) > 70, String(Math.max(...sizes)));
  assert.ok(lines.some((line) => line.startsWith(" ")));
  assert.ok(!file.includes("\ufffd"));
  assert.equal(parse(file).summary, title);
});

Deno.test("[F10] no text breaks out of its line, and every text comes back", () => {
  // Control characters may not be in a text at all; tab and line feed may.
  const text = fc.string({ unit: "binary", maxLength: 200 })
    // deno-lint-ignore no-control-regex
    .map((raw) => raw.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, "").trim());
  fc.assert(fc.property(text, text, (title, description) => {
    const file = calendarFile({ ...event, title: `T${title}`, description: `D${description}` });
    const read = parse(file);
    assert.equal(read.summary, `T${title}`);
    assert.equal(read.description, `D${description}`);
    assert.equal(file.match(/\r\n[A-Z]/g)?.length, 14);
    assert.ok(!/[^\r]\n|\r[^\n]/.test(file));
  }));
});

Deno.test("[F10] control characters of a text are left out, line ends become one", () => {
  const read = parse(
    calendarFile({ ...event, title: "a\u0000b\u001bc", description: "1\r\n2\r3" }),
  );
  assert.equal(read.summary, "abc");
  assert.equal(read.description, "1\n2\n3");
});
