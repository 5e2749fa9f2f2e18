// The link by which the organizer of a meeting is its organizer on another device: the key stands in the
// fragment, which browsers send to nobody (RFC 3986, section 3.5). Pure.

const inLink = /[#&]organizer=([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/;

/** The organizer's own link, of the meeting's link and the key. */
export function organizerLink(link: string, key: string): string {
  return `${link}#organizer=${key}`;
}

/** The key in a link, or in the fragment of one; null where there is none. */
export function organizerKeyIn(text: string): string | null {
  return inLink.exec(text)?.[1] ?? null;
}

/** The fragment without the key; "" where nothing else stands in it. */
export function withoutOrganizerKey(hash: string): string {
  const rest = hash.slice(1).split("&").filter((part) => !part.startsWith("organizer="));
  return rest.join("&") === "" ? "" : `#${rest.join("&")}`;
}
