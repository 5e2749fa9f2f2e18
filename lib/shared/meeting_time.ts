// When a meeting is, in words: its date and hours, the name of the zone, and how long it is until then.
// The words are Intl's, in the given language and zone; knows no clock.

export interface TimeStyle {
  /** A BCP 47 tag. */
  readonly locale: string;
  /** A name of the IANA database. */
  readonly timeZone: string;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const styles = { dateStyle: "full", timeStyle: "short" } as const;

/** "Tuesday, 24 November 2026 at 14:00". */
export function formatStart(startMs: number, { locale, timeZone }: TimeStyle): string {
  return new Intl.DateTimeFormat(locale, { ...styles, timeZone }).format(startMs);
}

/** "Tuesday, 24 November 2026, 14:00 – 15:00". */
export function formatSpan(
  { startMs, endMs }: { startMs: number; endMs: number },
  { locale, timeZone }: TimeStyle,
): string {
  return new Intl.DateTimeFormat(locale, { ...styles, timeZone }).formatRange(startMs, endMs);
}

/** "Central European Standard Time (GMT+1)": the zone by name, and for everybody else by its offset. */
export function formatZone(ms: number, { locale, timeZone }: TimeStyle): string {
  const name = (timeZoneName: "long" | "shortOffset") =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName }).formatToParts(ms)
      .find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  const [long, offset] = [name("long"), name("shortOffset")];
  return long === offset ? long : `${long} (${offset})`;
}

/** "in 12 minutes", from a minute up, in the unit in which people count so long a time. */
export function formatWait(waitMs: number, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  if (waitMs <= 90 * minuteMs) {
    return words.format(Math.max(1, Math.ceil(waitMs / minuteMs)), "minute");
  }
  if (waitMs <= 36 * hourMs) return words.format(Math.round(waitMs / hourMs), "hour");
  return words.format(Math.round(waitMs / dayMs), "day");
}

/** "45 minutes", "1 hour", "1.5 hours". */
export function formatLength(minutes: number, locale: string): string {
  const [value, unit] = minutes < 60 ? [minutes, "minute"] : [minutes / 60, "hour"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
}
