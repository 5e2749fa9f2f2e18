import assert from "node:assert/strict";
import fc from "fast-check";
import {
  maxTrustLength,
  readTrustMessage,
  type TrustMessage,
} from "../../../lib/browser/trust/messages.ts";
import { hexFor } from "./rig.ts";

const [short, long] = [hexFor("short", 16), hexFor("long", 32)];
const messages: readonly TrustMessage[] = [
  { type: "trust-hello", nonce: short, keyed: true },
  { type: "trust-proof", own: short, yours: short, proof: long },
  { type: "trust-commit", run: 1_000, commitment: long },
  { type: "trust-reveal", run: 1_000, thrown: long },
  { type: "trust-group-commit", group: long, round: 1_000, commitment: long },
  { type: "trust-group-reveal", group: long, round: 1_000, thrown: long },
];

Deno.test("[V2][V4] every message is read as it was written, and short", () => {
  for (const message of messages) {
    const text = JSON.stringify(message);
    assert.deepEqual(readTrustMessage(text), message);
    assert.ok(text.length < maxTrustLength / 2, `${message.type}: ${text.length}`);
    // A later version may say more (P17).
    assert.deepEqual(readTrustMessage(JSON.stringify({ ...message, more: 1 })), message);
  }
});

Deno.test("[V2] a field that is missing, cut, longer, in capitals or of another type is no message", () => {
  for (const message of messages) {
    for (const [name, value] of Object.entries(message)) {
      const others = typeof value === "string"
        ? [value.slice(1), `${value}0`, `${value.slice(1)}G`, value.toUpperCase(), 7, null, [value]]
        : [0, -1, 1.5, 1_001, "1", "true", null, {}];
      for (const other of [undefined, ...others]) {
        const text = JSON.stringify({ ...message, [name]: other });
        assert.equal(readTrustMessage(text), null, text);
      }
    }
  }
});

Deno.test("[V9] what others say on the channel, and what nobody says, is passed over", () => {
  const others = [
    "",
    "null",
    "7",
    "[]",
    "{",
    JSON.stringify({ type: "size", camera: 1, screen: null }),
    JSON.stringify({ ...messages[0], more: "x".repeat(maxTrustLength) }),
  ];
  for (const text of others) assert.equal(readTrustMessage(text), null, text);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => readTrustMessage(text) === null),
    { seed: 15 },
  );
});
