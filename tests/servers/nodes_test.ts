// Two servers on one Redis, each a process of its own, behave as one; and what is left when one of
// them, or Redis, goes.

import assert from "node:assert/strict";
import { type AppProcess, buildApp, serveApp } from "../e2e/rig/app_process.ts";
import { type RedisProcess, startRedis } from "../fakes/redis_process.ts";
import type { Json } from "../fakes/test_server.ts";
import { joinAs, newToken, scheduleMeeting, type WirePerson } from "./people.ts";
import { showLogs } from "./server_test_case.ts";

await buildApp();

/** A server that is gone is given up within this (issue 4). */
const giveUpMs = 20_000;

interface Place {
  readonly redis: RedisProcess;
  readonly a: AppProcess;
  readonly b: AppProcess;
  readonly meeting: string;
  readonly organizer: string;
}

async function withTwo(run: (place: Place) => Promise<void>): Promise<void> {
  const redis = await startRedis();
  try {
    await using a = await serveApp({ CONFLUX_STORE: redis.url });
    await using b = await serveApp({ CONFLUX_STORE: redis.url });
    const organizer = await newToken(a.origin);
    const meeting = await scheduleMeeting(a.origin, organizer);
    await showLogs([a, b], () => run({ redis, a, b, meeting, organizer }));
  } finally {
    await redis.close();
  }
}

const isBroadcast = (frame: Json) =>
  typeof frame.seq === "number" && !frame.type.startsWith("RES_");
const broadcasts = ({ socket }: WirePerson) => socket.frames.filter(isBroadcast);

/** Waits until everybody has the last broadcast. */
async function level(people: readonly WirePerson[], seq: number): Promise<void> {
  for (const { socket } of people) {
    await socket.find((frame) => isBroadcast(frame) && frame.seq >= seq);
  }
}

async function closeAll(people: readonly WirePerson[]): Promise<void> {
  for (const { socket } of people) await socket.close();
}

Deno.test("[P16][S4][S5] two servers behave as one: same order, same roles, signals across, removal holds", () =>
  withTwo(async ({ a, b, meeting, organizer }) => {
    const host = await joinAs(a.origin, meeting, "Olga", { token: organizer });
    const ana = await joinAs(b.origin, meeting, "Ana");
    const ben = await joinAs(a.origin, meeting, "Ben");
    const people = [host, ana, ben];
    // All at once, on both servers: whatever the order is, it is the same for all.
    const talk = people.flatMap((person) =>
      Array.from(
        { length: 15 },
        (_, n) => person.ask({ type: "CHAT", text: `${person.name} ${n}` }),
      )
    );
    const replies = await Promise.all(talk);
    assert.deepEqual(new Set(replies.map(({ code }) => code)), new Set([0]));
    const chat = await host.ask({ type: "CHAT", text: "the end" });
    assert.equal(chat.code, 0);
    await Promise.all(
      people.map(({ socket }) => socket.find((frame) => frame.data?.text === "the end")),
    );
    const order = people.map((person) =>
      broadcasts(person).filter(({ type }) => type === "CHAT").map((
        { seq, data },
      ) => [seq, data.text])
    );
    assert.equal(order[0]?.length, 46);
    assert.deepEqual(order[1], order[0]);
    assert.deepEqual(order[2], order[0]);
    for (const person of people) {
      const numbers = broadcasts(person).map(({ seq }) => seq);
      assert.deepEqual(numbers, numbers.map((_, n) => (numbers[0] ?? 0) + n), "no hole, no double");
    }
    const roster = broadcasts(ben).findLast(({ type }) => type === "USER_UPDATE") ??
      ben.socket.frames[0];
    assert.deepEqual(
      roster.data.participants.map(({ name, role }: Json) => [name, role]),
      [["Olga", "HOST"], ["Ana", "PARTICIPANT"], ["Ben", "PARTICIPANT"]],
    );

    const payload = { candidate: { candidate: "over the border" } };
    const sent = await host.ask({ type: "SIGNAL", to: ana.muid, payload });
    assert.equal(sent.code, 0);
    const signal = await ana.socket.next("SIGNAL");
    assert.deepEqual([signal.from, signal.payload], [host.muid, payload]);
    assert.equal(ben.socket.frames.some(({ type }) => type === "SIGNAL"), false);

    assert.equal((await host.ask({ type: "REMOVE_USER", muid: ana.muid })).code, 0);
    assert.deepEqual(await ana.socket.whenClosed(), { code: 4403 });
    for (const server of [a, b]) {
      await assert.rejects(
        joinAs(server.origin, meeting, "Ana again", { token: ana.token }),
        /REMOVED/,
      );
    }
    const { reply } = await ana.resume(b.origin);
    assert.equal(reply.error, "REMOVED");
    await closeAll(people);
  }));

Deno.test("[R1][R5] kill -9 of one of two servers: its people come back on the other, who does not is given up once", () =>
  withTwo(async ({ a, b, meeting }) => {
    const ana = await joinAs(a.origin, meeting, "Ana");
    const ben = await joinAs(b.origin, meeting, "Ben");
    const cleo = await joinAs(b.origin, meeting, "Cleo");
    await ana.socket.find((frame) => frame.data?.participants?.length === 3);
    await b.kill();
    const killedAt = performance.now();
    const { reply } = await ben.resume(a.origin);
    assert.equal(reply.code, 0, JSON.stringify(reply));
    assert.equal(reply.self.muid, ben.muid);
    const told = await ana.socket.next("PEER_CONNECTION", giveUpMs + 5_000);
    assert.deepEqual([told.muid, told.online], [cleo.muid, false]);
    assert.ok(performance.now() - killedAt <= giveUpMs, "issue 4 names the time");
    assert.equal((await ben.ask({ type: "CHAT", text: "still here" })).code, 0);
    await level([ana, ben], told.seq + 1);
    const lost = (person: WirePerson) =>
      broadcasts(person).filter(({ type, online }) => type === "PEER_CONNECTION" && !online).length;
    assert.deepEqual([lost(ana), lost(ben)], [1, 1], "once, and only of who is gone");
    await b.start();
    const back = await cleo.resume(b.origin);
    assert.equal(back.reply.code, 0, "inside the grace the seat is still there, on either server");
    await closeAll([ana, ben, cleo]);
  }));

Deno.test("[R5] a server that was paused past its lease changes nothing when it wakes", () =>
  withTwo(async ({ redis, a, b, meeting, organizer }) => {
    const host = await joinAs(a.origin, meeting, "Olga", { token: organizer });
    const ben = await joinAs(b.origin, meeting, "Ben");
    await host.socket.find((frame) => frame.data?.participants?.length === 2);
    await b.signal("SIGSTOP");
    const told = await host.socket.next("PEER_CONNECTION", giveUpMs + 5_000);
    assert.deepEqual([told.muid, told.online], [ben.muid, false]);
    // What Ben says now lies at the server that sleeps, and is old when it wakes.
    const { token, room } = ben;
    ben.socket.send({
      type: "CHAT",
      room_id: room,
      token,
      text: "from the past",
      request_id: "late",
    });
    const version = await redis.command("HGET", `conflux:room:${meeting}`, "version");
    await b.signal("SIGCONT");
    assert.deepEqual(await ben.socket.whenClosed(20_000), { code: 1012 });
    assert.equal(await redis.command("HGET", `conflux:room:${meeting}`, "version"), version);
    const { reply } = await ben.resume(b.origin);
    assert.equal(reply.code, 0, JSON.stringify(reply));
    assert.equal((await ben.ask({ type: "CHAT", text: "awake" })).code, 0);
    await host.socket.find((frame) => frame.data?.text === "awake");
    assert.equal(host.socket.frames.some((frame) => frame.data?.text === "from the past"), false);
    await closeAll([host, ben]);
  }));

Deno.test("[R14] Redis goes and comes back: commands fail closed meanwhile, nobody is dropped, nothing is half-done", () =>
  withTwo(async ({ redis, a, b, meeting, organizer }) => {
    const host = await joinAs(a.origin, meeting, "Olga", { token: organizer });
    const ana = await joinAs(b.origin, meeting, "Ana");
    await host.socket.find((frame) => frame.data?.participants?.length === 2);
    await redis.kill();
    for (
      const command of [
        { type: "REMOVE_USER", muid: ana.muid },
        { type: "LOCK_MEETING", locked: true },
        { type: "CHAT", text: "lost" },
      ]
    ) assert.equal((await host.ask(command)).error, "UNAVAILABLE", command.type);
    await assert.rejects(joinAs(b.origin, meeting, "Ben"), /UNAVAILABLE/);
    const ready = await fetch(`${a.origin}/readyz`);
    assert.equal(ready.status, 503);
    await ready.body?.cancel();
    const alive = await fetch(`${a.origin}/healthz`);
    assert.equal(alive.status, 200);
    await alive.body?.cancel();
    const before = broadcasts(ana).length;
    await redis.start();
    const said = await untilAccepted(() => host.ask({ type: "CHAT", text: "back" }));
    assert.equal(said.code, 0);
    const chat = await ana.socket.find((frame) => frame.data?.text === "back");
    assert.equal(broadcasts(ana).indexOf(chat), before, "of what was refused nothing came");
    const ben = await joinAs(b.origin, meeting, "Ben");
    assert.equal(host.socket.closed, null);
    assert.equal(ana.socket.closed, null);
    await closeAll([host, ana, ben]);
  }));

/** Asks until the server takes it: how long it needs to find its Redis again is its own business. */
async function untilAccepted(ask: () => Promise<Json>): Promise<Json> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const reply = await ask();
    if (reply.error !== "UNAVAILABLE" || Date.now() > deadline) return reply;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
