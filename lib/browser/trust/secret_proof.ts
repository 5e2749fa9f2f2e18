// The proof that somebody who has the meeting's secret sees the same two certificates as we do: one HMAC
// for each direction, over all that the connection is. docs/SECURITY.md has it for cryptographers.

import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesOf, hexOf, joinFields, secretBytes, version } from "./bytes.ts";
import { contextOf, type Ends, otherRole, type Role } from "./ends.ts";

/** Both sides' nonces, 32 digits of hex each. */
export interface Nonces {
  readonly own: string;
  readonly peer: string;
}

/** The key of all proofs in a meeting (HKDF, RFC 5869). Other uses of the secret take another label. */
export function proofKey(secret: Uint8Array, room: string): Uint8Array {
  if (secret.length !== secretBytes) throw new Error(`A secret of ${secret.length} bytes`);
  const salt = new TextEncoder().encode(version);
  return hkdf(sha256, secret, salt, joinFields("proof", room), 32);
}

/** What `prover` sends; 64 digits of hex. */
export function proofBy(
  prover: "own" | "peer",
  { key, ends, nonces }: { key: Uint8Array; ends: Ends; nonces: Nonces },
): string {
  const role: Role = prover === "own" ? ends.role : otherRole(ends.role);
  const [offered, answered] = ends.role === "offer"
    ? [nonces.own, nonces.peer]
    : [nonces.peer, nonces.own];
  const message = joinFields(
    version,
    "proof",
    role,
    contextOf(ends),
    bytesOf(offered),
    bytesOf(answered),
  );
  return hexOf(hmac(sha256, key, message));
}
