// The STUN codec against the test vectors of RFC 5769.

import assert from "node:assert/strict";
import {
  attribute,
  attributes,
  decodeMessage,
  encodeMessage,
  errorCode,
  hasIntegrity,
  longTermKey,
  messageLength,
  methods,
} from "../../../../lib/server/turn/client/message.ts";
import { decodeAddress, encodeAddress } from "../../../../lib/server/turn/client/address.ts";

const bytes = (hex: string) =>
  Uint8Array.from(hex.trim().split(/\s+/), (byte) => parseInt(byte, 16));
const transactionId = "b7 e7 a7 01 bc 34 d6 86 fa 87 df ae";
const software = "80 22 00 0b 74 65 73 74 20 76 65 63 74 6f 72 20";
const responses = [
  [
    "192.0.2.1",
    `01 01 00 3c 21 12 a4 42 ${transactionId} ${software} 00 20 00 08 00 01 a1 47 e1 12 a6 43
     00 08 00 14 2b 91 f5 99 fd 9e 90 c3 8c 74 89 f9 2a f9 ba 53 f0 6b e7 d7
     80 28 00 04 c0 7d 4c 96`,
  ],
  [
    "2001:db8:1234:5678:11:2233:4455:6677",
    `01 01 00 48 21 12 a4 42 ${transactionId} ${software} 00 20 00 14 00 02 a1 47 01 13 a9 fa
     a5 d3 f1 79 bc 25 f4 b5 be d2 b9 d9 00 08 00 14 a3 82 95 4e 4b e6 7b f1 17 84 c9 7c
     82 92 c2 75 bf e3 ed 41 80 28 00 04 c8 fb 0b 4c`,
  ],
] as const;

for (const [ip, hex] of responses) {
  Deno.test(`[P2] the self-test reads the answer of RFC 5769 with ${ip}, and its integrity`, () => {
    const message = decodeMessage(bytes(hex));
    assert(message);
    assert.deepEqual([message.kind, message.method], ["success", methods.binding]);
    const mapped = attribute(message, attributes.xorMappedAddress);
    assert(mapped);
    assert.deepEqual(decodeAddress(mapped, message.transactionId), { ip, port: 32_853 });
    assert.deepEqual(encodeAddress({ ip, port: 32_853 }, message.transactionId), mapped);
    const key = new TextEncoder().encode("VOkJxbRl1RmTxUk/WvJxBt");
    assert.equal(hasIntegrity(message, key), true);
    assert.equal(hasIntegrity(message, new TextEncoder().encode("another")), false);
  });
}

Deno.test("[P2] a request with long-term credentials is the one of RFC 5769, byte for byte", () => {
  const expected = bytes(
    `00 01 00 60 21 12 a4 42 78 ad 34 33 c6 ad 72 c0 29 da 41 2e
     00 06 00 12 e3 83 9e e3 83 88 e3 83 aa e3 83 83 e3 82 af e3 82 b9 00 00
     00 15 00 1c 66 2f 2f 34 39 39 6b 39 35 34 64 36 4f 4c 33 34 6f 4c 39 46 53 54 76 79 36 34 73 41
     00 14 00 0b 65 78 61 6d 70 6c 65 2e 6f 72 67 00
     00 08 00 14 f6 70 24 65 6d d6 4a 3e 02 b8 e0 71 2e 85 c9 a2 8c a8 96 66`,
  );
  const text = (value: string) => new TextEncoder().encode(value);
  const username = "マトリックス";
  const encoded = encodeMessage({
    kind: "request",
    method: methods.binding,
    transactionId: expected.subarray(8, 20),
    attributes: [
      [attributes.username, text(username)],
      [attributes.nonce, text("f//499k954d6OL34oL9FSTvy64sA")],
      [attributes.realm, text("example.org")],
    ],
  }, longTermKey(username, "example.org", "TheMatrIX"));
  assert.deepEqual(encoded, expected);
});

Deno.test("[P2] every method and class survives encoding; an error says its code", () => {
  for (const method of Object.values(methods)) {
    for (const kind of ["request", "indication", "success", "error"] as const) {
      const message = decodeMessage(encodeMessage({
        kind,
        method,
        transactionId: new Uint8Array(12),
        attributes: [[attributes.errorCode, Uint8Array.of(0, 0, 4, 86)]],
      }));
      assert.deepEqual([message?.kind, message?.method], [kind, method]);
      assert.equal(message && errorCode(message), 486);
    }
  }
});

Deno.test("[P2] what is no STUN message is refused, not misread", () => {
  const [[, hex]] = responses;
  const whole = bytes(hex);
  assert.equal(decodeMessage(new Uint8Array()), null);
  for (let cut = 0; cut < whole.length; cut++) {
    assert.equal(decodeMessage(whole.slice(0, cut)), null);
  }
  for (const at of [0, 3, 4, 7, 22]) {
    const damaged = whole.slice();
    damaged[at] = 0xff;
    assert.equal(decodeMessage(damaged), null, `byte ${at}`);
  }
  assert.equal(messageLength(whole.slice(0, 19)), null);
  assert.equal(messageLength(whole), whole.length);
});
