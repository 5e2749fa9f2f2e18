import assert from "node:assert/strict";
import fc from "fast-check";
import { type Ends, otherRole } from "../../../lib/browser/trust/ends.ts";
import type { ProofMessage } from "../../../lib/browser/trust/messages.ts";
import { maxTries, noProof, reduceProof } from "../../../lib/browser/trust/proof.ts";
import {
  bytesFor,
  carry,
  certificateFor,
  createProver,
  endsFor,
  hexFor,
  keyFor,
  type Prover,
} from "./rig.ts";

const key = keyFor("meeting");
const nonce = (words: string) => bytesFor(`nonce ${words}`, 16);

/** Both open and talk until nobody has anything to say. */
function connect(words: string, ends: { offer: Ends; answer: Ends }, keys = [key, key]) {
  const [ana, ben] = [createProver(keys[0] ?? null), createProver(keys[1] ?? null)];
  open(words, ends, [ana, ben]);
  return { ana, ben };
}

function open(
  words: string,
  ends: { offer: Ends; answer: Ends },
  [ana, ben]: readonly [Prover, Prover],
): void {
  carry(ana, ben, {
    toOther: ana.take({ type: "open", ends: ends.offer, nonce: nonce(`ana ${words}`) }),
    toOne: ben.take({ type: "open", ends: ends.answer, nonce: nonce(`ben ${words}`) }),
  });
}

const kinds = (...sides: readonly Prover[]) => sides.map(({ state }) => state.mark.kind);

Deno.test("[V2] 1,000 honest pairs with the key: both sides are proved, and nobody is warned", () => {
  let proved = 0;
  for (let at = 0; at < 1_000; at++) {
    const { ana, ben } = connect(`${at}`, endsFor(`${at}`));
    proved += kinds(ana, ben).filter((kind) => kind === "proved").length;
    assert.deepEqual([...ana.warnings, ...ben.warnings], []);
  }
  assert.equal(proved, 2_000);
});

const swaps = {
  "the one who offered": { seenByOffer: true, seenByAnswer: false },
  "the one who answered": { seenByOffer: false, seenByAnswer: true },
};
for (const [who, { seenByOffer, seenByAnswer }] of Object.entries(swaps)) {
  Deno.test(`[V2][V3][V4] 10,000 of 10,000 swapped fingerprints are caught: ${who} sees another`, () => {
    let caught = 0;
    for (let at = 0; at < 10_000; at++) {
      const middle = certificateFor(`in the middle ${at}`);
      const ends = endsFor(`${at}`, {
        ...(seenByOffer && { seenByOffer: middle }),
        ...(seenByAnswer && { seenByAnswer: middle }),
      });
      const { ana, ben } = connect(`${at}`, ends);
      // Each of them, since each has a view that the other's proof is not about.
      if (kinds(ana, ben).every((kind) => kind === "wrong")) caught++;
      assert.deepEqual([ana.warnings, ben.warnings], [["wrong"], ["wrong"]]);
    }
    assert.equal(caught, 10_000);
  });
}

Deno.test("[V3] another key is an alarm; none, on either side, is not checked", () => {
  const ends = endsFor("keys");
  const other = connect("other", ends, [key, keyFor("another meeting")]);
  assert.deepEqual(kinds(other.ana, other.ben), ["wrong", "wrong"]);
  for (const [mine, theirs] of [[key, null], [null, key], [null, null]] as const) {
    const ana = createProver(mine);
    const ben = createProver(theirs);
    open("none", ends, [ana, ben]);
    assert.deepEqual(ana.state.mark, {
      kind: "unchecked",
      why: mine ? "no-key-there" : "no-key",
    });
    assert.deepEqual(ana.warnings, []);
    // Nobody is sent a proof that cannot be looked at.
    const said = ana.tell({ type: "trust-hello", nonce: hexFor("n", 16), keyed: false });
    assert.ok(said.every(({ type }) => type === "trust-hello"));
  }
});

Deno.test("[V3][V9] who says nothing is not checked after its time, and proved when it speaks after all", () => {
  const { offer, answer } = endsFor("silent");
  const [opened, effects] = reduceProof(
    noProof,
    { type: "open", ends: offer, nonce: nonce("a") },
    key,
  );
  assert.equal(opened.mark.kind, "checking");
  const wait = effects.find((effect) => effect.type === "wait");
  assert.ok(wait);
  assert.equal(reduceProof(opened, { type: "late", run: wait.run - 1 }, key)[0], opened);
  const [late, none] = reduceProof(opened, { type: "late", run: wait.run }, key);
  assert.deepEqual([late.mark, none], [{ kind: "unchecked", why: "silent" }, []]);

  const [ana, ben] = [createProver(key), createProver(key)];
  ana.state = late;
  const hello: ProofMessage = { type: "trust-hello", nonce: late.nonce, keyed: true };
  carry(ana, ben, {
    toOne: [
      ...ben.take({ type: "open", ends: answer, nonce: nonce("b") }),
      ...ben.tell(hello),
    ],
  });
  assert.deepEqual(kinds(ana, ben), ["proved", "proved"]);
});

Deno.test("[V6] the same certificates keep the mark over a restart and a new connection, in any role", () => {
  const ends = endsFor("kept");
  const { ana, ben } = connect("first", ends);
  ana.take({ type: "open", ends: ends.offer, nonce: nonce("restart") });
  assert.deepEqual([ana.state.mark.kind, ana.warnings], ["proved", []]);
  ana.take({ type: "late", run: ana.state.run });
  assert.equal(ana.state.mark.kind, "proved");
  const turned = {
    offer: { ...ends.offer, role: "answer" as const },
    answer: { ...ends.answer, role: "offer" as const },
  };
  open("rebuilt", turned, [ana, ben]);
  assert.deepEqual([...kinds(ana, ben), ...ana.warnings, ...ben.warnings], ["proved", "proved"]);
});

Deno.test("[V6] another certificate, theirs or ours, clears the mark at once and warns", () => {
  for (const who of ["own", "peer"] as const) {
    const ends = endsFor(`changed ${who}`);
    const { ana } = connect("before", ends);
    const fingerprint = certificateFor("another");
    const changed = { ...ends.offer, [who]: { ...ends.offer[who], fingerprint } };
    ana.take({ type: "open", ends: changed, nonce: nonce("after") });
    assert.deepEqual([ana.state.mark.kind, ana.warnings], ["checking", ["changed"]]);
  }
});

Deno.test("[V3] an alarm stays over connections until a proof is right or the person goes on", () => {
  const ends = endsFor("alarm", { seenByOffer: certificateFor("middle") });
  const { ana, ben } = connect("swapped", ends);
  ana.take({ type: "open", ends: ends.offer, nonce: nonce("again") });
  assert.equal(ana.state.mark.kind, "wrong");
  // The person goes on with what there is: no second alarm for it, and no lock either.
  const gone = createProver(key);
  gone.state = ana.state;
  gone.take({ type: "accept" });
  open("gone on", ends, [gone, createProver(key)]);
  assert.deepEqual([gone.state.mark.kind, gone.warnings], ["accepted", []]);
  gone.take({ type: "open", ends: endsFor("alarm").offer, nonce: nonce("other") });
  assert.deepEqual([gone.state.mark.kind, gone.warnings], ["checking", ["changed"]]);
  // Nobody is in between any more.
  open("free", endsFor("alarm"), [ana, ben]);
  assert.deepEqual(kinds(ana, ben), ["proved", "proved"]);
  assert.deepEqual(ana.warnings, ["wrong"]);
});

Deno.test("[V2] reflection, a swap of roles, a replay and a shortened proof prove nothing", () => {
  const ends = endsFor("tricks");
  const alone = createProver(key);
  const hello = alone.take({ type: "open", ends: ends.offer, nonce: nonce("alone") });
  assert.deepEqual(alone.tell(...hello), [], "our own nonce is nobody's");
  // Our own proof comes back under another nonce of the attacker's.
  const theirs = hexFor("theirs", 16);
  const [proof] = alone.tell({ type: "trust-hello", nonce: theirs, keyed: true });
  assert.ok(proof?.type === "trust-proof");
  alone.tell({ ...proof, own: theirs, yours: proof.own });
  assert.equal(alone.state.mark.kind, "wrong");

  // Both believe that they offered, as a server could have it.
  const roles = connect("roles", { ...ends, answer: { ...ends.answer, role: "offer" } });
  assert.deepEqual(kinds(roles.ana, roles.ben), ["wrong", "wrong"]);

  // What was right in the last connection is for its nonces only.
  const old = createProver(key);
  const ben = createProver(key);
  const said = ben.take({ type: "open", ends: ends.answer, nonce: nonce("ben") });
  const first = old.take({ type: "open", ends: ends.offer, nonce: nonce("old") });
  const right = ben.tell(...first);
  const again = createProver(key);
  again.take({ type: "open", ends: ends.offer, nonce: nonce("new") });
  again.tell(...said, ...right);
  assert.equal(again.state.mark.kind, "checking");
  const [replayed] = right;
  assert.ok(replayed?.type === "trust-proof");
  again.tell({ ...replayed, yours: again.state.nonce });
  assert.equal(again.state.mark.kind, "wrong");
  old.tell(...said, { ...replayed, proof: replayed.proof.slice(0, 62) });
  assert.equal(old.state.mark.kind, "wrong");
});

Deno.test("[V2] three wrong proofs on one connection, then none is looked at; restarts have an end", () => {
  const ends = endsFor("tries");
  const [ana, ben] = [createProver(key), createProver(key)];
  const hello = ana.take({ type: "open", ends: ends.offer, nonce: nonce("ana") });
  ana.tell(...ben.take({ type: "open", ends: ends.answer, nonce: nonce("ben") }));
  const [right] = ben.tell(...hello);
  assert.ok(right?.type === "trust-proof");
  for (let at = 0; at < maxTries; at++) ana.tell({ ...right, proof: hexFor(`guess ${at}`, 32) });
  ana.tell(right);
  assert.deepEqual([ana.state.mark.kind, ana.state.failures], ["wrong", 3]);
  const answers = Array.from(
    { length: 100 },
    (_, at) => ben.tell({ type: "trust-hello", nonce: hexFor(`${at}`, 16), keyed: true }).length,
  );
  assert.equal(answers.filter((count) => count > 0).length, 8);
});

/** Who is in the middle has these at hand; none of the views has one that mirrors it. */
const views = (() => {
  const middle = (words: string) => certificateFor(`in the middle ${words}`);
  const one = endsFor("one", { seenByOffer: middle("a"), seenByAnswer: middle("b") });
  const two = endsFor("one", { seenByOffer: middle("a"), seenByAnswer: middle("a") });
  const turned = (ends: Ends): Ends => ({ ...ends, role: otherRole(ends.role) });
  return [
    ...[one.offer, one.answer, two.answer, turned(one.offer), turned(two.answer)],
    { ...one.offer, room: "987654321" },
    endsFor("two", { seenByOffer: one.offer.own.fingerprint }).offer,
    endsFor("two", { seenByAnswer: one.offer.own.fingerprint }).answer,
  ];
})();
type Deed =
  | { readonly kind: "open" | "accept"; readonly side: number }
  | {
    readonly kind: "tell";
    readonly side: number;
    readonly message: number;
    readonly change: string;
  };
/** Two of them are talked to more than the others. */
const anySide = fc.oneof({ weight: 3, arbitrary: fc.nat(1) }, fc.nat(views.length - 1));
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constantFrom("open", "accept"), side: anySide }),
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("tell"),
      side: anySide,
      /** How long ago it was said, in messages. */
      message: fc.oneof(fc.nat(9), fc.nat(80)),
      /** Which nonces it is made to name: as it was, or those that the listener waits for. */
      change: fc.constantFrom(
        "nothing",
        "nothing",
        "own",
        "yours",
        "both",
        "turned",
        "no key",
        "cut",
      ),
    }),
  },
);

/** Runs any deeds of somebody who sees all and says what they like, but does not know the secret. */
function attack(deeds: readonly Deed[], sides: readonly Prover[], of: Ends[]) {
  const pool: ProofMessage[] = [];
  const current = of.map((ends, at) => {
    pool.push(...(sides[at]?.take({ type: "open", ends, nonce: nonce(`start ${at}`) }) ?? []));
    return ends;
  });
  for (const [at, deed] of deeds.entries()) {
    const side = sides[deed.side];
    const ends = current[deed.side];
    if (!side || !ends) continue;
    if (deed.kind === "tell") {
      const message = pool.at(-1 - deed.message % pool.length);
      if (message) pool.push(...side.tell(changed(message, deed.change, side)));
    } else if (deed.kind === "open") {
      pool.push(...side.take({ type: "open", ends, nonce: nonce(`deed ${at}`) }));
    } else side.take({ type: "accept" });
  }
  return pool;
}

function changed(message: ProofMessage, change: string, { state }: Prover): ProofMessage {
  if (message.type === "trust-hello") {
    return change === "no key" ? { ...message, keyed: false } : message;
  }
  const peer = state.peerNonce ?? hexFor("nobody", 16);
  switch (change) {
    case "own":
      return { ...message, own: peer };
    case "yours":
      return { ...message, yours: state.nonce };
    case "both":
      return { ...message, own: peer, yours: state.nonce };
    case "turned":
      return { ...message, own: message.yours, yours: message.own };
    case "cut":
      return { ...message, proof: message.proof.slice(0, 32) };
    default:
      return message;
  }
}

Deno.test("[V2][V3] who is in the middle and says anything but the secret is never taken for proved", () => {
  let alarms = 0;
  fc.assert(
    fc.property(fc.array(anyDeed, { minLength: 10, maxLength: 80, size: "max" }), (deeds) => {
      const sides = views.map(() => createProver(key));
      attack(deeds, sides, views);
      for (const side of sides) {
        assert.notEqual(side.state.mark.kind, "proved");
        if (side.warnings.includes("wrong")) alarms++;
      }
    }),
    { numRuns: 500, seed: 15 },
  );
  // It was tried in earnest.
  assert.ok(alarms > 300, `${alarms} alarms`);
});

Deno.test("[V2] whatever order and loss: proved is only who has a mirror with the same two certificates", () => {
  let proved = 0;
  const honest = endsFor("one");
  fc.assert(
    fc.property(fc.array(anyDeed, { minLength: 10, maxLength: 80, size: "max" }), (deeds) => {
      const all = [honest.offer, honest.answer, ...views.slice(2)];
      const sides = all.map(() => createProver(key));
      attack(deeds, sides, all);
      for (const [at, side] of sides.entries()) {
        if (side.state.mark.kind !== "proved") continue;
        assert.ok(at < 2, `side ${at} has no mirror`);
        proved++;
      }
      // However it was: on a new connection where nothing is lost both are proved.
      const [ana, ben] = sides;
      assert.ok(ana && ben);
      open("in the end", honest, [ana, ben]);
      assert.deepEqual(kinds(ana, ben), ["proved", "proved"]);
    }),
    { numRuns: 500, seed: 15 },
  );
  assert.ok(proved > 30, `${proved} proved on the way`);
});
