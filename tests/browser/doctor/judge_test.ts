// From measurements to verdicts: relays, sound, people.

import assert from "node:assert/strict";
import {
  judgePeople,
  judgeRelay,
  judgeSound,
  median,
  type RelayFacts,
} from "../../../lib/browser/doctor/judge.ts";

const good: RelayFacts = {
  relays: 1,
  errorCodes: [],
  connectMs: 81.4,
  load: { sent: 100, received: 99, bytes: 1_000_000, tookMs: 1_000 },
};

const relays: [string, Partial<RelayFacts>, string, string][] = [
  ["enough of everything", {}, "passed", "relay-works"],
  ["an error beside a path that works", { errorCodes: [701] }, "passed", "relay-works"],
  [
    "too slow",
    { load: { sent: 100, received: 100, bytes: 30_000, tookMs: 1_000 } },
    "failed",
    "relay-poor",
  ],
  [
    "too many gaps",
    { load: { sent: 100, received: 85, bytes: 900_000, tookMs: 1_000 } },
    "failed",
    "relay-poor",
  ],
  [
    "nothing came",
    { load: { sent: 100, received: 0, bytes: 0, tookMs: 0 } },
    "failed",
    "relay-poor",
  ],
  ["401", { connectMs: null, relays: 0, errorCodes: [401] }, "failed", "relay-refused"],
  [
    "701 on one card, 401 on the other",
    { connectMs: null, relays: 0, errorCodes: [701, 401] },
    "failed",
    "relay-refused",
  ],
  ["486", { connectMs: null, relays: 0, errorCodes: [486] }, "failed", "relay-full"],
  [
    "one end got the last one, the other 486",
    { connectMs: null, errorCodes: [486] },
    "failed",
    "relay-full",
  ],
  ["701", { connectMs: null, relays: 0, errorCodes: [701] }, "failed", "relay-unreachable"],
  ["no answer at all", { connectMs: null, relays: 0 }, "failed", "relay-unreachable"],
  ["a relay address and no path", { connectMs: null }, "failed", "relay-dead-end"],
];
for (const [name, change, verdict, reason] of relays) {
  Deno.test(`[F14] relay: ${name} is ${reason}`, () => {
    const finding = judgeRelay({ ...good, ...change });
    assert.deepEqual([finding.verdict, finding.reason], [verdict, reason]);
  });
}

Deno.test("[F14] relay: the numbers are rounded and have their units", () => {
  assert.deepEqual(judgeRelay(good).measures, { connectMs: 81, mbitPerS: 8, lossPercent: 1 });
});

Deno.test("[F14] sound: silence is told from a quiet voice, and a mute switch from silence", () => {
  assert.equal(judgeSound(0.002, { isMuted: false }).reason, "sound-heard");
  assert.equal(judgeSound(0.0001, { isMuted: false }).reason, "sound-silent");
  assert.equal(judgeSound(0, { isMuted: true }).reason, "sound-muted");
  assert.deepEqual(judgeSound(0, { isMuted: false }).measures, { peakDb: -100 });
});

Deno.test("[F14] people: one without a path fails, all relayed passes, nobody does not apply", () => {
  assert.equal(judgePeople([]).verdict, "not-applicable");
  const direct = { name: "A", path: "direct", rttMs: 10.4 } as const;
  const relay = { name: "B", path: "relay", rttMs: 50 } as const;
  const none = { name: "C", path: "none" } as const;
  assert.equal(judgePeople([direct]).reason, "people-direct");
  assert.equal(judgePeople([direct, relay]).reason, "people-relayed");
  assert.deepEqual(judgePeople([direct, relay, none]), {
    verdict: "failed",
    reason: "people-failed",
    measures: { direct: 1, relayed: 1, unconnected: 1, roundTripMs: 50 },
  });
});

Deno.test("[F14] the median is the middle one, not swayed by one slow answer", () => {
  assert.equal(median([5, 900, 4, 6, 5]), 5);
});
