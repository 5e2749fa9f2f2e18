// A line of the chat is there once, whatever happens to its way and to the answer: lost, late, refused, or
// given in a seat that is no more.

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Outcome } from "../../lib/browser/call_api.ts";
import { createFakeCalls, type Person } from "../fakes/browser/calls.ts";
import { settle } from "../fakes/browser/clock.ts";

type Happening =
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "mute" | "deafen" | "cut" | "away" | "near" | "tick" }
  /** The other one says more than a page of the history. */
  | { readonly kind: "flood" }
  /** For shorter than anybody is kept out by it for good (R14). */
  | { readonly kind: "store"; readonly fails: "before" | "after"; readonly ms: number }
  | { readonly kind: "pass"; readonly ms: number };

const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("say"), text: fc.constantFrom("yes", "no", "yes ") }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom("mute", "deafen", "cut", "away", "near", "tick"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("store"),
      fails: fc.constantFrom("before", "after"),
      ms: fc.nat(8_000),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "flood" as const }) },
  // Up to longer than a seat is kept.
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pass"), ms: fc.nat(40_000) }) },
);

/** As many as the server takes at once, of two bytes a letter. */
const floods = Array.from({ length: 5 }, (_, n) => `${n}${"ä".repeat(3_999)}`);
/** Of more the server forgets. */
const maxFloods = 4;

interface Said {
  readonly text: string;
  readonly outcome: Promise<Outcome>;
}

async function createMeeting() {
  const calls = await createFakeCalls();
  const ana = await calls.join("subject-0");
  const ben = await calls.join("ben");
  return { ...calls, ana, ben };
}
type Meeting = Awaited<ReturnType<typeof createMeeting>>;

const linesOf = (reader: Person, writer: { readonly muid: string }) =>
  reader.call.chat.messages.value.filter(({ muid }) => muid === writer.muid)
    .map(({ text }) => text);

async function run({ server, clock, ana, ben }: Meeting, happening: Happening, said: Said[]) {
  switch (happening.kind) {
    case "say":
      return said.push({ text: happening.text, outcome: ben.call.chat.send(happening.text) });
    case "mute":
      return server.mute("ben");
    case "deafen":
      return server.deafen("ben");
    case "cut":
      return server.cut("ben");
    case "away":
      server.away.add("ben");
      return server.cut("ben");
    case "near":
      return server.away.delete("ben");
    case "store":
      server.storeFails = happening.fails;
      await clock.advance(happening.ms);
      return server.storeFails = null;
    case "tick":
      return await settle();
    case "flood":
      return void floods.forEach((text) => ana.call.chat.send(text));
    case "pass":
      return await clock.advance(happening.ms);
  }
}

async function checkAll(happenings: readonly Happening[]): Promise<void> {
  const meeting = await createMeeting();
  const { server, clock, ana, ben, end } = meeting;
  const { muid } = ben;
  const said: Said[] = [];
  for (const one of happenings) await run(meeting, one, said);
  server.away.clear();
  await clock.advance(180_000);
  assert.deepEqual([ana.status, ben.status], ["joined", "joined"]);
  const outcomes = await Promise.all(said.map(({ outcome }) => outcome));
  assert.deepEqual(ben.call.chat.outgoing.value, [], "nothing is left on its way");
  const taken = said.filter((_, at) => outcomes[at]?.ok).map(({ text }) => text);
  for (const reader of [ana, ben]) assert.deepEqual(linesOf(reader, { muid }), taken);
  const [ids, read] = [ben, ana].map(({ call }) => call.chat.messages.value.map(({ id }) => id));
  assert.deepEqual(ids, read, "and both read the same");
  await end();
}

Deno.test("[R4] every line is there once and in its order, or given back, whatever becomes of the answers", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyHappening, { minLength: 2, maxLength: 14 })
        .filter((all) => all.filter(({ kind }) => kind === "flood").length <= maxFloods),
      checkAll,
    ),
    { numRuns: Number(Deno.env.get("RUNS") ?? 40) },
  );
});

/** Says one line with the answer lost in this way; gives back what ana reads. */
async function lose(how: (meeting: Meeting) => unknown, backAfterMs: number): Promise<string[]> {
  const meeting = await createMeeting();
  const { server, clock, ana, ben, end } = meeting;
  const { muid } = ben;
  await how(meeting);
  const outcome = ben.call.chat.send("once");
  await clock.advance(backAfterMs);
  server.away.clear();
  server.storeFails = null;
  await clock.advance(120_000);
  assert.deepEqual(await outcome, { ok: true });
  const read = linesOf(ana, { muid });
  await end();
  return read;
}

Deno.test("[R4][F7] a line whose answer was lost with the seat is found behind more than a page of others", async () => {
  const meeting = await createMeeting();
  const { server, clock, ana, ben, end } = meeting;
  server.deafen("ben");
  const outcome = ben.call.chat.send("once");
  await clock.advance(1_000);
  server.away.add("ben");
  server.cut("ben");
  for (const text of floods) void ana.call.chat.send(text);
  // Longer than the seat is kept: back in another one.
  await clock.advance(50_000);
  server.away.clear();
  await clock.advance(60_000);
  assert.deepEqual(await outcome, { ok: true });
  assert.deepEqual(linesOf(ana, ben), ["once"]);
  assert.equal(ben.call.chat.messages.value.length, 1 + floods.length);
  await end();
});

const ways: Record<string, (meeting: Meeting) => unknown> = {
  "the answer does not come": ({ server }) => server.deafen("ben"),
  "nothing goes out": ({ server }) => server.mute("ben"),
  "the store took it and says that it failed": ({ server }) => server.storeFails = "after",
  "the store is away": ({ server }) => server.storeFails = "before",
  "the network is away": ({ server }) => {
    server.away.add("ben");
    server.cut("ben");
  },
};
for (const [name, how] of Object.entries(ways)) {
  // A seat is kept for 30 s.
  for (const ms of [5_000, 15_000, 50_000]) {
    if (name.startsWith("the store") && ms > 15_000) continue;
    Deno.test(`[R4][F7] a line is sent once where ${name} for ${ms / 1_000} s`, async () => {
      assert.deepEqual(await lose(how, ms), ["once"]);
    });
  }
}

Deno.test("[F7] what was given back and is sent again is the same request", async () => {
  const meeting = await createMeeting();
  const { server, clock, ana, ben, end } = meeting;
  server.storeFails = "before";
  const given = ben.call.chat.send("again");
  // The last of ten tries is carried out, and nobody knows.
  await clock.advance(17_000);
  server.storeFails = "after";
  await clock.advance(30_000);
  assert.equal((await given).ok, false);
  server.storeFails = null;
  await clock.advance(1_000);
  const again = ben.call.chat.send("again");
  await clock.advance(60_000);
  assert.deepEqual(await again, { ok: true });
  assert.deepEqual(linesOf(ana, ben), ["again"]);
  await end();
});

Deno.test("[F7] lines wait for each other, and are seen as on their way until they are taken", async () => {
  const { server, clock, ben, ana, end } = await createMeeting();
  server.away.add("ben");
  server.cut("ben");
  const all = ["one", "two", "three"].map((text) => ben.call.chat.send(text));
  await clock.advance(5_000);
  assert.deepEqual(ben.call.chat.outgoing.value.map(({ text }) => text), ["one", "two", "three"]);
  server.away.clear();
  await clock.advance(20_000);
  assert.deepEqual(await Promise.all(all), [{ ok: true }, { ok: true }, { ok: true }]);
  assert.deepEqual(linesOf(ana, ben), ["one", "two", "three"]);
  assert.deepEqual(ben.call.chat.outgoing.value, []);
  await end();
});

Deno.test("[F7] who leaves is told that what did not go out is not sent", async () => {
  const { server, clock, ben, end } = await createMeeting();
  server.away.add("ben");
  server.cut("ben");
  const outcome = ben.call.chat.send("too late");
  await clock.advance(1_000);
  await Promise.all([ben.call.leave(), clock.advance(2_000)]);
  const said = await outcome;
  assert.ok(!said.ok && said.error === "UNAVAILABLE");
  await end();
});
