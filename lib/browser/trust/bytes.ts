// Bytes as the proofs and codes are made of them: an encoding of several fields that cannot be read in two
// ways, and the text forms of secrets, ids and fingerprints. Pure.

import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

/** Goes into every hash and key: another version has nothing in common with this one. */
export const version = "conflux trust 1";
export const secretBytes = 16;

/** Each field with its length before it, in two bytes, big-endian; text as UTF-8. */
export function joinFields(...fields: readonly (string | Uint8Array)[]): Uint8Array {
  const parts = fields.map((one) => typeof one === "string" ? new TextEncoder().encode(one) : one);
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + 2 + length, 0));
  let at = 0;
  for (const part of parts) {
    if (part.length > 0xffff) throw new Error(`A field of ${part.length} bytes`);
    new DataView(joined.buffer).setUint16(at, part.length);
    joined.set(part, at + 2);
    at += 2 + part.length;
  }
  return joined;
}

/** The 16 bytes of a UUID, however its letters are written. */
export function uuidBytes(uuid: string): Uint8Array {
  const bytes = hexToBytes(uuid.replaceAll("-", ""));
  if (bytes.length !== 16) throw new Error("Not a UUID");
  return bytes;
}

/** Takes as long wherever two texts of one length differ. */
export function isEqual(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let at = 0; at < one.length; at++) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}

/** The secret of a meeting as it stands in a link: 22 letters of base64url (RFC 4648, section 5). */
export function writeSecret(secret: Uint8Array): string {
  if (secret.length !== secretBytes) throw new Error(`A secret of ${secret.length} bytes`);
  return btoa(String.fromCharCode(...secret)).replaceAll("+", "-").replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Reads it back; null for what is none, also where the four bits over are not 0. */
export function readSecret(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]{21}[AQgw]$/.test(text)) return null;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** Random bytes as messages and states have them. */
export function toHex(bytes: Uint8Array, length: number): string {
  if (bytes.length !== length) throw new Error(`${bytes.length} bytes in place of ${length}`);
  return bytesToHex(bytes);
}

export { bytesToHex as hexOf, hexToBytes as bytesOf };
