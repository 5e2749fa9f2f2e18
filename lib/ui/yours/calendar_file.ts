// A meeting as a file for calendars: one iCalendar event (RFC 5545), in UTC, so that no zone has to be
// described. Loaded on demand; imports nothing, so that it costs no request before.

export interface CalendarEvent {
  /** The same for each download, so that a calendar replaces the event and does not double it. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** Where to meet, and the event's address. */
  readonly link: string;
  readonly startMs: number;
  readonly endMs: number;
  /** When the file was made. */
  readonly madeMs: number;
}

/** Octets of a line, without its end (RFC 5545, section 3.1). */
const maxLineOctets = 75;

/** The text of the file: lines end with CRLF and are folded. */
export function calendarFile(event: CalendarEvent): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//ConFlux//ConFlux//EN",
    "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT",
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${formatUtc(event.madeMs)}`,
    `DTSTART:${formatUtc(event.startMs)}`,
    `DTEND:${formatUtc(event.endMs)}`,
    `SUMMARY:${escapeText(event.title)}`,
    `DESCRIPTION:${escapeText(event.description)}`,
    `LOCATION:${escapeText(event.link)}`,
    `URL:${event.link}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ].map((line) => `${fold(line)}\r\n`).join("");
}

/** 20261124T130000Z (section 3.3.5, form 2). */
function formatUtc(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+|[-:]/g, "");
}

/** A text value (section 3.3.11); other control characters may not be in one. */
function escapeText(text: string): string {
  return text.replace(/\r\n?/g, "\n")
    // deno-lint-ignore no-control-regex
    .replace(/[\x00-\x08\x0b-\x1f\x7f]/g, "")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");
}

/** Breaks a line between characters, never inside one; what follows begins with a space. */
function fold(line: string): string {
  let folded = "";
  let room = maxLineOctets;
  for (const character of line) {
    const size = octets(character.codePointAt(0) ?? 0);
    if (size > room) {
      folded += "\r\n ";
      room = maxLineOctets - 1;
    }
    folded += character;
    room -= size;
  }
  return folded;
}

/** How many octets UTF-8 takes for a code point (RFC 3629, section 3). */
function octets(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
