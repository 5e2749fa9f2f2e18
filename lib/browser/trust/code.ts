// The short code that people read to each other, and the commitments that come before it: nobody can
// choose a certificate to fit a code that is not known yet. Pure.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesOf, hexOf, joinFields, uuidBytes, version } from "./bytes.ts";
import { contextOf, type End, type Ends, fingerprintBytes, otherRole } from "./ends.ts";

export interface ShortCode {
  /** Seven places in the list of 64 emoji (lib/shared/code_emoji.ts): 42 bits. */
  readonly emoji: readonly number[];
  /** Three numbers from 1,000 to 9,191: 39 bits, none of which is among the others. */
  readonly numbers: readonly number[];
}

/** So many bytes are thrown for each side of each try. */
export const throwBytes = 32;

/** The code of a digest: its first 42 bits, and 39 from its ninth byte on. */
export function toCode(digest: Uint8Array): ShortCode {
  const view = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
  const emojiBits = view.getBigUint64(0);
  const numberBits = view.getBigUint64(8);
  return {
    emoji: Array.from({ length: 7 }, (_, at) => Number(emojiBits >> BigInt(58 - 6 * at) & 63n)),
    numbers: Array.from(
      { length: 3 },
      (_, at) => 1_000 + Number(numberBits >> BigInt(51 - 13 * at) & 0x1fffn),
    ),
  };
}

/** What one side of a pair says before anybody shows what was thrown. */
export function pairCommitment(
  by: "own" | "peer",
  { ends, run, thrown }: { ends: Ends; run: number; thrown: string },
): string {
  const role = by === "own" ? ends.role : otherRole(ends.role);
  return digestOf("pair commitment", role, contextOf(ends), String(run), bytesOf(thrown));
}

/** The code of a pair, of what both have thrown. */
export function pairCode(
  { ends, run, own, peer }: { ends: Ends; run: number; own: string; peer: string },
): ShortCode {
  const [offered, answered] = ends.role === "offer" ? [own, peer] : [peer, own];
  return toCode(bytesOf(digestOf(
    "pair code",
    contextOf(ends),
    String(run),
    bytesOf(offered),
    bytesOf(answered),
  )));
}

/** Names the people of a room, whatever order they are in; 64 digits of hex. */
export function groupOf(room: string, muids: readonly string[]): string {
  return digestOf("group", room, ...muids.map(canonical).sort().map(uuidBytes));
}

export interface GroupRound {
  /** See groupOf. */
  readonly group: string;
  readonly round: number;
}

export function groupCommitment({ group, round }: GroupRound, end: End, thrown: string): string {
  return digestOf(
    "group commitment",
    bytesOf(group),
    String(round),
    uuidBytes(end.muid),
    fingerprintBytes(end.fingerprint),
    bytesOf(thrown),
  );
}

/** The code of the group: everybody, with the certificate we see and what they have thrown. */
export function groupCode(
  { group, round }: GroupRound,
  people: readonly (End & { readonly thrown: string })[],
): ShortCode {
  const sorted = [...people].sort((one, other) =>
    canonical(one.muid) < canonical(other.muid) ? -1 : 1
  );
  return toCode(bytesOf(digestOf(
    "group code",
    bytesOf(group),
    String(round),
    ...sorted.flatMap(({ muid, fingerprint, thrown }) => [
      uuidBytes(muid),
      fingerprintBytes(fingerprint),
      bytesOf(thrown),
    ]),
  )));
}

const canonical = (muid: string) => muid.toLowerCase();

function digestOf(label: string, ...fields: readonly (string | Uint8Array)[]): string {
  return hexOf(sha256(joinFields(version, label, ...fields)));
}
