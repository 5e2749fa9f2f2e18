// When a link is repaired, and how (P19, R11), on a manual clock.

import assert from "node:assert/strict";
import { createRecovery } from "../../../lib/browser/peer/recovery.ts";
import { createManualClock } from "../../fakes/browser/clock.ts";

function setUp() {
  const clock = createManualClock();
  const start = clock.now();
  const log: string[] = [];
  const note = (what: string) => log.push(`${(clock.now() - start) / 1_000} ${what}`);
  const facts = {
    canSignal: true,
    hasOtherRelays: true,
    isPolite: false,
    isSettled: true,
    isNegotiated: true,
    canRevive: true,
  };
  const recovery = createRecovery({
    clock,
    restart: () => note("restart"),
    rebuild: () => note("rebuild"),
    widen() {
      note("widen");
      return facts.hasOtherRelays;
    },
    nudge: () => note("nudge"),
    isPolite: () => facts.isPolite,
    isSettled: () => facts.isSettled,
    canRevive: () => facts.canRevive,
    isNegotiated: () => facts.isNegotiated,
    listen: () => note("listen"),
    canSignal: () => facts.canSignal,
    onState: (state) => note(`is ${state.kind}`),
  });
  /** What happened since the last look. */
  const look = () => log.splice(0);
  return { clock, recovery, facts, look };
}

async function connected() {
  const all = setUp();
  all.recovery.begin();
  all.recovery.handlePath("connecting");
  all.recovery.handlePath("connected");
  await all.clock.advance(100_000);
  assert.deepEqual(all.look(), ["0 is connected"]);
  return all;
}

Deno.test("[P19] 3 s of disconnected bring one ICE restart; less brings none", async () => {
  const { clock, recovery, look } = await connected();
  recovery.handlePath("disconnected");
  await clock.advance(2_999);
  recovery.handlePath("connected");
  await clock.advance(10_000);
  assert.deepEqual(look(), []);
  recovery.handlePath("disconnected");
  await clock.advance(2_999);
  assert.deepEqual(look(), []);
  await clock.advance(1);
  assert.deepEqual(look(), ["115.999 is recovering", "115.999 restart"]);
  recovery.handlePath("connected");
  assert.deepEqual(look(), ["115.999 listen", "115.999 is connected"]);
  recovery.close();
  assert.equal(clock.pending(), 0);
});

Deno.test("[R11] failed brings a restart at once; after 4 a new connection; then it says so", async () => {
  const { clock, recovery, look } = await connected();
  recovery.handlePath("failed");
  recovery.handlePath("failed");
  assert.deepEqual(look(), ["100 is recovering", "100 restart"]);
  await clock.advance(20_000);
  assert.deepEqual(look(), [
    "105 restart",
    "110 restart",
    "115 restart",
    "120 widen",
    "120 rebuild",
  ]);
  await clock.advance(15_000);
  assert.deepEqual(look(), ["135 is failed"]);
  await clock.advance(60_000);
  assert.deepEqual(look(), [
    "165 widen",
    "165 rebuild",
    "195 widen",
    "195 rebuild",
  ], "it goes on looking, quietly");
  recovery.handlePath("connected");
  assert.deepEqual(look(), ["195 is connected"]);
  recovery.handlePath("failed");
  await clock.advance(19_999);
  assert.equal(look().filter((line) => line.includes("restart")).length, 4, "counts anew");
  recovery.close();
  assert.equal(clock.pending(), 0);
});

Deno.test("[R11] a path that never was is tried over other relays, and failed after 18 s", async () => {
  const { clock, recovery, look } = setUp();
  recovery.begin();
  recovery.handlePath("connecting");
  await clock.advance(17_999);
  assert.deepEqual(look(), ["5 widen", "5 restart", "11 widen", "11 rebuild"]);
  await clock.advance(1);
  assert.deepEqual(look(), ["18 is failed"]);
  recovery.retry();
  assert.deepEqual(look(), ["18 is recovering", "18 widen", "18 rebuild"]);
  recovery.close();
});

Deno.test("[S14] no other kind of relay is tried while the other side has not spoken", async () => {
  const { clock, recovery, facts, look } = setUp();
  facts.isNegotiated = false;
  recovery.begin();
  await clock.advance(10_000);
  assert.deepEqual(look(), ["5 nudge"]);
  // The offer is here, and a path is looked for.
  facts.isNegotiated = true;
  recovery.handlePath("connecting");
  await clock.advance(4_999);
  assert.deepEqual(look(), [], "it has its five seconds");
  await clock.advance(13_001);
  assert.deepEqual(look(), ["15 widen", "15 restart", "21 widen", "21 rebuild", "28 is failed"]);
  recovery.close();
});

Deno.test("[R11] a slow first path is left to itself where there are no other relays", async () => {
  const { clock, recovery, facts, look } = setUp();
  facts.hasOtherRelays = false;
  recovery.begin();
  await clock.advance(18_000);
  assert.deepEqual(look(), ["5 widen", "5 nudge", "11 widen", "11 nudge", "18 is failed"]);
  recovery.handlePath("connected");
  assert.deepEqual(look(), ["18 is connected"], "late is not too late");
  recovery.close();
});

Deno.test("[R11] a first path is told as failed after 18 s, however often the other side begins anew", async () => {
  const { clock, recovery, look } = setUp();
  recovery.begin();
  for (let i = 0; i < 9; i++) {
    await clock.advance(2_000);
    recovery.handleReplaced();
  }
  assert.equal(look().at(-1), "18 is failed");
  recovery.close();
});

Deno.test("[R6] while nothing can be told, no try is used up", async () => {
  const { clock, recovery, facts, look } = await connected();
  facts.canSignal = false;
  recovery.handlePath("failed");
  await clock.advance(60_000);
  assert.deepEqual(look(), ["100 is recovering"]);
  facts.canSignal = true;
  recovery.handleReachable();
  assert.deepEqual(look(), ["160 restart"]);
  recovery.close();
});

Deno.test("[R11] a change of network restarts ICE at once, also where all hope was gone", async () => {
  const { clock, recovery, look } = await connected();
  recovery.handleNetworkChange();
  assert.deepEqual(look(), ["100 restart"]);
  recovery.handlePath("failed");
  await clock.advance(40_000);
  assert.equal(look().at(-1), "135 is failed");
  recovery.handleNetworkChange();
  assert.deepEqual(look(), ["140 is recovering", "140 restart"]);
  recovery.close();
});

Deno.test("[R11] a change of network while the first path is made restarts it too", () => {
  const { clock, recovery, look } = setUp();
  recovery.begin();
  recovery.handlePath("connecting");
  recovery.handleNetworkChange();
  assert.deepEqual(look(), ["0 restart"]);
  recovery.close();
  recovery.handleNetworkChange();
  assert.deepEqual(look(), []);
  assert.equal(clock.pending(), 0);
});

Deno.test("[R11] a connection replaced by the other side has 15 s of its own", async () => {
  const { clock, recovery, look } = await connected();
  recovery.handleReplaced();
  await clock.advance(14_999);
  assert.deepEqual(look(), ["100 is recovering"]);
  await clock.advance(1);
  assert.deepEqual(look(), ["115 restart"]);
  recovery.close();
  recovery.handlePath("failed");
  recovery.handleReplaced();
  recovery.retry();
  await clock.advance(100_000);
  assert.deepEqual(look(), [], "a closed one is closed");
  assert.equal(clock.pending(), 0);
});

Deno.test("[R11] where failed is for good, what fails in the repair is replaced at once", async () => {
  const { clock, recovery, facts, look } = await connected();
  facts.canRevive = false;
  recovery.handlePath("disconnected");
  await clock.advance(3_000);
  assert.deepEqual(look(), ["103 is recovering", "103 restart"]);
  recovery.handlePath("failed");
  await clock.advance(0);
  assert.deepEqual(look(), ["103 rebuild"]);
  await clock.advance(5_000);
  facts.isPolite = true;
  recovery.handlePath("failed");
  recovery.handlePath("failed");
  await clock.advance(499);
  recovery.handleReplaced();
  await clock.advance(10_000);
  assert.deepEqual(look(), [], "the other side was first");
  facts.isPolite = false;
  for (let count = 0; count < 9; count++) {
    recovery.handlePath("failed");
    await clock.advance(0);
  }
  assert.equal(look().length, 7, "not for ever");
  recovery.close();
  assert.equal(clock.pending(), 0);
});

Deno.test("[P19] of two sides that see the same the impolite one begins, the other waits for its offer", async () => {
  const { clock, recovery, facts, look } = await connected();
  facts.isPolite = true;
  recovery.handleNetworkChange();
  await clock.advance(499);
  assert.deepEqual(look(), []);
  await clock.advance(1);
  assert.deepEqual(look(), ["100.5 restart"], "nobody else noticed");
  await clock.advance(9_500);

  recovery.handleNetworkChange();
  recovery.handleOffer();
  await clock.advance(10_000);
  assert.deepEqual(look(), [], "the other side did it");

  recovery.handlePath("failed");
  assert.deepEqual(look(), ["120 is recovering"]);
  recovery.handleOffer();
  await clock.advance(5_999);
  assert.deepEqual(look(), [], "their repair has its time, and their next one goes first");
  await clock.advance(1);
  assert.deepEqual(look(), ["126 restart"]);
  recovery.handlePath("connected");
  look();

  recovery.handlePath("disconnected");
  await clock.advance(3_500);
  assert.deepEqual(look(), ["129.5 is recovering", "129.5 restart"]);
  recovery.close();
  assert.equal(clock.pending(), 0);
});

Deno.test("[P19] a restart on a path that works gets stuck: after 5 s it is repaired, once it can be", async () => {
  const { clock, recovery, facts, look } = await connected();
  facts.isSettled = false;
  recovery.handleNetworkChange();
  assert.deepEqual(look(), ["100 restart"]);
  facts.canSignal = false;
  await clock.advance(10_000);
  assert.deepEqual(look(), [], "media goes on meanwhile");
  facts.canSignal = true;
  await clock.advance(5_000);
  assert.deepEqual(look(), ["115 is recovering", "115 restart"]);
  facts.isSettled = true;
  recovery.handlePath("connected");
  await clock.advance(60_000);
  assert.deepEqual(look(), ["115 listen", "115 is connected"]);
  recovery.close();
});

Deno.test("[R11] a path that stands and carries nothing is restarted, then made anew, then now and then", async () => {
  for (const isPolite of [false, true]) {
    const { clock, recovery, facts, look } = await connected();
    facts.isPolite = isPolite;
    const listen = async (seconds: number, isFlowing: boolean) => {
      for (let second = 0; second < seconds; second += 2) {
        recovery.handleMedia(isFlowing);
        await clock.advance(2_000);
      }
    };
    await listen(20, false);
    const later = isPolite ? 2 : 0;
    assert.deepEqual(look(), [`${100 + later} restart`, `${106 + later} rebuild`]);
    await listen(30, false);
    assert.equal(look().length, 1, "and once more after 30 s");
    await listen(4, true);
    await listen(4, false);
    assert.deepEqual(look().map((line) => line.split(" ")[1]), ["restart"], "counts anew");
    recovery.close();
    recovery.handleMedia(false);
    assert.deepEqual(look(), []);
    assert.equal(clock.pending(), 0);
  }
});
