// The shapes of the ids on the wire. Making them needs randomness and lives elsewhere.

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const meetingId = /^[1-9][0-9]{8}$/;

/** True for a UUID in its 36-character text form (RFC 9562, section 4). */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}

/** True for nine digits of which the first is not zero (P4). */
export function isMeetingId(text: string): boolean {
  return meetingId.test(text);
}

/** Between groups of digits, as people and their programs write them. */
const gap = "[ .,'’·_/\\-]";
const nine = `[1-9](?:${gap}?\\d){8}(?!\\d)`;
const inLink = new RegExp(`/(?:j|room)/+ ?(${nine})`, "gi");
/** Nine in a row, or three by three; no part of a longer number, such as a telephone's. */
const inText = new RegExp(
  `(?<![\\d+]|[\\d+]${gap})[1-9]\\d\\d(${gap}?)\\d{3}\\1\\d{3}(?!${gap}?\\d)`,
  "g",
);

/**
 * Finds a meeting id in what a person typed or pasted: digits of any script in any groups, a link with
 * whatever stands around it, or a whole invitation. A link goes before bare digits. Null where there is
 * none, or more than one.
 */
export function findMeetingId(text: string): string | null {
  const plain = unescape(text.slice(0, maxPasted)).normalize("NFKC")
    .replace(/[\p{Cf}\uFE00-\uFE0F]/gu, "")
    .replace(/\p{Nd}/gu, toAscii)
    .replace(/[\s\u2010-\u2015\u2212]+/g, (gaps) => /^\s/.test(gaps) ? " " : "-");
  const digitsOf = (found: string) => found.replace(/\D/g, "");
  for (const pattern of [inLink, inText]) {
    const found = new Set(
      [...plain.matchAll(pattern)].map(([all, link]) =>
        digitsOf(pattern === inLink ? link ?? "" : all)
      ),
    );
    if (found.size > 0) return found.size === 1 ? [...found][0] ?? null : null;
  }
  // Nothing but the number, however it is cut.
  const bare = plain.includes("+") ? "" : plain.replace(/[^\p{L}\p{N}]/gu, "");
  return isMeetingId(bare) ? bare : null;
}

/** More than any invitation. */
const maxPasted = 20_000;

/** Percent escapes, as links have them; what is none stays. */
function unescape(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      // No UTF-8: it stands between other things, and is none of the number.
      return " ";
    }
  });
}

/** The figure of any script; each script has its ten in a row. */
function toAscii(figure: string): string {
  const point = figure.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(point - zero);
}

/** Nine digits in groups of three, as people read them out. */
export function formatMeetingId(id: string): string {
  return id.replace(/(\d{3})(?=\d)/g, "$1 ");
}
