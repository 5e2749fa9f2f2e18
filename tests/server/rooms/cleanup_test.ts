import assert from "node:assert/strict";
import type { Outcome } from "../../../lib/server/rooms/membership.ts";
import { createServices, type Services } from "../../../lib/server/services.ts";
import { createManualClock, type ManualClock } from "../../fakes/manual_clock.ts";
import { settle } from "../../fakes/fake_session.ts";
import { testConfig } from "../../fakes/test_server.ts";

const hour = 60 * 60 * 1_000;
/** Meetings whose time is over are looked for this often. */
const step = hour / 6;

interface World {
  readonly services: Services;
  readonly clock: ManualClock;
  /** Lets time go by. */
  pass(ms: number): Promise<void>;
  schedule(inMs?: number): Promise<string>;
  exists(id: string): Promise<boolean>;
  /** Somebody comes in; resolves with what ends it. */
  join(id: string, n?: number): Promise<{ leave(): Promise<void>; drop(): Promise<void> }>;
}

async function withWorld(run: (world: World) => Promise<void>): Promise<void> {
  const clock = createManualClock();
  const services = await createServices(testConfig(), {
    clock,
    log: () => {},
    checkTurn: () => Promise.resolve([]),
  });
  const { registry } = services;
  await run({
    services,
    clock,
    async pass(ms) {
      // By the hour, so that what a look finds is done with before long; then to the minute.
      for (let left = ms; left > 0;) {
        const some = left > 2 * hour ? hour : Math.min(step, left);
        left -= some;
        clock.advance(some);
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      await settle();
    },
    async schedule(inMs) {
      const draft = { title: "Weekly", organizer_name: "Olga" };
      const when = inMs === undefined ? {} : { start_time: clock.now() + inMs };
      const made = await registry.createMeeting({ ...draft, ...when }, "subject-0");
      assert.ok(made.ok);
      return made.value;
    },
    exists: async (id) => (await registry.lookUp(id, { name: "Visitor", address: "192.0.2.1" })).ok,
    async join(id, n = 0) {
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      const muid = crypto.randomUUID();
      const state = { mic: false, camera: false, screen: false };
      const look = { avatar: "", expandCamera: true, mirrorCamera: true };
      const user = { muid, name: `User ${n}`, state, ...look };
      const member = {
        send() {},
        sendDirect: () => true,
        sendBroadcast() {},
        close() {},
        settle: resolve,
      };
      const visitor = { subject: `subject-${n}`, user, address: "192.0.2.1" };
      await registry.join(id, visitor, { member, respond: resolve });
      const outcome = await promise;
      assert.equal(outcome.kind, "seated");
      if (outcome.kind !== "seated") throw new Error("unreachable");
      const { room } = outcome.seat;
      return {
        async leave() {
          room.dispatch({ type: "leave", muid });
          room.drop(outcome.seat);
          await settle();
        },
        async drop() {
          room.drop(outcome.seat);
          await settle();
        },
      };
    },
  });
  await services.close();
}

Deno.test("[R12] a meeting that nobody came to is gone after 24 h, and not before", () =>
  withWorld(async ({ schedule, exists, pass }) => {
    const id = await schedule();
    await pass(24 * hour - step);
    assert.ok(await exists(id));
    await pass(2 * step);
    assert.equal(await exists(id), false);
  }));

Deno.test("[R12] a scheduled meeting is gone 24 h after its start", () =>
  withWorld(async ({ schedule, exists, pass }) => {
    const id = await schedule(72 * hour);
    await pass(96 * hour - step);
    assert.ok(await exists(id));
    await pass(2 * step);
    assert.equal(await exists(id), false);
  }));

Deno.test("[R12] somebody who comes to a scheduled meeting early does not end it by leaving", () =>
  withWorld(async ({ schedule, join, exists, pass }) => {
    const id = await schedule(72 * hour);
    const early = await join(id);
    await early.leave();
    await pass(95 * hour);
    assert.ok(await exists(id));
    await pass(2 * hour);
    assert.equal(await exists(id), false);
  }));

Deno.test("[R12] a meeting with people is kept as long as they stay, and for 24 h after the last one", () =>
  withWorld(async ({ schedule, join, exists, pass }) => {
    const id = await schedule();
    const stays = await join(id, 0);
    const goes = await join(id, 1);
    await goes.leave();
    await pass(120 * hour);
    assert.ok(await exists(id));
    await stays.leave();
    await pass(24 * hour - step);
    assert.ok(await exists(id));
    await pass(2 * step);
    assert.equal(await exists(id), false);
  }));

Deno.test("[R12] who lost the connection and did not come back does not keep a meeting, nor a timer", () =>
  withWorld(async ({ services, clock, schedule, join, exists, pass }) => {
    const pending = clock.pending;
    const id = await schedule();
    const lost = await join(id);
    await lost.drop();
    assert.equal(clock.pending, pending + 1, "the grace");
    assert.equal(services.registry.size, 1);
    await pass(hour);
    assert.equal(services.registry.size, 0);
    assert.equal(clock.pending, pending);
    await pass(23 * hour);
    assert.ok(await exists(id), "24 h are counted from the end of the grace");
    await pass(2 * step);
    assert.equal(await exists(id), false);
    assert.equal(services.registry.size, 0);
  }));
