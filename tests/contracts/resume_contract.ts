// What a room promises its people over any store, whatever happens to sockets and servers: nothing is
// lost, doubled or out of order (R3), and in the end everybody sees the same.

import assert from "node:assert/strict";
import type { Backend } from "../../lib/server/stores/bus.ts";
import { roomInfo } from "../../lib/shared/room/state.ts";
import { createManualClock, type ManualClock } from "../fakes/manual_clock.ts";
import { createRandom } from "../fakes/random.ts";
import { meetingOf } from "../fakes/rooms.ts";
import { asSeen, Person, type Server, startSimulated, until } from "../fakes/simulation.ts";

/** Where the servers of a test keep their rooms. */
export interface Place {
  open(): Promise<Backend>;
  /** The server is lost as by kill -9, and the others take over; none where the store is for one. */
  readonly lose: ((node: string) => Promise<void>) | null;
  dispose(): Promise<void>;
}

const id = "123456789";

/** Registers the suite for one store. */
export function testResume(
  name: string,
  make: (clock: ManualClock) => Promise<Place>,
  { cutPoints, chaosRuns }: { cutPoints: number; chaosRuns: number },
): void {
  Deno.test(`[R3] ${name}: ${cutPoints} random cut points: no event lost, doubled or out of order`, async () => {
    const clock = createManualClock();
    const place = await make(clock);
    const server = await startServer(place, clock);
    let replays = 0;
    try {
      await server.backend.store.create(meetingOf(), clock.now() + 86_400_000);
      const people = [0, 1, 2].map((n) => new Person(n, clock));
      for (const person of people) {
        person.connect(server);
        assert.equal((await person.join(id)).code, 0);
      }
      const random = createRandom(4711);
      for (let point = 0; point < cutPoints; point++) {
        await cutAndResume(people, { server, clock, random });
        if (people.some(({ lastResume }) => lastResume === "replay")) replays++;
        people.forEach((person) => person.lastResume = null);
      }
      const stored = await server.backend.store.load(id);
      assert.ok(stored);
      for (const { view } of people) assert.deepEqual(view?.room, asSeen(roomInfo(stored.room)));
      assert.ok(
        replays > cutPoints / 2 && replays < cutPoints,
        "both replays and snapshots happened",
      );
    } finally {
      await stop([server], place);
    }
  });

  Deno.test(`[R5] ${name}: a restart with people in the room: seats, roles and hands are kept, nothing is missed`, async () => {
    const clock = createManualClock();
    const place = await make(clock);
    let server = await startServer(place, clock);
    try {
      await server.backend.store.create(meetingOf(), clock.now() + 86_400_000);
      const people = [0, 1, 2].map((n) => new Person(n, clock));
      for (const person of people) {
        person.connect(server);
        await person.join(id);
      }
      const [host, ana, ben] = people as [Person, Person, Person];
      const cohost = { type: "UPDATE_USER_STATE", room_id: id, muid: ana.muid };
      assert.equal((await host.ask({ ...cohost, participant_diff: { role: "HOST" } })).code, 0);
      const hand = { type: "UPDATE_USER_STATE", room_id: id, participant_diff: { hand: true } };
      assert.equal((await ben.ask(hand)).code, 0);
      assert.equal((await ben.ask({ type: "CHAT", room_id: id, text: "before" })).code, 0);
      const once = { type: "CHAT", room_id: id, text: "once", request_id: "the-same" };
      assert.equal((await ana.ask(once)).code, 0);
      await until(
        () => people.every(({ seq }) => seq === ana.seq),
        () => people.map((one) => one.seq),
      );
      for (const person of people) person.cut();
      const { node } = server.backend.bus;
      await stopServer(server);
      server = await startServer(place, clock);
      await place.lose?.(node);
      for (const person of people) {
        person.connect(server);
        assert.equal((await person.resume(id)).code, 0);
      }
      for (let n = 0; n < 9; n++) assert.equal((await ana.ask(once)).code, 0, "[R4]");
      await until(
        () => people.every(({ seq }) => seq === ana.seq),
        () => people.map((one) => one.seq),
      );
      const seen = ben.view;
      assert.deepEqual(
        seen?.room.participants.map(({ role, hand, online }) => [role, hand, online]),
        [
          ["HOST", false, true],
          ["HOST", false, true],
          ["PARTICIPANT", true, true],
        ],
      );
      assert.deepEqual(seen?.chat.map(({ text }) => text), ["before", "once"]);
      for (const { view } of people) assert.deepEqual(view?.room, seen?.room);
      clock.advance(60_000);
      const stored = await server.backend.store.load(id);
      assert.equal(stored?.room.participants.length, 3, "nobody's grace goes on");
    } finally {
      await stop([server], place);
    }
  });

  Deno.test(`[P12][R5] ${name}: a lock outlives a restart, and ends when nobody comes back`, async () => {
    const clock = createManualClock();
    const place = await make(clock);
    let server = await startServer(place, clock);
    const rebuild = async () => {
      const { node } = server.backend.bus;
      await stopServer(server);
      server = await startServer(place, clock);
      await place.lose?.(node);
      await settle([server], clock);
    };
    const stored = async () => (await server.backend.store.load(id))?.room;
    try {
      await server.backend.store.create(meetingOf({ lobby: false }), clock.now() + 86_400_000);
      const [ana, ben, eve] = [0, 2, 3].map((n) => new Person(n, clock)) as [
        Person,
        Person,
        Person,
      ];
      for (const person of [ana, ben]) {
        person.connect(server);
        assert.equal((await person.join(id)).code, 0);
      }
      assert.equal((await ben.ask({ type: "LEAVE_MEETING", room_id: id })).code, 0);
      assert.equal((await ana.ask({ type: "LOCK_MEETING", room_id: id, locked: true })).code, 0);
      for (const person of [ana, ben]) person.cut();
      await rebuild();
      eve.connect(server);
      assert.equal((await eve.join(id)).error, "LOCKED", "somebody new, while Ana may come back");
      ben.connect(server);
      assert.equal((await ben.join(id)).code, 0, "who had a seat, after a restart");
      ben.cut();
      await rebuild();
      for (let tries = 0; (await stored())?.participants.length !== 0; tries++) {
        assert.ok(tries < 100, "the graces end");
        clock.advance(45_000);
        await settle([server], clock);
      }
      assert.equal((await stored())?.meeting.locked, false);
      eve.connect(server);
      assert.equal((await eve.join(id)).code, 0);
    } finally {
      await stop([server], place);
    }
  });

  for (let seed = 1; seed <= chaosRuns; seed++) {
    Deno.test(`[R1][R3][R13] ${name}: chaos, seed ${seed}: in the end all rosters are equal and nobody is a ghost`, async () => {
      const clock = createManualClock();
      const place = await make(clock);
      const servers = [await startServer(place, clock)];
      if (place.lose) servers.push(await startServer(place, clock));
      try {
        await servers[0]?.backend.store.create(meetingOf(), clock.now() + 86_400_000);
        await chaos(servers, { place, clock, random: createRandom(seed) });
      } finally {
        await stop(servers, place);
      }
    });
  }
}

interface Run {
  readonly clock: ManualClock;
  readonly random: () => number;
}

async function startServer(place: Place, clock: ManualClock): Promise<Server> {
  const backend = await place.open();
  const server = startSimulated(backend, clock);
  await until(() => backend.bus.isCurrent, () => "no lease");
  return server;
}

async function stopServer({ registry, backend }: Server): Promise<void> {
  registry.abandon();
  await backend.bus.close();
  await backend.store.close();
}

async function stop(servers: readonly Server[], place: Place): Promise<void> {
  for (const server of servers) await stopServer(server);
  await place.dispose();
}

/** One person's socket is cut somewhere in a stream of events, and comes back somewhere later. */
async function cutAndResume(people: Person[], { server, clock, random }: Run & { server: Server }) {
  const victim = people[Math.floor(random() * people.length)];
  const others = people.filter((person) => person !== victim);
  assert.ok(victim);
  const speak = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const speaker = others[Math.floor(random() * others.length)];
      const reply = await speaker?.ask(anyCommand(random));
      assert.equal(reply?.code, 0);
    }
  };
  await speak(Math.floor(random() * 4));
  const underWay = random() < 0.3 ? speak(2) : null;
  const noticed = victim.cut();
  if (random() < 0.7) noticed();
  await underWay;
  const isLong = random() < 0.02;
  await speak(isLong ? 270 : Math.floor(random() * 6));
  if (random() < 0.05) clock.advance(25_000);
  victim.connect(server);
  const reply = await victim.resume(id);
  assert.equal(reply.code, 0, JSON.stringify(reply));
  noticed();
  const top = () => Math.max(...people.map(({ seq }) => seq));
  await until(() => people.every(({ seq }) => seq === top()), () => people.map(({ seq }) => seq));
}

function anyCommand(random: () => number): Record<string, unknown> {
  const kind = random();
  if (kind < 0.4) return { type: "CHAT", room_id: id, text: `${kind}` };
  if (kind < 0.6) return { type: "REACT", room_id: id, emoji: "👍" };
  const hand = random() < 0.5;
  const diff = kind < 0.8 ? { hand } : { state: { mic: hand } };
  return { type: "UPDATE_USER_STATE", room_id: id, participant_diff: diff };
}

async function chaos(servers: Server[], { place, clock, random }: Run & { place: Place }) {
  const people = [0, 1, 2, 3, 4, 5].map((n) => new Person(n, clock));
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const enter = async (person: Person) => {
    person.connect(pick(servers));
    if (person.resumeToken && (await person.resume(id)).code === 0) return;
    if (!person.isConnected) return;
    person.view = null;
    person.seq = 0;
    await person.join(id);
  };
  const unnoticed: (() => void)[] = [];
  for (let step = 0; step < 150; step++) {
    const person = pick(people);
    const dice = random();
    if (!person.isConnected) await enter(person);
    else if (dice < 0.15) person.cut()();
    else if (dice < 0.2) unnoticed.push(person.cut());
    else if (dice < 0.25) {
      await person.ask({ type: "LEAVE_MEETING", room_id: id });
      person.cut()();
      person.resumeToken = "";
    } else if (dice < 0.28) clock.advance(Math.floor(random() * 40_000));
    else if (dice < 0.31) await restart(servers, { place, clock, random });
    else if (person.isIn) void person.ask(anyCommand(random));
  }
  for (const notice of unnoticed) notice();
  // Everybody who is still out stays out, and time goes by until no grace is left.
  const stayers = people.filter(({ isIn }) => isIn);
  await settle(servers, clock);
  for (const person of stayers) if (!person.isIn) await enter(person);
  for (let i = 0; i < 3; i++) {
    clock.advance(45_000);
    await settle(servers, clock);
  }
  const inside = people.filter(({ isIn }) => isIn);
  const stored = async () => (await servers[0]?.backend.store.load(id))?.room;
  let room = await stored();
  for (let i = 0; i < 200 && !inside.every(({ seq }) => seq === room?.seq); i++) {
    await settle(servers, clock);
    room = await stored();
  }
  assert.ok(room);
  const muids = room.participants.map(({ info }) => info.muid).sort();
  assert.deepEqual(muids, inside.map(({ muid }) => muid).sort(), "no ghost, and nobody missing");
  for (const { view } of inside) {
    assert.deepEqual(view?.room.participants, asSeen(roomInfo(room)).participants);
  }
  if (inside.length > 0) {
    const hosts = room.participants.filter(({ info }) => info.role === "HOST");
    assert.ok(hosts.length >= 1, "[R13]");
  }
}

/** A server dies without a word and another one takes its place. */
async function restart(servers: Server[], { place, clock, random }: Run & { place: Place }) {
  const at = Math.floor(random() * servers.length);
  const old = servers[at];
  if (!old) return;
  const { node } = old.backend.bus;
  old.registry.abandon(1012);
  await stopServer(old);
  servers[at] = await startServer(place, clock);
  await place.lose?.(node);
}

/** Lets messages between servers arrive and queues run empty. */
async function settle(servers: readonly Server[], clock: ManualClock): Promise<void> {
  for (let i = 0; i < 3; i++) {
    for (const { backend } of servers) await backend.store.check();
    await new Promise((resolve) => setTimeout(resolve, 5));
    clock.advance(1_100);
  }
}
