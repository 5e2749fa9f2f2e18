// Times as people write them, in a zone with its daylight saving, and as the server keeps them, in
// milliseconds since the epoch. Zones are names of the IANA database; knows no clock.

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** The time "YYYY-MM-DDTHH:MM" of a date input (HTML, section 2.3.5) at an instant in a zone. */
export function toWallTime(ms: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(ms);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const year = part("year").padStart(4, "0");
  return `${year}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** How far a zone is ahead of UTC at an instant, in milliseconds; whole minutes. */
function offsetAt(ms: number, timeZone: string): number {
  const minute = Math.floor(ms / 60_000) * 60_000;
  return Date.parse(`${toWallTime(minute, timeZone)}Z`) - minute;
}

/**
 * The instant at which clocks in a zone show "YYYY-MM-DDTHH:MM", or null where that is no time. Of two
 * such instants the earlier one, and where clocks skip it as much later as they skip (RFC 5545, 3.3.5).
 */
export function fromWallTime(wallTime: string, timeZone: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wallTime)) return null;
  const asUtc = Date.parse(`${wallTime}Z`);
  if (Number.isNaN(asUtc)) return null;
  const before = offsetAt(asUtc - dayMs, timeZone);
  const after = offsetAt(asUtc + dayMs, timeZone);
  const offset = [before, after].find((one) => offsetAt(asUtc - one, timeZone) === one) ?? before;
  return asUtc - offset;
}

/** The next instant after `ms` at which clocks in a zone show a full hour. */
export function nextFullHour(ms: number, timeZone: string): number {
  const offset = offsetAt(ms, timeZone);
  return (Math.floor((ms + offset) / hourMs) + 1) * hourMs - offset;
}
