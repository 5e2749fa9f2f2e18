// Whatever happens to three people in a call, their network and their server: when all is well again,
// everybody is in, connected to everybody, and what is known of their devices is true.

import assert from "node:assert/strict";
import fc from "fast-check";
import { createFakeCalls, type Person } from "../fakes/browser/calls.ts";
import type { Brand } from "../fakes/browser/peer.ts";
import { settle } from "../fakes/browser/clock.ts";

type Happening =
  | { readonly kind: "mic" | "camera" | "screen"; readonly who: number; readonly isOn: boolean }
  /** The first one, who is host, does it to another. */
  | { readonly kind: "silence" | "darken" | "unshare"; readonly who: number }
  | { readonly kind: "lose" | "mute" | "away" | "near" | "reload"; readonly who: number }
  | { readonly kind: "page"; readonly who: number; readonly event: "online" | "visible" | "wake" }
  | { readonly kind: "cut" | "heal" | "fail" | "down" | "up" | "restart" }
  | { readonly kind: "pass" | "freeze"; readonly ms: number };

const who = fc.nat(2);
const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("mic", "camera", "screen"),
      who,
      isOn: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom("lose", "mute", "away", "near"), who }),
  },
  fc.record({ kind: fc.constantFrom("silence", "darken", "unshare"), who }),
  fc.record({ kind: fc.constant("reload"), who }),
  fc.record({
    kind: fc.constant("page"),
    who,
    event: fc.constantFrom("online", "visible", "wake"),
  }),
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom("cut", "heal", "fail", "down", "up") }),
  },
  fc.record({ kind: fc.constant("restart") }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("pass"), ms: fc.nat(12_000) }) },
  fc.record({ kind: fc.constant("freeze"), ms: fc.nat(12_000) }),
);

const brands = fc.array(fc.constantFrom<Brand>("chromium", "firefox"), {
  minLength: 3,
  maxLength: 3,
});

async function createMeeting(brands: readonly Brand[]) {
  const calls = await createFakeCalls();
  const { server, network, clock } = calls;
  const people: Person[] = [];
  for (const [index, name] of ["subject-0", "ben", "cleo"].entries()) {
    network.brands.set(name, brands[index] ?? "chromium");
    people.push(await calls.join(name));
  }

  async function reload(
    who: number,
    { subject }: Person,
    traces: ReturnType<typeof calls.unload>,
  ) {
    const back = await calls.comeBack(subject, traces);
    people[who] = back ?? await calls.join(subject, { traces });
  }

  async function run(happening: Happening): Promise<void> {
    const person = "who" in happening ? people[happening.who] : people[0];
    assert.ok(person);
    const { call, subject } = person;
    switch (happening.kind) {
      case "mic":
        return void call.setMic(happening.isOn);
      case "camera":
        return void call.setCamera(happening.isOn);
      case "screen":
        return void call.setScreen(happening.isOn);
      case "silence":
        return void people[0]?.call.mute(person.muid);
      case "darken":
        return void people[0]?.call.stopCamera(person.muid);
      case "unshare":
        return void people[0]?.call.stopShare(person.muid);
      case "lose":
        return server.cut(subject);
      case "mute":
        return server.mute(subject);
      case "away":
        server.away.add(subject);
        return server.cut(subject);
      case "near":
        return void server.away.delete(subject);
      case "reload":
        return await reload(happening.who, person, calls.unload(person));
      case "page":
        return person.page.emit(happening.event);
      case "down":
      case "up":
        server.isUp = happening.kind === "up";
        return server.isUp ? undefined : server.cut();
      case "restart":
        return server.restart();
      case "cut":
      case "heal":
      case "fail":
        return network[happening.kind]();
      case "pass":
        return await clock.advance(happening.ms);
      case "freeze":
        return clock.freeze(happening.ms);
      default:
        return happening satisfies never;
    }
  }
  async function recover(): Promise<void> {
    server.isUp = true;
    server.away.clear();
    network.heal();
    await clock.advance(180_000);
  }
  return { ...calls, people, run, recover };
}

function devicesOf({ local, call }: Person) {
  return {
    mic: local.mic.value.kind === "on",
    camera: local.camera.value.kind === "on",
    screen: call.screen.value !== null,
  };
}

Deno.test("[F15][R1][R5][R6][R10] whatever happened, everybody is in again, and what is known is true", async () => {
  await fc.assert(
    fc.asyncProperty(brands, fc.array(anyHappening, { maxLength: 20 }), async (...given) => {
      const [brands, happenings] = given;
      const { people, run, recover, end } = await createMeeting(brands);
      for (const happening of happenings) {
        await run(happening);
        await settle();
      }
      await recover();
      for (const person of people) {
        assert.equal(person.status, "joined", person.subject);
        const others = people.filter((one) => one !== person);
        assert.deepEqual(
          person.names.toSorted(),
          others.map(({ subject }) => subject).toSorted(),
        );
        assert.deepEqual(person.links, ["connected", "connected"], person.subject);
        for (const one of people) {
          assert.deepEqual(person.stateOf(one), devicesOf(one), one.subject);
        }
        const captured = person.media.tracks.filter((track) =>
          track.deviceId === "screen" && track.readyState === "live"
        );
        assert.equal(captured.length > 0, person.call.screen.value !== null, "captured, so shared");
        for (const peer of person.peers.filter((peer) => !peer.isClosed)) {
          const sent = peer.getTransceivers().map(({ sender }) => sender.track !== null);
          const { mic, camera, screen } = devicesOf(person);
          assert.deepEqual(sent, [mic, camera, screen, screen], person.subject);
        }
      }
      assert.equal(new Set(people.map((one) => one.muid)).size, 3);
      await end();
    }),
    { numRuns: 30 },
  );
});
