// What a proof and what people said of a code come to for one connection, and whether media may be sent.

import type { SpokenMark } from "./pair_code.ts";
import type { ProofMark } from "./proof.ts";

export type LinkTrust =
  /** Somebody may be in between. */
  | "alarm"
  | "checking"
  /** Not checked, or the person goes on in spite of an alarm. Never to be shown as safe. */
  | "unchecked"
  /** By the key in the link. */
  | "proved"
  /** People have read the code to each other. */
  | "compared";

/** Both marks are of the certificates in use: each `open` has gone to both. */
export function linkTrust(proof: ProofMark, spoken: SpokenMark): LinkTrust {
  // What people heard counts for more than a key, which may have been cut off in a mail.
  if (spoken.kind === "same") return "compared";
  if (spoken.kind === "different" || proof.kind === "wrong") return "alarm";
  return proof.kind === "accepted" ? "unchecked" : proof.kind;
}

/** `isDemanded`: the meeting is for proved connections only. */
export function maySend(trust: LinkTrust, { isDemanded }: { isDemanded: boolean }): boolean {
  if (trust === "alarm") return false;
  return !isDemanded || trust === "proved" || trust === "compared";
}
