import assert from "node:assert/strict";
import {
  formatLength,
  formatSpan,
  formatStart,
  formatWait,
  formatZone,
} from "../../lib/shared/meeting_time.ts";

const startMs = Date.parse("2026-11-24T13:00Z");
const hour = 3_600_000;
const british = { locale: "en-GB", timeZone: "Europe/Berlin" };
const chinese = { locale: "zh-CN", timeZone: "Asia/Shanghai" };

Deno.test("[F10] a meeting's time is told in the zone and the language asked for", () => {
  assert.equal(formatStart(startMs, british), "Tuesday, 24 November 2026 at 14:00");
  assert.match(formatStart(startMs, chinese), /2026年11月24日星期二 21:00/);
  assert.match(
    formatSpan({ startMs, endMs: startMs + hour }, british),
    /24 November 2026.*14:00.15:00/,
  );
});

Deno.test("[F10] a meeting over midnight names both days", () => {
  const span = formatSpan({ startMs, endMs: startMs + 12 * hour }, british);
  assert.match(span, /24 November.*25 November/);
});

Deno.test("[F10] a zone has its name and, for everybody elsewhere, its offset then", () => {
  assert.equal(formatZone(startMs, british), "Central European Standard Time (GMT+1)");
  assert.equal(
    formatZone(Date.parse("2026-07-01T12:00Z"), british),
    "Central European Summer Time (GMT+2)",
  );
  assert.equal(formatZone(startMs, chinese), "中国标准时间 (GMT+8)");
});

Deno.test("[F10] how long it is until then is counted in minutes, hours, days", () => {
  const words = [1, 60_000, 60_001, 12 * 60_000, 90 * 60_000, 3 * hour, 36 * hour, 7 * 24 * hour]
    .map((ms) => formatWait(ms, "en"));
  assert.deepEqual(words, [
    "in 1 minute",
    "in 1 minute",
    "in 2 minutes",
    "in 12 minutes",
    "in 90 minutes",
    "in 3 hours",
    "in 36 hours",
    "in 7 days",
  ]);
  assert.equal(formatWait(12 * 60_000, "zh-CN"), "12分钟后");
});

Deno.test("[F10] lengths", () => {
  assert.deepEqual([15, 60, 90].map((minutes) => formatLength(minutes, "en")), [
    "15 minutes",
    "1 hour",
    "1.5 hours",
  ]);
});
