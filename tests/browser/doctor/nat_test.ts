// What kind of network the doctor says it sees, by the candidates it gets.

import assert from "node:assert/strict";
import {
  classifyNat,
  judgeNat,
  type NatFacts,
  type NatKind,
} from "../../../lib/browser/doctor/nat.ts";
import type { ProbeCandidate } from "../../../lib/browser/doctor/ports.ts";

const own = "192.168.1.7";
const outside = "198.51.100.7";

function make(type: string, address: string, port: number, base = 0): ProbeCandidate {
  const relatedAddress = base === 0 ? "0.0.0.0" : own;
  return { init: {}, type, protocol: "udp", address, port, relatedAddress, relatedPort: base };
}
const host = make("host", own, 5_000);

const cases: [string, Partial<NatFacts>, NatKind][] = [
  ["two ports for one socket: symmetric", {
    candidates: [host, make("srflx", outside, 7_001, 5_000), make("srflx", outside, 7_002, 5_000)],
    answered: 2,
  }, "symmetric"],
  ["two ports, base hidden by mDNS: symmetric", {
    candidates: [make("srflx", outside, 7_001), make("srflx", outside, 7_002)],
    answered: 2,
  }, "symmetric"],
  ["two network cards behind one NAT: not symmetric", {
    candidates: [make("srflx", outside, 7_001, 5_000), make("srflx", outside, 7_002, 5_001)],
    answered: 2,
  }, "friendly"],
  ["one mapping from two servers: friendly", {
    candidates: [host, make("srflx", outside, 7_001, 5_000)],
    answered: 2,
  }, "friendly"],
  ["one mapping from one server: unknown", {
    candidates: [host, make("srflx", outside, 7_001, 5_000)],
    answered: 1,
  }, "unknown"],
  ["the relay sees the same port: friendly", {
    candidates: [host, make("srflx", outside, 7_001, 5_000)],
    answered: 1,
    portAtRelay: 7_001,
  }, "friendly"],
  ["the relay sees another port: symmetric", {
    candidates: [host, make("srflx", outside, 7_001, 5_000)],
    answered: 1,
    portAtRelay: 9_999,
  }, "symmetric"],
  ["our own address reflected: open", {
    candidates: [host, make("srflx", own, 5_000, 5_000)],
    answered: 1,
  }, "open"],
  ["an answer and no candidate of it, as it equals the host: open", {
    candidates: [host],
    answered: 1,
  }, "open"],
  ["no answer: blocked", { candidates: [host], answered: 0 }, "blocked"],
  ["a TCP candidate is no UDP mapping", {
    candidates: [{ ...make("srflx", outside, 7_001), protocol: "tcp" }],
    answered: 0,
  }, "blocked"],
];

for (const [name, facts, kind] of cases) {
  Deno.test(`[F14] NAT: ${name}`, () => {
    assert.equal(classifyNat({ candidates: [], answered: 0, portAtRelay: null, ...facts }), kind);
  });
}

Deno.test("[F14] a strict network fails only where there is no relay", () => {
  assert.deepEqual(judgeNat("symmetric", { hasRelay: true }), {
    verdict: "passed",
    reason: "network-strict",
  });
  assert.deepEqual(judgeNat("symmetric", { hasRelay: false }), {
    verdict: "failed",
    reason: "network-strict-alone",
  });
  assert.equal(judgeNat("blocked", { hasRelay: true }).verdict, "failed");
  assert.equal(judgeNat("unknown", { hasRelay: true }).verdict, "passed");
});
