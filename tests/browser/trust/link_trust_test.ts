import assert from "node:assert/strict";
import { linkTrust, maySend } from "../../../lib/browser/trust/link_trust.ts";
import type { SpokenMark } from "../../../lib/browser/trust/pair_code.ts";
import type { ProofMark } from "../../../lib/browser/trust/proof.ts";
import { endsFor } from "./rig.ts";

const ends = endsFor("trust").offer;
const proofs: readonly ProofMark[] = [
  { kind: "checking" },
  { kind: "unchecked", why: "no-key" },
  { kind: "unchecked", why: "no-key-there" },
  { kind: "unchecked", why: "silent" },
  { kind: "accepted", ends },
  { kind: "proved", ends },
  { kind: "wrong" },
];
const spoken: readonly SpokenMark[] = [
  { kind: "none" },
  { kind: "same", ends },
  { kind: "different" },
];

Deno.test("[V3][V7] what a connection is shown as, and whether media is sent: the whole table", () => {
  const rows = proofs.map((proof) => spoken.map((mark) => linkTrust(proof, mark)).join(" "));
  assert.deepEqual(rows, [
    "checking compared alarm",
    "unchecked compared alarm",
    "unchecked compared alarm",
    "unchecked compared alarm",
    "unchecked compared alarm",
    "proved compared alarm",
    "alarm compared alarm",
  ]);
  const sends = (isDemanded: boolean) =>
    (["alarm", "checking", "unchecked", "proved", "compared"] as const)
      .filter((trust) => maySend(trust, { isDemanded }));
  assert.deepEqual(sends(false), ["checking", "unchecked", "proved", "compared"]);
  assert.deepEqual(sends(true), ["proved", "compared"]);
});
