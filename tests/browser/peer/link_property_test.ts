// Whatever happens to two ends of a link, in whatever order: when the network and the server are there
// again, they are connected, and stay so without another word.

import assert from "node:assert/strict";
import fc from "fast-check";
import { createFakeLinks, type Side } from "../../fakes/browser/links.ts";
import type { Brand } from "../../fakes/browser/peer.ts";
import { settle } from "../../fakes/browser/clock.ts";

type Who = "early" | "late";
type Happening =
  | { readonly kind: "deliver"; readonly who: Who; readonly count: number }
  | { readonly kind: "drop" | "change" | "reload" | "renew"; readonly who: Who }
  /** `isNoticed`: the server had told the other side that this one was away. */
  | { readonly kind: "back"; readonly who: Who; readonly isNoticed: boolean }
  | { readonly kind: "cut" | "heal" | "fail" }
  | { readonly kind: "pass"; readonly ms: number };

const who = fc.constantFrom<Who>("early", "late");
const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("deliver"), who, count: fc.nat(4) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("pass"), ms: fc.nat(8_000) }) },
  fc.record({ kind: fc.constantFrom("drop", "change", "reload", "renew"), who }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("back"), who, isNoticed: fc.boolean() }) },
  fc.record({ kind: fc.constantFrom("cut", "heal", "fail") }),
);

const brand = fc.constantFrom<Brand>("chromium", "firefox");
const anyBrands = fc.record({ early: brand, late: brand });

/** The two ends, with a server between them that loses what is said to or by who is away. */
function createPair(brands: { early: Brand; late: Brand }) {
  const links = createFakeLinks(brands);
  const { network, clock } = links;
  const away = new Set<Side>();
  const otherOf = (side: Side) => side === links.early ? links.late : links.early;

  async function deliver(side: Side, count?: number): Promise<void> {
    if (away.has(side) || away.has(otherOf(side))) side.outbox.length = 0;
    else await links.deliver(side, count);
  }
  async function comeBack(side: Side, isNoticed: boolean): Promise<void> {
    if (!away.delete(side)) return;
    side.canSignal = true;
    side.link.handleReachable();
    if (isNoticed) otherOf(side).link.handleReachable();
    await settle();
  }
  async function run(happening: Happening): Promise<void> {
    const side = "who" in happening ? links[happening.who] : links.early;
    switch (happening.kind) {
      case "deliver":
        return await deliver(side, happening.count);
      case "drop":
        away.add(side);
        side.canSignal = false;
        side.outbox.length = 0;
        return;
      case "back":
        return await comeBack(side, happening.isNoticed);
      case "change":
        return side.link.handleNetworkChange();
      case "reload":
        side.reload();
        side.link.start(true);
        if (!away.has(side)) otherOf(side).link.handleReachable();
        return;
      case "renew":
        for (const peer of side.peers) peer.isRelayed = !peer.isClosed;
        return await side.link.renewIce();
      case "cut":
      case "heal":
      case "fail":
        return network[happening.kind]();
      case "pass":
        return await clock.advance(happening.ms);
      default:
        return happening satisfies never;
    }
  }
  /** Lets time pass with everything in order. */
  async function rest(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      await deliver(links.late);
      await deliver(links.early);
      await clock.advance(1_000);
    }
  }
  return { ...links, away, comeBack, run, rest };
}

/** An offer is said twice and answered late: the answers that follow are to what was taken back. */
const staleAnswer: Happening[] = [
  { kind: "reload", who: "early" },
  { kind: "deliver", who: "early", count: 2 },
  { kind: "renew", who: "late" },
  { kind: "pass", ms: 5_000 },
];

Deno.test("[P18][P19][R11] whatever happened, the ends are connected again, and at rest", async () => {
  await fc.assert(
    fc.asyncProperty(anyBrands, fc.array(anyHappening, { maxLength: 25 }), async (...given) => {
      const [brands, happenings] = given;
      const { early, late, network, away, comeBack, run, rest, isUp, end } = createPair(brands);
      early.link.start(false);
      late.link.start(true);
      for (const happening of happenings) {
        await run(happening);
        await settle();
      }
      network.heal();
      for (const side of [...away]) await comeBack(side, false);
      await rest(90);
      isUp();
      const said = early.said.length + late.said.length;
      await rest(60);
      assert.equal(early.said.length + late.said.length, said, "nobody goes on negotiating");
      end();
    }),
    { numRuns: 400, examples: [[{ early: "chromium", late: "chromium" }, staleAnswer]] },
  );
});
