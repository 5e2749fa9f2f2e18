import assert from "node:assert/strict";
import fc from "fast-check";
import { pairCode, toCode } from "../../../lib/browser/trust/code.ts";
import type { Ends } from "../../../lib/browser/trust/ends.ts";
import type { CodeMessage } from "../../../lib/browser/trust/messages.ts";
import { isSpent, noCode, reduceCode } from "../../../lib/browser/trust/pair_code.ts";
import {
  bytesFor,
  carry,
  certificateFor,
  createSpeaker,
  endsFor,
  hexFor,
  type Speaker,
} from "./rig.ts";

const codeOf = ({ state: { stage } }: Speaker) => stage.kind === "shown" ? stage.code : null;

function sidesFor(words: string, { offer, answer }: { offer: Ends; answer: Ends }) {
  const [ana, ben] = [createSpeaker(`ana ${words}`), createSpeaker(`ben ${words}`)];
  ana.take({ type: "open", ends: offer });
  ben.take({ type: "open", ends: answer });
  return { ana, ben };
}

Deno.test("[V4] 1,000 honest pairs see one code, whoever begins or both; no two pairs the same", () => {
  const codes = new Set<string>();
  for (let at = 0; at < 1_000; at++) {
    const { ana, ben } = sidesFor(`${at}`, endsFor(`${at}`));
    const toOther = at % 3 < 2 ? ana.begin() : [];
    const toOne = at % 3 > 0 ? ben.begin() : [];
    carry(ana, ben, { toOne, toOther });
    assert.ok(codeOf(ana));
    assert.deepEqual(codeOf(ana), codeOf(ben));
    codes.add(JSON.stringify(codeOf(ana)));
  }
  assert.equal(codes.size, 1_000);
});

Deno.test("[V4] a code has 42 bits as emoji and 39 as numbers, and uses all of them", () => {
  const [zeros, ones] = [new Uint8Array(32), new Uint8Array(32).fill(255)];
  assert.deepEqual(toCode(zeros), { emoji: Array(7).fill(0), numbers: Array(3).fill(1_000) });
  assert.deepEqual(toCode(ones), { emoji: Array(7).fill(63), numbers: Array(3).fill(9_191) });
  const texts = new Set([JSON.stringify(toCode(zeros))]);
  for (let bit = 0; bit < 256; bit++) {
    texts.add(JSON.stringify(toCode(zeros.map((_, at) => at === bit >> 3 ? 128 >> (bit & 7) : 0))));
  }
  assert.equal(texts.size, 1 + 42 + 39);
});

Deno.test("[V4] 2,000 of 2,000 middles with codes of their own are heard, whoever begins", () => {
  let different = 0;
  for (let at = 0; at < 2_000; at++) {
    const middle = certificateFor(`in the middle ${at}`);
    const ends = endsFor(`${at}`, { seenByOffer: middle, seenByAnswer: middle });
    const { ana, ben } = sidesFor(`${at}`, ends);
    // The middle plays the other one to each of them, by the rules and with its own throws.
    const mirror = ({ room, role, own, peer }: Ends): Ends => ({
      room,
      role: role === "offer" ? "answer" : "offer",
      own: peer,
      peer: own,
    });
    const toAna = createSpeaker(`middle ${at}`);
    const toBen = createSpeaker(`middle ${at}`);
    toAna.take({ type: "open", ends: mirror(ends.offer) });
    toBen.take({ type: "open", ends: mirror(ends.answer) });
    const isAna = at % 2 === 0;
    carry(ana, toAna, { toOther: isAna ? ana.begin() : [], toOne: isAna ? [] : toAna.begin() });
    carry(ben, toBen, { toOther: isAna ? [] : ben.begin(), toOne: isAna ? toBen.begin() : [] });
    assert.ok(codeOf(ana) && codeOf(ben));
    const [one, other] = [codeOf(ana), codeOf(ben)];
    const isHeard = String(one?.emoji) !== String(other?.emoji) &&
      String(one?.numbers) !== String(other?.numbers);
    if (isHeard) different++;
  }
  assert.equal(different, 2_000);
});

Deno.test("[V4] a middle that passes on what both say has no code to show: 1,000 of 1,000", () => {
  let broken = 0;
  for (let at = 0; at < 1_000; at++) {
    const seen = certificateFor(`in the middle ${at}`);
    const ends = endsFor(`${at}`, at % 2 ? { seenByOffer: seen } : { seenByAnswer: seen });
    const { ana, ben } = sidesFor(`${at}`, ends);
    carry(ana, ben, { toOther: ana.begin() });
    if (ana.warnings.includes("broken") && ben.warnings.includes("broken")) broken++;
  }
  assert.equal(broken, 1_000);
});

Deno.test("[V4] 10,000 of 10,000 codes differ where one certificate does, whatever was thrown", () => {
  let different = 0;
  for (let at = 0; at < 10_000; at++) {
    const { offer } = endsFor(`${at}`);
    const side = at % 2 ? "own" : "peer";
    const swapped = { ...offer, [side]: { ...offer[side], fingerprint: hexFor(`${at}`, 32) } };
    const thrown = { run: 1, own: hexFor(`own ${at}`, 32), peer: hexFor(`peer ${at}`, 32) };
    const [one, other] = [
      pairCode({ ends: offer, ...thrown }),
      pairCode({ ends: swapped, ...thrown }),
    ];
    const isOther = String(one.emoji) !== String(other.emoji) &&
      String(one.numbers) !== String(other.numbers);
    if (isOther) different++;
  }
  assert.equal(different, 10_000);
});

Deno.test("[V4] nobody shows before the other has committed, and the first commitment counts", () => {
  const { ana, ben } = sidesFor("order", endsFor("order"));
  const [own] = ana.begin();
  assert.equal(own?.type, "trust-commit");
  assert.equal(ana.begin().length, 0, "one run at a time");
  const [theirs, shown] = ben.tell(...(own ? [own] : []));
  assert.ok(theirs?.type === "trust-commit" && shown?.type === "trust-reveal");
  // What is shown without a commitment means nothing.
  assert.deepEqual(ana.tell(shown), []);
  assert.equal(ana.state.stage.kind, "running");
  assert.equal(ana.tell(theirs).at(-1)?.type, "trust-reveal");
  assert.deepEqual(ana.tell({ ...theirs, commitment: certificateFor("another") }), []);
  ana.tell(shown);
  assert.ok(codeOf(ana));
});

Deno.test("[V4] our own commitment, sent back, is not theirs", () => {
  const { ana } = sidesFor("mirror", endsFor("mirror"));
  const shown = ana.tell(...ana.begin());
  ana.tell(...shown);
  assert.deepEqual([ana.state.stage, ana.warnings], [{ kind: "failed", why: "broken" }, [
    "broken",
  ]]);
});

Deno.test("[V4] three tries, whoever begins them and however they end, then there is no code", () => {
  const { ana, ben } = sidesFor("tries", endsFor("tries"));
  for (let at = 0; at < 3; at++) {
    carry(ana, ben, at % 2 ? { toOther: ana.begin() } : { toOne: ben.begin() });
    assert.ok(codeOf(ana) && codeOf(ben));
    ana.take({ type: "different" });
    ben.take({ type: "different" });
  }
  assert.deepEqual(ana.warnings, ["different", "different", "different", "spent"]);
  assert.ok(isSpent(ana.state) && isSpent(ben.state));
  assert.deepEqual([ana.begin(), ana.state.mark.kind], [[], "different"]);
  assert.deepEqual(ana.tell({ type: "trust-commit", run: 9, commitment: certificateFor("x") }), []);
  // Another connection is no way to more tries.
  ana.take({ type: "open", ends: endsFor("tries").offer });
  assert.deepEqual(ana.begin(), []);
  ana.take({ type: "accept" });
  assert.deepEqual([ana.state.mark.kind, isSpent(ana.state)], ["none", true]);
});

Deno.test("[V4] a middle that breaks off once it has seen the code has three tries as well", () => {
  const ends = endsFor("break", { seenByOffer: certificateFor("middle") });
  const ana = createSpeaker("ana");
  let shown = 0;
  for (let at = 0; at < 20; at++) {
    ana.take({ type: "open", ends: ends.offer });
    const said = ana.tell({ type: "trust-commit", run: 1, commitment: certificateFor(`${at}`) });
    if (said.some(({ type }) => type === "trust-reveal")) shown++;
  }
  assert.equal(shown, 3);
  // So do new runs on one connection.
  const ben = createSpeaker("ben");
  ben.take({ type: "open", ends: ends.answer });
  const runs = Array.from(
    { length: 20 },
    (_, at) => ben.tell({ type: "trust-commit", run: at + 1, commitment: certificateFor(`${at}`) }),
  );
  assert.equal(runs.filter((said) => said.length > 0).length, 3);
});

Deno.test("[V4][V9] an older client says nothing: no code in time, no try is spent, no alarm", () => {
  const ana = createSpeaker("ana");
  ana.take({ type: "open", ends: endsFor("old").offer });
  for (let at = 0; at < 10; at++) {
    assert.equal(ana.begin().length, 1);
    ana.take({ type: "late", timer: ana.state.timer - 1 });
    assert.equal(ana.state.stage.kind, "running");
    ana.take({ type: "late", timer: ana.state.timer });
    assert.deepEqual(ana.state.stage, { kind: "failed", why: "silent" });
  }
  assert.deepEqual([ana.state.tries, ana.warnings], [0, []]);
});

Deno.test("[V6] a code and what people said of it stay with the certificates, and go with them", () => {
  const ends = endsFor("kept");
  const { ana, ben } = sidesFor("kept", ends);
  carry(ana, ben, { toOther: ana.begin() });
  const code = codeOf(ana);
  ana.take({ type: "same" });
  assert.equal(ana.state.tries, 0);
  ana.take({ type: "open", ends: { ...ends.offer, role: "answer" } });
  assert.deepEqual([ana.state.mark.kind, codeOf(ana), ana.warnings], ["same", code, []]);
  ana.take({ type: "open", ends: endsFor("kept", { seenByOffer: certificateFor("new") }).offer });
  assert.deepEqual([ana.state.mark.kind, codeOf(ana), ana.warnings], ["none", null, ["changed"]]);
});

Deno.test("[V4] one who lost a run, or reloaded, and one who did not, find a code together", () => {
  const ends = endsFor("lost");
  const { ana, ben } = sidesFor("lost", ends);
  ana.begin();
  ana.take({ type: "late", timer: ana.state.timer });
  carry(ana, ben, { toOther: ana.begin() });
  assert.deepEqual([codeOf(ana), ana.state.run], [codeOf(ben), 2]);
  const again = createSpeaker("ana again");
  again.take({ type: "open", ends: ends.offer });
  ben.take({ type: "open", ends: ends.answer });
  carry(again, ben, { toOther: again.begin() });
  assert.ok(codeOf(again));
  assert.deepEqual(codeOf(again), codeOf(ben));
});

type Deed =
  | { readonly kind: "begin" | "late" | "open" | "different"; readonly who: number }
  | { readonly kind: "tell"; readonly who: number; readonly message: number };
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("begin", "begin", "late", "open", "different"),
    who: fc.nat(1),
  }),
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant("tell"), who: fc.nat(1), message: fc.nat(3) }),
  },
);

Deno.test("[V4] whatever order and loss: codes of one run are the same; no mark comes of messages", () => {
  const ends = endsFor("any");
  let agreed = 0;
  fc.assert(
    fc.property(fc.array(anyDeed, { minLength: 5, maxLength: 60, size: "max" }), (deeds) => {
      const { ana, ben } = sidesFor("any", ends);
      const sides = [ana, ben];
      const pool: CodeMessage[] = [];
      for (const { who, ...deed } of deeds) {
        const side = sides[who];
        if (!side) continue;
        if (deed.kind === "tell") {
          const message = pool.at(-1 - deed.message % Math.max(1, pool.length));
          if (message) pool.push(...side.tell(message));
        } else if (deed.kind === "begin") pool.push(...side.begin());
        else if (deed.kind === "late") side.take({ type: "late", timer: side.state.timer });
        else if (deed.kind === "open") {
          // Both have a new channel then, and nothing of the old one comes any more.
          ana.take({ type: "open", ends: ends.offer });
          ben.take({ type: "open", ends: ends.answer });
          pool.length = 0;
        } else side.take({ type: "different" });
        assert.notEqual(side.state.mark.kind, "same");
      }
      const isOneRun = ana.state.run === ben.state.run && ana.state.run > 0;
      if (isOneRun && codeOf(ana) && codeOf(ben)) {
        assert.deepEqual(codeOf(ana), codeOf(ben));
        agreed++;
      }
    }),
    { numRuns: 2_000, seed: 15 },
  );
  assert.ok(agreed > 20, `${agreed} agreed`);
});

Deno.test("[V4] nothing happens before the channel is open", () => {
  const random = bytesFor("early", 32);
  for (
    const event of [
      { type: "begin", random },
      {
        type: "told",
        message: { type: "trust-commit", run: 1, commitment: certificateFor("e") },
        random,
      },
      { type: "same" },
      { type: "different" },
    ] as const
  ) assert.deepEqual(reduceCode(noCode, event), [noCode, []]);
});
