// What may stand in the fragment of a meeting's link, which browsers send to nobody (RFC 3986, section 3.5):
// the key of a meeting that asks for its link, the key that makes the organizer its organizer on another
// device, and the secret by which browsers prove that nobody is between them. Pure.

const organizerPart = /[#&]organizer=([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/;
const linkPart = /[#&]link=([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/;
/** 16 bytes, so that the last letter has two bits of them only. */
const secretPart = /[#&]key=([A-Za-z0-9_-]{21}[AQgw])(?![A-Za-z0-9_-])/;

/** The organizer's own link, of the meeting's link and the key. */
export function organizerLink(link: string, key: string): string {
  return `${link}${link.includes("#") ? "&" : "#"}organizer=${key}`;
}

/** The link for everybody, of the meeting's address and the key, where it has one. */
export function linkWithKey(address: string, key: string | null): string {
  return key === null ? address : `${address}#link=${key}`;
}

/** The organizer key in a link, or in the fragment of one; null where there is none. */
export function organizerKeyIn(text: string): string | null {
  return organizerPart.exec(text)?.[1] ?? null;
}

/** The key of the link itself; null where there is none, or not the whole of it. */
export function linkKeyIn(text: string): string | null {
  return linkPart.exec(text)?.[1] ?? null;
}

/**
 * The link with the meeting's secret, which unlike the two other keys goes to no server (V1): it is made in
 * the browser of who creates the meeting.
 */
export function linkWithSecret(link: string, secret: string | null): string {
  return secret === null ? link : `${link}${link.includes("#") ? "&" : "#"}key=${secret}`;
}

/** The meeting's secret in a link, or in the fragment of one; null where there is none, or a part of it. */
export function secretIn(text: string): string | null {
  return secretPart.exec(text)?.[1] ?? null;
}

/** The fragment without the organizer key; "" where nothing else stands in it. */
export function withoutOrganizerKey(hash: string): string {
  const rest = hash.slice(1).split("&").filter((part) => !part.startsWith("organizer="));
  return rest.join("&") === "" ? "" : `#${rest.join("&")}`;
}
