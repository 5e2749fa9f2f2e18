// vectors.json was computed with Python; here it is computed again with node:crypto, straight from the
// text of docs/SECURITY.md, and by the code.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash, createHmac, hkdfSync } from "node:crypto";
import { joinFields, readSecret, writeSecret } from "../../../lib/browser/trust/bytes.ts";
import {
  groupCode,
  groupCommitment,
  groupOf,
  pairCode,
  pairCommitment,
} from "../../../lib/browser/trust/code.ts";
import { contextOf, type Ends } from "../../../lib/browser/trust/ends.ts";
import { proofBy, proofKey } from "../../../lib/browser/trust/secret_proof.ts";
import vectors from "./vectors.json" with { type: "json" };

const hex = (text: string) => Buffer.from(text, "hex");
const uuid = (text: string) => hex(text.replaceAll("-", ""));
const ascii = (text: string | number) => Buffer.from(String(text), "ascii");
const label = "conflux trust 1";

function fields(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts.flatMap((part) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(part.length);
    return [length, part];
  }));
}

const sha256 = (...parts: readonly Buffer[]) =>
  createHash("sha256").update(fields(ascii(label), ...parts)).digest();

/** By text of binary digits, where the code shifts. */
function codeOf(digest: Buffer) {
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const cut = (from: number, length: number) => parseInt(bits.slice(from, from + length), 2);
  return {
    emoji: [0, 6, 12, 18, 24, 30, 36].map((at) => cut(at, 6)),
    numbers: [64, 77, 90].map((at) => cut(at, 13) + 1_000),
  };
}

Deno.test("[V2][V4] known answers of a pair: key, proofs, commitments, code", () => {
  assert.equal(vectors.pairs.length, 3);
  for (const { secret, room, offer, answer, context, key, run, code } of vectors.pairs) {
    const ikm = Buffer.from(secret, "base64url");
    const nodeContext = fields(
      ascii(room),
      uuid(offer.muid),
      hex(offer.fingerprint),
      uuid(answer.muid),
      hex(answer.fingerprint),
    );
    const info = fields(ascii("proof"), ascii(room));
    const nodeKey = Buffer.from(hkdfSync("sha256", ikm, ascii(label), info, 32));
    assert.equal(nodeContext.toString("hex"), context);
    assert.equal(nodeKey.toString("hex"), key);
    const nonces = [hex(offer.nonce), hex(answer.nonce)];
    const thrown = [hex(offer.thrown), hex(answer.thrown)];
    for (const [role, side] of [["offer", offer], ["answer", answer]] as const) {
      const message = fields(ascii(label), ascii("proof"), ascii(role), nodeContext, ...nonces);
      assert.equal(createHmac("sha256", nodeKey).update(message).digest("hex"), side.proof);
      const committed = [ascii(role), nodeContext, ascii(run), hex(side.thrown)];
      assert.equal(
        sha256(ascii("pair commitment"), ...committed).toString("hex"),
        side.commitment,
      );
    }
    const digest = sha256(ascii("pair code"), nodeContext, ascii(run), ...thrown);
    assert.deepEqual(codeOf(digest), code);

    // And now the code, from both sides.
    const read = readSecret(secret);
    assert.ok(read);
    assert.equal(writeSecret(read), secret);
    const ownKey = proofKey(read, room);
    for (
      const [role, own, peer] of [["offer", offer, answer], ["answer", answer, offer]] as const
    ) {
      const ends: Ends = { room, role, own, peer };
      assert.equal(Buffer.from(contextOf(ends)).toString("hex"), context);
      const deps = { key: ownKey, ends, nonces: { own: own.nonce, peer: peer.nonce } };
      assert.equal(proofBy("own", deps), own.proof);
      assert.equal(proofBy("peer", deps), peer.proof);
      assert.equal(pairCommitment("own", { ends, run, thrown: own.thrown }), own.commitment);
      assert.equal(pairCommitment("peer", { ends, run, thrown: peer.thrown }), peer.commitment);
      assert.deepEqual(pairCode({ ends, run, own: own.thrown, peer: peer.thrown }), code);
    }
  }
});

Deno.test("[V4][V5] known answers of a group of two, three and twelve", () => {
  assert.deepEqual(vectors.groups.map(({ people }) => people.length), [2, 3, 12]);
  for (const { room, round, people, group, code } of vectors.groups) {
    const sorted = people.toSorted((one, other) => one.muid < other.muid ? -1 : 1);
    const muids = sorted.map(({ muid }) => uuid(muid));
    assert.equal(sha256(ascii("group"), ascii(room), ...muids).toString("hex"), group);
    for (const { muid, fingerprint, thrown, commitment } of people) {
      const parts = [hex(group), ascii(round), uuid(muid), hex(fingerprint), hex(thrown)];
      assert.equal(sha256(ascii("group commitment"), ...parts).toString("hex"), commitment);
      const end = { muid, fingerprint };
      assert.equal(groupCommitment({ group, round }, end, thrown), commitment);
    }
    const all = sorted.flatMap((one) => [uuid(one.muid), hex(one.fingerprint), hex(one.thrown)]);
    const digest = sha256(ascii("group code"), hex(group), ascii(round), ...all);
    assert.deepEqual(codeOf(digest), code);
    for (const order of [people, people.toReversed()]) {
      assert.equal(groupOf(room, order.map(({ muid }) => muid.toUpperCase())), group);
      assert.deepEqual(groupCode({ group, round }, order), code);
    }
  }
});

Deno.test("[V2] fields cannot run into each other", () => {
  const text = (...parts: readonly string[]) => Buffer.from(joinFields(...parts)).toString("hex");
  assert.notEqual(text("ab", "c"), text("a", "bc"));
  assert.notEqual(text("ab"), text("ab", ""));
  assert.equal(text("ab", ""), "000261620000");
  assert.throws(() => joinFields(new Uint8Array(0x1_0000)));
});

Deno.test("[V2] a secret is 22 letters of base64url, written in one way only", () => {
  const secret = Uint8Array.from({ length: 16 }, (_, at) => 255 - 7 * at);
  const text = writeSecret(secret);
  assert.equal(text, Buffer.from(secret).toString("base64url"));
  assert.deepEqual(readSecret(text), secret);
  const last = text.slice(0, -1);
  const readable = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"]
    .filter((letter) => readSecret(last + letter) !== null);
  assert.deepEqual(readable, ["A", "Q", "g", "w"]);
  for (const wrong of ["", last, `${text}A`, `${text}==`, `${last}+`, ` ${last}`]) {
    assert.equal(readSecret(wrong), null, wrong);
  }
  assert.throws(() => writeSecret(secret.subarray(1)));
  assert.throws(() => proofKey(secret.subarray(1), "123456789"));
});
