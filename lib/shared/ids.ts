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

/** Finds a meeting id in what a person typed or pasted: digits with any spacing, or a link; else null. */
export function findMeetingId(text: string): string | null {
  const link = /\/(?:j|room)\/([1-9][0-9]{8})(?![0-9])/.exec(text);
  if (link?.[1]) return link[1];
  const digits = text.replace(/[\s\-\u2010-\u2015.]/g, "");
  return isMeetingId(digits) ? digits : null;
}

/** Nine digits in groups of three, as people read them out. */
export function formatMeetingId(id: string): string {
  return id.replace(/(\d{3})(?=\d)/g, "$1 ");
}
