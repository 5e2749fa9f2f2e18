import assert from "node:assert/strict";
import fc from "fast-check";
import { fromWallTime, nextFullHour, toWallTime } from "../../lib/shared/zoned_time.ts";

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Asia/Shanghai",
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Pacific/Apia",
];
const utc = (text: string) => Date.parse(`${text}Z`);

Deno.test("[F10] a time on the wall is an instant in its zone", () => {
  for (
    const [wall, zone, instant] of [
      ["2026-11-24T14:00", "UTC", "2026-11-24T14:00"],
      ["2026-11-24T14:00", "Europe/Berlin", "2026-11-24T13:00"],
      ["2026-07-24T14:00", "Europe/Berlin", "2026-07-24T12:00"],
      ["2026-11-24T14:00", "Asia/Kolkata", "2026-11-24T08:30"],
      ["2026-01-01T00:00", "America/New_York", "2026-01-01T05:00"],
      ["2028-02-29T23:59", "Asia/Shanghai", "2028-02-29T15:59"],
    ] as const
  ) {
    assert.equal(fromWallTime(wall, zone), utc(instant), `${wall} ${zone}`);
    assert.equal(toWallTime(utc(instant), zone), wall, `${instant} ${zone}`);
  }
});

Deno.test("[F10] where clocks skip a time it is as much later, and of two it is the first", () => {
  // 29 March 2026, 02:00 → 03:00, and 25 October 2026, 03:00 → 02:00.
  assert.equal(fromWallTime("2026-03-29T02:30", "Europe/Berlin"), utc("2026-03-29T01:30"));
  assert.equal(fromWallTime("2026-03-29T03:30", "Europe/Berlin"), utc("2026-03-29T01:30"));
  assert.equal(fromWallTime("2026-10-25T02:30", "Europe/Berlin"), utc("2026-10-25T00:30"));
  // Half an hour only, on the other side of the earth: 4 October 2026, 02:00 → 02:30.
  assert.equal(
    fromWallTime("2026-10-04T02:15", "Australia/Lord_Howe"),
    utc("2026-10-03T15:45"),
  );
  assert.equal(fromWallTime("2026-11-01T01:30", "America/New_York"), utc("2026-11-01T05:30"));
});

Deno.test("[F10] what is no time is none", () => {
  for (
    const wall of [
      "",
      "2026-11-24",
      "2026-13-01T00:00",
      "2026-11-24T25:00",
      "x",
      "12026-01-01T00:00",
    ]
  ) {
    assert.equal(fromWallTime(wall, "UTC"), null, wall);
  }
});

Deno.test("[F10] every instant comes back, or the first of two with the same time on the wall", () => {
  const minutes = fc.integer({
    min: utc("1990-01-01T00:00") / 60_000,
    max: 2_100_000_000_000 / 60_000,
  });
  fc.assert(fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
    const ms = minute * 60_000;
    const wall = toWallTime(ms, zone);
    const back = fromWallTime(wall, zone);
    assert.ok(back !== null && back <= ms && ms - back <= 3_600_000, `${wall} ${zone}`);
    assert.equal(toWallTime(back, zone), wall);
  }));
});

Deno.test("[F10] the next full hour is one on the wall, and not now", () => {
  fc.assert(fc.property(
    fc.integer({ min: utc("2020-01-01T00:00"), max: utc("2040-01-01T00:00") }),
    fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns"),
    (ms, zone) => {
      const next = nextFullHour(ms, zone);
      assert.ok(next > ms && next <= ms + 3_600_000);
      assert.match(toWallTime(next, zone), /:00$/);
    },
  ));
});
