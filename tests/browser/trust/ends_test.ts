import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  contextOf,
  fingerprintIn,
  fingerprintOf,
  haveSameCertificates,
} from "../../../lib/browser/trust/ends.ts";
import { certificateFor, endsFor, muidFor } from "./rig.ts";

const hex = certificateFor("sdp");
const colons = (hex.match(/../g) ?? []).join(":").toUpperCase();
const sdp = (...lines: readonly string[]) =>
  [
    "v=0",
    "o=- 1 2 IN IP4 127.0.0.1",
    ...lines.map((line) => `a=fingerprint:${line}`),
    "a=mid:0",
    "",
  ]
    .join("\r\n");

Deno.test("[V2] the one SHA-256 fingerprint of a description, or none", () => {
  assert.equal(fingerprintIn(sdp(`sha-256 ${colons}`)), hex);
  assert.equal(fingerprintIn(sdp(`SHA-256 ${colons.toLowerCase()}`)), hex);
  // Once for each m-line, as Firefox may have it.
  assert.equal(fingerprintIn(sdp(`sha-256 ${colons}`, `sha-256 ${colons}`)), hex);
  const other = colons.replace(/^../, colons.startsWith("00") ? "01" : "00");
  for (
    const lines of [
      [],
      [`sha-256 ${colons}`, `sha-256 ${other}`],
      [`sha-256 ${colons}`, "sha-1 00:11:22"],
      [`sha-1 ${colons}`],
      [`sha-512 ${colons}`],
      [`sha-256 ${colons.slice(3)}`],
      [`sha-256 ${colons}:00`],
      [`sha-256 ${hex}`],
    ]
  ) assert.equal(fingerprintIn(sdp(...lines)), null, lines.join());
});

Deno.test("[V2] the fingerprint of a certificate is the SHA-256 of its DER", () => {
  const certificate = Uint8Array.from({ length: 400 }, (_, at) => at % 251);
  const expected = createHash("sha256").update(certificate).digest("hex");
  assert.equal(fingerprintOf(certificate), expected);
});

Deno.test("[V2] both sides have one context; who offered is a part of it", () => {
  const { offer, answer } = endsFor("context");
  assert.deepEqual(contextOf(offer), contextOf(answer));
  assert.notDeepEqual(contextOf({ ...offer, role: "answer" }), contextOf(offer));
  assert.ok(haveSameCertificates(offer, { ...offer, role: "answer" }));
  const others = [
    { ...offer, room: "123456780" },
    { ...offer, own: { ...offer.own, fingerprint: hex } },
    { ...offer, own: { ...offer.own, muid: muidFor("somebody") } },
    { ...offer, peer: { ...offer.peer, fingerprint: hex } },
    { ...offer, peer: { ...offer.peer, muid: muidFor("somebody") } },
  ];
  for (const other of others) {
    assert.notDeepEqual(contextOf(other), contextOf(offer));
    assert.ok(!haveSameCertificates(other, offer));
  }
});

Deno.test("[V2] what is no muid, and no SHA-256, is never a part of a context", () => {
  const { offer } = endsFor("broken");
  const broken = [
    { ...offer, own: { ...offer.own, muid: "ana" } },
    { ...offer, own: { ...offer.own, muid: offer.own.muid.slice(2) } },
    { ...offer, peer: { ...offer.peer, fingerprint: hex.slice(2) } },
    { ...offer, peer: { ...offer.peer, fingerprint: colons } },
  ];
  for (const ends of broken) assert.throws(() => contextOf(ends));
});
