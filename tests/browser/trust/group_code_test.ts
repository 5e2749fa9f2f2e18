import assert from "node:assert/strict";
import fc from "fast-check";
import { groupCommitment } from "../../../lib/browser/trust/code.ts";
import type { End } from "../../../lib/browser/trust/ends.ts";
import {
  type GroupEvent,
  type GroupState,
  isGroupCompared,
  maxRounds,
  type Member,
  noGroup,
  reduceGroup,
} from "../../../lib/browser/trust/group_code.ts";
import type { GroupMessage } from "../../../lib/browser/trust/messages.ts";
import { bytesFor, certificateFor, hexFor, muidFor, room } from "./rig.ts";

interface Letter {
  readonly from: string;
  readonly to: string;
  readonly message: GroupMessage;
}

/** People who say things to each other over channels that keep the order, each to each. */
function createGroup(words: string, names: readonly string[]) {
  const endOf = (name: string): End => ({
    muid: muidFor(`${words} ${name}`),
    fingerprint: certificateFor(`${words} ${name}`),
  });
  const states = new Map<string, GroupState>(names.map((name) => [name, noGroup]));
  const nameOf = new Map(names.map((name) => [endOf(name).muid, name]));
  const warnings: string[] = [];
  let post: Letter[] = [];
  let count = 0;
  const random = () => bytesFor(`${words} thrown ${count++}`, 32);

  function take(name: string, event: GroupEvent): void {
    const [next, effects] = reduceGroup(states.get(name) ?? noGroup, event);
    states.set(name, next);
    for (const effect of effects) {
      if (effect.type === "warn") warnings.push(`${name} ${effect.why}`);
      else {
        for (const muid of effect.to) {
          const to = nameOf.get(muid);
          if (to) post.push({ from: name, to, message: effect.message });
        }
      }
    }
  }

  const group = {
    states,
    warnings,
    endOf,
    take,
    begin: (name: string) => take(name, { type: "begin", random: random() }),
    /** `seen` replaces what one sees of another. */
    people(name: string, here: readonly string[], seen: Record<string, Partial<Member>> = {}) {
      const others = here.filter((one) => one !== name)
        .map((one) => ({ ...endOf(one), isProved: true, ...seen[one] }));
      take(name, { type: "people", room, own: endOf(name), others, random: random() });
    },
    /** Their page is a new one, with the same muid and certificate. */
    reload(name: string, here: readonly string[]) {
      states.set(name, noGroup);
      post = post.filter(({ from, to }) => from !== name && to !== name);
      group.people(name, here);
      const { muid } = endOf(name);
      for (const one of here) {
        if (one === name) continue;
        take(one, { type: "open", muid });
        take(name, { type: "open", muid: endOf(one).muid });
      }
    },
    /** Delivers the oldest letter of one of the ways, `pick` says of which; false where there is none. */
    deliver(pick = 0): boolean {
      const ways = [...new Set(post.map(({ from, to }) => `${from} ${to}`))].sort();
      const way = ways[pick % Math.max(1, ways.length)];
      const at = post.findIndex(({ from, to }) => `${from} ${to}` === way);
      const [letter] = at < 0 ? [] : post.splice(at, 1);
      if (!letter) return false;
      const { muid } = endOf(letter.from);
      take(letter.to, { type: "told", muid, message: letter.message, random: random() });
      return true;
    },
    settle() {
      for (let at = 0; group.deliver(at); at++) assert.ok(at < 20_000, "they never stop");
    },
    code(name: string) {
      const { stage } = states.get(name) ?? noGroup;
      return stage.kind === "shown" ? JSON.stringify(stage.code) : null;
    },
    codes: (of: readonly string[] = names) => new Set(of.map((name) => group.code(name))),
    post: () => post,
  };
  return group;
}

const namesOf = (count: number) => Array.from({ length: count }, (_, at) => `p${at}`);

Deno.test("[V5] two, three and twelve people whose pairs are all proved see one code", () => {
  for (const count of [2, 3, 12]) {
    const names = namesOf(count);
    const group = createGroup(`all ${count}`, names);
    for (const name of names) group.people(name, names);
    group.settle();
    assert.equal(group.codes().size, 1);
    assert.ok(!group.codes().has(null));
    // A commitment and what it was for, each to each of the others, and no more.
    assert.deepEqual([...group.states.values()].map(({ rounds }) => rounds), names.map(() => 1));
    assert.deepEqual(group.warnings, []);
  }
});

Deno.test("[V5] while one pair in it is not proved, nobody has a code: each of the 15 pairs of six", () => {
  const names = namesOf(6);
  let pairs = 0;
  for (const [at, one] of names.entries()) {
    for (const other of names.slice(at + 1)) {
      const group = createGroup("unproved", names);
      for (const name of names) {
        // One of the two has not seen a proof is enough.
        group.people(name, names, name === one ? { [other]: { isProved: false } } : {});
      }
      group.settle();
      assert.deepEqual([...group.codes()], [null]);
      group.people(one, names);
      group.settle();
      assert.ok(group.codes().size === 1 && group.code(one) !== null);
      pairs++;
    }
  }
  assert.equal(pairs, 15);
});

Deno.test("[V5] another code for other people, another certificate, or another proof of the same", () => {
  const names = namesOf(4);
  const group = createGroup("changes", names);
  const codes: (string | null)[] = [];
  const meet = (here: readonly string[], seen: Record<string, Partial<Member>> = {}) => {
    for (const name of here) group.people(name, here, seen);
    group.settle();
    assert.equal(group.codes(here).size, 1, `${here}`);
    codes.push(group.code("p0"));
  };
  meet(["p0", "p1", "p2"]);
  meet(names);
  meet(["p0", "p1", "p3"]);
  meet(["p0", "p1", "p2"]);
  assert.equal(new Set(codes).size, 4);
  assert.ok(!codes.includes(null));
  for (const name of ["p0", "p1"]) {
    group.people(name, ["p0", "p1", "p2"], { p2: { fingerprint: certificateFor("new") } });
    assert.equal(group.code(name), null, "gone at once");
  }
  group.people("p0", ["p0", "p1"], { p1: { isProved: false } });
  assert.equal(group.code("p0"), null);
});

Deno.test("[V4][V5] 200 of 200 swaps in a group of three: none of them sees what another sees", () => {
  let caught = 0;
  for (let at = 0; at < 200; at++) {
    const names = namesOf(3);
    const group = createGroup(`swap ${at}`, names);
    const middle = { fingerprint: certificateFor(`middle ${at}`) };
    // The middle knows the secret, so that all pairs are proved; it passes on what is said.
    group.people("p0", names, { p1: middle });
    group.people("p1", names, at % 2 ? { p0: middle } : {});
    group.people("p2", names);
    group.settle();
    if (group.code("p0") === null && group.warnings.includes("p0 broken")) caught++;
  }
  assert.equal(caught, 200);
});

Deno.test("[V4][V5] 200 of 200 middles that commit for others are seen in the code", () => {
  let different = 0;
  for (let at = 0; at < 200; at++) {
    const names = namesOf(3);
    const group = createGroup(`forged ${at}`, names);
    const middle = certificateFor(`middle ${at}`);
    group.people("p0", names, { p1: { fingerprint: middle } });
    group.people("p1", names, { p0: { fingerprint: middle } });
    group.people("p2", names);
    // Between p0 and p1 the middle throws for both, and has to commit before either has shown.
    const forge = (from: string, to: string) => {
      const state = group.states.get(to) ?? noGroup;
      const { group: id, round } = state;
      const { muid } = group.endOf(from);
      const thrown = hexFor(`forged ${from} ${at}`, 32);
      const commitment = groupCommitment(state, { muid, fingerprint: middle }, thrown);
      const random = bytesFor("unused", 32);
      const tell = (message: GroupMessage) =>
        group.take(to, { type: "told", muid, message, random });
      tell({ type: "trust-group-commit", group: id, round, commitment });
      return () => tell({ type: "trust-group-reveal", group: id, round, thrown });
    };
    const isForged = ({ from, to }: Letter) => from !== "p2" && to !== "p2";
    const drop = () => {
      for (let left = group.post().length; left > 0; left--) {
        const [letter] = group.post().splice(0, 1);
        if (letter && !isForged(letter)) group.post().push(letter);
      }
    };
    drop();
    const show = [forge("p0", "p1"), forge("p1", "p0")];
    for (let turn = 0; turn < 12; turn++) {
      group.deliver(turn);
      drop();
    }
    for (const one of show) one();
    assert.ok(group.code("p0") && group.code("p1") && group.code("p2"));
    if (group.codes().size === 3) different++;
  }
  assert.equal(different, 200);
});

Deno.test("[V6] a reload with the same certificate keeps that people have compared", () => {
  const names = namesOf(3);
  const group = createGroup("reload", names);
  for (const name of names) group.people(name, names);
  group.settle();
  const before = group.code("p0");
  for (const name of names) group.take(name, { type: "same" });
  group.reload("p1", names);
  group.settle();
  assert.ok(group.codes().size === 1 && !group.codes().has(null) && !group.codes().has(before));
  const compared = () => names.filter((name) => isGroupCompared(group.states.get(name) ?? noGroup));
  assert.deepEqual(compared(), ["p0", "p2"]);
  // Who is left was compared; who comes was not.
  group.people("p0", ["p0", "p2"]);
  assert.deepEqual([compared(), group.warnings], [["p0", "p2"], []]);
  group.people("p2", ["p0", "p1", "p2"], { p1: { fingerprint: certificateFor("new") } });
  assert.deepEqual([compared(), group.warnings], [["p0"], ["p2 changed"]]);
});

Deno.test("[V4][V5] codes that differ stay an alarm until a person begins again", () => {
  const names = namesOf(3);
  const group = createGroup("differ", names);
  for (const name of names) group.people(name, names);
  group.settle();
  group.take("p0", { type: "different" });
  assert.deepEqual(group.warnings, ["p0 different"]);
  group.reload("p1", names);
  group.people("p0", ["p0", "p1"]);
  group.people("p0", names);
  group.settle();
  assert.deepEqual(group.states.get("p0")?.stage, { kind: "failed", why: "different" });
  assert.deepEqual([group.code("p1"), group.code("p2")], [null, null]);
  group.begin("p0");
  group.settle();
  assert.ok(group.codes().size === 1 && group.code("p0") !== null);
});

Deno.test("[V4] rounds that nobody compared have an end, until a person asks", () => {
  const names = namesOf(2);
  const group = createGroup("spent", names);
  for (const name of names) group.people(name, names);
  group.settle();
  for (let at = 0; at < 2 * maxRounds; at++) {
    group.reload("p1", names);
    group.settle();
  }
  assert.deepEqual(group.states.get("p0")?.stage, { kind: "spent" });
  group.begin("p0");
  group.settle();
  assert.ok(group.codes().size === 1 && group.code("p0") !== null);
});

Deno.test("[V5] who is not one of us says nothing", () => {
  const names = namesOf(2);
  const group = createGroup("stranger", names);
  group.people("p0", names);
  const before = group.states.get("p0");
  const message: GroupMessage = {
    type: "trust-group-commit",
    group: hexFor("g", 32),
    round: 1,
    commitment: hexFor("c", 32),
  };
  const random = bytesFor("r", 32);
  group.take("p0", { type: "told", muid: muidFor("stranger"), message, random });
  assert.equal(group.states.get("p0"), before);
});

type Deed =
  | { readonly kind: "deliver"; readonly pick: number }
  | { readonly kind: "reload" | "same" | "begin" | "people"; readonly who: number }
  | { readonly kind: "doubt"; readonly who: number; readonly whom: number };
const who = fc.nat(3);
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant("deliver"), pick: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom("reload", "same", "begin", "people"), who }),
  },
  fc.record({ kind: fc.constant("doubt"), who, whom: who }),
);

Deno.test("[V5] whatever order: codes of one round are the same, and in the end all four see one", () => {
  const names = namesOf(4);
  fc.assert(
    fc.property(fc.array(anyDeed, { maxLength: 80, size: "max" }), (deeds) => {
      const group = createGroup("any", names);
      const nobody = { p0: { isProved: false }, p1: { isProved: false } };
      for (const name of names) group.people(name, names, nobody);
      for (const deed of deeds) {
        if (deed.kind === "deliver") group.deliver(deed.pick);
        else {
          const name = names[deed.who] ?? "";
          if (deed.kind === "reload") group.reload(name, names);
          else if (deed.kind === "same") group.take(name, { type: "same" });
          else if (deed.kind === "begin") group.begin(name);
          else if (deed.kind === "people") group.people(name, names);
          else if (deed.kind === "doubt") {
            group.people(name, names, { [names[deed.whom] ?? ""]: { isProved: false } });
          }
        }
        const shown = [...group.states.values()].filter(({ stage }) => stage.kind === "shown");
        const rounds = Map.groupBy(shown, ({ group, round }) => `${group} ${round}`);
        for (const same of rounds.values()) {
          const codes = same.map(({ stage }) =>
            stage.kind === "shown" ? String(stage.code.emoji) : ""
          );
          assert.equal(new Set(codes).size, 1);
        }
      }
      for (const name of names) group.people(name, names);
      group.settle();
      assert.equal(group.codes().size, 1);
      assert.ok(!group.codes().has(null));
    }),
    { numRuns: 250, seed: 15 },
  );
});
