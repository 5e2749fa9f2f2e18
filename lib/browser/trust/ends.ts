// The two ends of one connection, as each of them sees it: who, in which room, who offered, and with which
// certificates. What a proof or a code is about. Pure.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesOf, hexOf, joinFields, uuidBytes } from "./bytes.ts";

/** `offer` is the side that made the connection's m-lines. */
export type Role = "offer" | "answer";

export interface End {
  readonly muid: string;
  /** SHA-256 of the certificate in use, 64 digits of lower-case hex. */
  readonly fingerprint: string;
}

export interface Ends {
  readonly room: string;
  /** Ours. */
  readonly role: Role;
  readonly own: End;
  readonly peer: End;
}

export const otherRole = (role: Role): Role => role === "offer" ? "answer" : "offer";

/** The same bytes on both sides, where both see the same. */
export function contextOf({ room, role, own, peer }: Ends): Uint8Array {
  const [offerer, answerer] = role === "offer" ? [own, peer] : [peer, own];
  return joinFields(
    room,
    uuidBytes(offerer.muid),
    fingerprintBytes(offerer.fingerprint),
    uuidBytes(answerer.muid),
    fingerprintBytes(answerer.fingerprint),
  );
}

/** The same two people with the same certificates; who offered may be another. */
export function haveSameCertificates(one: Ends, other: Ends): boolean {
  return one.room === other.room && isSameEnd(one.own, other.own) &&
    isSameEnd(one.peer, other.peer);
}

function isSameEnd(one: End, other: End): boolean {
  return one.muid === other.muid && one.fingerprint === other.fingerprint;
}

export function fingerprintBytes(fingerprint: string): Uint8Array {
  const bytes = bytesOf(fingerprint);
  if (bytes.length !== 32) throw new Error("Not a SHA-256 fingerprint");
  return bytes;
}

/** Of a certificate in DER, as `getRemoteCertificates()` gives it. */
export function fingerprintOf(certificate: Uint8Array): string {
  return hexOf(sha256(certificate));
}

/**
 * Of a session description (RFC 8122, section 5); null where there is none, another hash, or more than
 * one: which of several is in use it does not say.
 */
export function fingerprintIn(sdp: string): string | null {
  const lines = [...sdp.matchAll(/^a=fingerprint:(\S+) +(\S+)/gmi)];
  const values = new Set(
    lines.map(([, hash = "", value = ""]) => `${hash} ${value}`.toLowerCase()),
  );
  const [only] = values.size === 1 ? values : [];
  const value = only && /^sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})$/.exec(only)?.[1];
  return value ? value.replaceAll(":", "") : null;
}
