// The key in the link of a meeting that asks for its link: who comes with the number alone does not have it.
// Nothing of it is stored: it is worked out of the server's secret, and again where somebody shows one.

import { hmacBase64Url, isEqualText } from "../crypto.ts";

/** 128 bits: nobody guesses them, and the link stays short enough to be sent. */
const keyLength = 22;

/** The meeting whose link it is. */
interface Linked {
  readonly id: string;
  readonly organizer: { readonly subject: string };
}

export interface LinkKeys {
  keyOf(meeting: Linked): string;
  /** True where the key is right; nothing else comes of a wrong one. */
  check(meeting: Linked, shown: string | undefined): boolean;
}

/** Makes the keys: the head of an HMAC-SHA-256 (RFC 2104, section 5) under a key for them alone. */
export function createLinkKeys({ secret }: { secret: string }): LinkKeys {
  const key = hmacBase64Url(secret, "link-key");
  // The organizer stands in it: where a number is given out again, the old link is worth nothing.
  const keyOf = ({ id, organizer }: Linked) =>
    hmacBase64Url(key, `${id}:${organizer.subject}`).slice(0, keyLength);
  return {
    keyOf,
    check: (meeting, shown) => shown !== undefined && isEqualText(shown, keyOf(meeting)),
  };
}
