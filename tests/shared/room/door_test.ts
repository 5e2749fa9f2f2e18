// Who gets past the door: the lock, who had a seat, and the organizer, on whichever device.

import assert from "node:assert/strict";
import fc from "fast-check";
import { composeRoom } from "../../../lib/shared/room/change.ts";
import { emptyRoom, type Room, type RoomEvent, roomInfo } from "../../../lib/shared/room/state.ts";
import { reduceRoom } from "../../../lib/shared/room/rules.ts";
import { anyEvent } from "../../fakes/any_event.ts";
import {
  dropOf,
  holdOf,
  joinOf,
  meetingOf,
  muidOf,
  refusalOf,
  resumeOf,
  roomAfter,
  userOf,
} from "../../fakes/rooms.ts";

const lock = (n: number, locked = true): RoomEvent => ({ type: "lock", muid: muidOf(n), locked });
const leave = (n: number): RoomEvent => ({ type: "leave", muid: muidOf(n) });
const expire = (n: number, until = 30_000): RoomEvent => ({
  type: "expire",
  muid: muidOf(n),
  until,
});
const remove = (n: number): RoomEvent => ({
  type: "remove",
  muid: muidOf(0),
  target: muidOf(n),
  ticket: `t${n}`,
});
const adopt = { type: "adopt", lost: "node-a", by: "node-b", until: 60_000 } as const;
/** User n again, on a page of its own: another muid and name, the same subject. */
const anew = (n: number): RoomEvent => ({
  type: "join",
  subject: `subject-${n}`,
  user: userOf(n + 50),
  capacity: 16,
  hold: holdOf(n + 50),
  now: 5_000,
});
/** User n with the organizer key. */
const withKey = (n: number, change: object = {}): RoomEvent =>
  ({ ...joinOf(n), hasKey: true, ...change }) as RoomEvent;

const roleOf = (room: Room, n: number) =>
  room.participants.find(({ info }) => info.muid === muidOf(n))?.info.role;

/** How the last one may go, with what is to happen before. */
const lastOneGoes: Record<string, readonly RoomEvent[]> = {
  "leaves": [leave(1)],
  "is away past the grace": [dropOf(1), expire(1)],
  "was on a server that is lost": [adopt, expire(1, 60_000)],
  "was away when the server was lost": [dropOf(1), adopt, expire(1, 60_000)],
};
for (const [how, events] of Object.entries(lastOneGoes)) {
  for (const lobby of [false, true]) {
    Deno.test(`[P12][P14] a lock ends with the last person, who ${how} (lobby: ${lobby})`, () => {
      const start = [joinOf(0), joinOf(1), ...(lobby ? [admitOf(1)] : []), leave(0)];
      const room = roomAfter([...start, lock(1)], meetingOf({ lobby }));
      assert.equal(roomInfo(room).locked, true);
      assert.equal(refusalOf(reduceRoom(room, joinOf(2))), "LOCKED");
      const empty = events.reduce((one, event) => reduceRoom(one, event)[0], room);
      assert.deepEqual(empty.participants, []);
      assert.equal(empty.meeting.locked, false);
      assert.deepEqual(empty.left, [], "and nobody's seat is remembered any longer");
      const [next, effects] = reduceRoom(empty, joinOf(2));
      assert.ok(!effects.some(({ type }) => type === "refuse"));
      if (!lobby) assert.equal(roleOf(next, 2), "HOST");
      else assert.equal(next.waiting.length, 1);
    });
  }
}

function admitOf(n: number, by = 0): RoomEvent {
  return { type: "admit", muid: muidOf(by), target: muidOf(n) };
}

Deno.test("[P12] a lock ends with the last person though others wait in the lobby", () => {
  const waiting = roomAfter([joinOf(0), joinOf(1), lock(0)], meetingOf({ lobby: true }));
  const [room, effects] = reduceRoom(waiting, leave(0));
  assert.equal(room.meeting.locked, false);
  assert.equal(room.waiting.length, 1);
  assert.ok(effects.some(({ type }) => type === "persist"), "it is stored");
  assert.deepEqual(effects.filter((one) => one.type === "send" && one.to === muidOf(1)), [
    { type: "send", to: muidOf(1), message: { type: "LOBBY_WAITING", host_present: false } },
  ]);
});

Deno.test("[P12] a lock stays while somebody is inside, be it away", () => {
  for (
    const events of [
      [leave(0)],
      [dropOf(0)],
      [dropOf(0), expire(0)],
      [dropOf(0), dropOf(1)],
      [adopt],
      [leave(0), dropOf(1), resumeOf(1)],
    ]
  ) {
    const room = roomAfter([joinOf(0), joinOf(1), lock(0), ...events]);
    assert.equal(room.meeting.locked, true);
    assert.equal(refusalOf(reduceRoom(room, joinOf(2))), "LOCKED");
  }
  const ghost = roomAfter([joinOf(0), lock(0), dropOf(0), {
    ...joinOf(0, { muid: muidOf(9) }),
    hold: holdOf(9),
  } as RoomEvent]);
  assert.equal(ghost.meeting.locked, true, "the one in a ghost's stead is the same person");
});

Deno.test("[P12] who had a seat gets past a lock, as often as they like; who is new does not", () => {
  const gone: Record<string, readonly RoomEvent[]> = {
    "left before the lock": [leave(1), lock(0)],
    "left after it": [lock(0), leave(1)],
    "was away past the grace": [lock(0), dropOf(1), expire(1)],
    "was lost with a server": [
      lock(0),
      adopt,
      resumeOf(0),
      expire(1, 60_000),
    ],
  };
  for (const [how, events] of Object.entries(gone)) {
    const room = roomAfter([joinOf(0), joinOf(1), ...events]);
    assert.equal(room.participants.length, 1, how);
    assert.equal(refusalOf(reduceRoom(room, joinOf(2))), "LOCKED", how);
    let [back] = reduceRoom(room, anew(1));
    assert.equal(roleOf(back, 51), "PARTICIPANT", how);
    assert.deepEqual(back.left, [], "a seat is not remembered beside itself");
    [back] = reduceRoom(back, leave(51));
    assert.equal(refusalOf(reduceRoom(back, joinOf(1))), null, "and again");
  }
});

Deno.test("[P12] another tab of somebody inside is nobody new", () => {
  const room = roomAfter([joinOf(0), joinOf(1), lock(0)]);
  assert.equal(refusalOf(reduceRoom(room, anew(1))), null);
});

Deno.test("[P12][S4] who was removed or denied does not get past a lock for the seat they had", () => {
  const removed = roomAfter([joinOf(0), joinOf(1), lock(0), remove(1)]);
  assert.equal(refusalOf(reduceRoom(removed, anew(1))), "REMOVED");
  const lobby = meetingOf({ lobby: true });
  const knocks = roomAfter(
    [joinOf(0), joinOf(1), admitOf(1), lock(0), leave(1), joinOf(1)],
    lobby,
  );
  assert.equal(knocks.waiting.length, 1, "past the lock, but not past the lobby");
  const [denied] = reduceRoom(knocks, { type: "deny", muid: muidOf(0), target: muidOf(1) });
  assert.equal(refusalOf(reduceRoom(denied, joinOf(1))), "LOCKED");
});

Deno.test("[P12] of those who left 100 are remembered, by a part of their subject", () => {
  const subject = (n: number) => `${String(n).padStart(16, "0")}-and-what-nobody-else-has`;
  let room = roomAfter([joinOf(0)]);
  for (let n = 1; n <= 150; n++) {
    const join = { ...joinOf(n), subject: subject(n) } as RoomEvent;
    for (const event of [join, leave(n)]) [room] = reduceRoom(room, event);
  }
  assert.equal(room.left.length, 100);
  assert.ok(room.left.every((one) => one.length === 16));
  [room] = reduceRoom(room, lock(0));
  const back = (n: number) =>
    refusalOf(reduceRoom(room, { ...joinOf(n), subject: subject(n) } as RoomEvent));
  assert.equal(back(150), null);
  assert.equal(back(51), null);
  assert.equal(back(50), "LOCKED");
});

Deno.test("[P12][R5] a room that an older version stored is read: empty and locked, it is open", () => {
  const { removals: _, ...meeting } = meetingOf({ locked: true });
  const head = { meeting, seq: 3, seats: [], waiting: [], removals: [], firstChat: 0 };
  const room = composeRoom(head, []);
  assert.deepEqual(room.left, []);
  assert.equal(roomInfo(room).locked, false, "nobody is told of a lock that keeps nobody out");
  const [next] = reduceRoom(room, joinOf(1));
  assert.equal(next.participants.length, 1);
  assert.equal(next.meeting.locked, false);
  assert.equal(refusalOf(reduceRoom(next, joinOf(2))), null);
});

Deno.test("[P14] a seat is kept for the organizer, in a lobby as well, and taken by nobody else", () => {
  const small = (event: RoomEvent) => ({ ...event, capacity: 3 }) as RoomEvent;
  const two = roomAfter([small(joinOf(1)), small(joinOf(2))]);
  assert.equal(refusalOf(reduceRoom(two, small(joinOf(3)))), "ROOM_FULL");
  for (const organizer of [joinOf(0), withKey(4)]) {
    const [three] = reduceRoom(two, small(organizer));
    assert.equal(three.participants.length, 3);
    assert.equal(refusalOf(reduceRoom(three, small(joinOf(3)))), "ROOM_FULL");
    assert.equal(refusalOf(reduceRoom(three, small(withKey(5)))), "ROOM_FULL", "one is kept");
  }
  const lobby = meetingOf({ lobby: true });
  const open = roomAfter(
    [joinOf(0), small(joinOf(1)), small(joinOf(2)), small(joinOf(3)), admitOf(1), admitOf(2)],
    lobby,
  );
  assert.equal(refusalOf(reduceRoom(open, admitOf(3))), "ROOM_FULL");
  const left = roomAfter(
    [joinOf(0), small(joinOf(1)), small(joinOf(2)), small(joinOf(3)), admitOf(1), leave(0)],
    lobby,
  );
  const [host] = reduceRoom(left, admitOf(2, 1));
  assert.equal(refusalOf(reduceRoom(host, admitOf(3, 1))), "ROOM_FULL", "nor by being let in");
  assert.equal(refusalOf(reduceRoom(host, small(joinOf(0)))), null);
});

Deno.test("[P14] a full lobby does not keep the organizer out", () => {
  const crowd = Array.from({ length: 100 }, (_, n) => joinOf(n + 1));
  const full = roomAfter(crowd, meetingOf({ lobby: true }));
  assert.equal(refusalOf(reduceRoom(full, joinOf(200))), "ROOM_FULL");
  for (const organizer of [joinOf(0), withKey(201)]) {
    const [room] = reduceRoom(full, organizer);
    assert.deepEqual(room.participants.map(({ info }) => info.role), ["HOST"]);
  }
});

Deno.test("[P12][P14] the organizer key makes anybody the organizer, whatever stands in the way", () => {
  const rooms: Record<string, Room> = {
    "empty": emptyRoom(meetingOf()),
    "with a lobby": emptyRoom(meetingOf({ lobby: true })),
    "with a lobby and people in it": roomAfter([joinOf(2)], meetingOf({ lobby: true })),
    "locked": roomAfter([joinOf(0), joinOf(2), lock(0)]),
    "left by the organizer's other device": roomAfter([joinOf(0), joinOf(2), leave(0)]),
    "with the organizer's other device": roomAfter([joinOf(0), joinOf(2)]),
  };
  for (const [what, room] of Object.entries(rooms)) {
    const [next] = reduceRoom(room, withKey(1));
    assert.equal(roleOf(next, 1), "HOST", what);
    assert.equal(roomInfo(next).organizer.muid, muidOf(1), what);
    assert.equal(roleOf(reduceRoom(room, joinOf(1))[0], 1) === "HOST", what === "empty", what);
  }
});

Deno.test("[P14][P15] the organizer on another device can be removed by nobody, and comes back as HOST", () => {
  const room = roomAfter([
    joinOf(0),
    joinOf(2),
    withKey(1),
    { type: "update", muid: muidOf(0), target: muidOf(2), diff: { role: "HOST" }, now: 1 },
  ]);
  for (const host of [0, 2]) {
    const remove = { type: "remove", muid: muidOf(host), target: muidOf(1), ticket: "t" } as const;
    assert.equal(refusalOf(reduceRoom(room, remove)), "FORBIDDEN");
  }
  const back = roomAfter([joinOf(2), withKey(1), dropOf(1), {
    ...withKey(1),
    hold: holdOf(1, { time: 1 }),
  } as RoomEvent]);
  assert.equal(roleOf(back, 1), "HOST");
});

Deno.test("[P14] who is in already as a guest and shows the key then is HOST in the same seat", () => {
  const cohost = { type: "update", muid: muidOf(0), target: muidOf(2), now: 1 } as const;
  const guest = roomAfter([
    joinOf(0),
    joinOf(2),
    { ...cohost, diff: { role: "HOST" } },
    joinOf(1),
    leave(0),
    dropOf(1),
  ]);
  const seats: Record<string, RoomEvent> = {
    "the same page": withKey(1, { hold: holdOf(1, { time: 1 }) }),
    "another page, the same name": withKey(1, {
      user: userOf(1, { muid: muidOf(8) }),
      hold: holdOf(8),
    }),
  };
  for (const [what, event] of Object.entries(seats)) {
    const [room] = reduceRoom(guest, event);
    assert.deepEqual(room.participants.map(({ info }) => info.role), ["HOST", "HOST"], what);
    const [target] = room.participants.slice(-1);
    const remove = {
      type: "remove",
      muid: muidOf(2),
      target: target?.info.muid ?? "",
      ticket: "t",
    };
    assert.equal(refusalOf(reduceRoom(room, remove as RoomEvent)), "FORBIDDEN", what);
  }
});

Deno.test("[P12][P14] the organizer whose one device is gone takes the seat under the same name with another", () => {
  const name = "Olga";
  const away = roomAfter([joinOf(0, { name }), joinOf(2), lock(0), dropOf(0)]);
  const [room] = reduceRoom(away, withKey(1, { user: userOf(1, { name }) }));
  assert.deepEqual(room.participants.map(({ info }) => [info.name, info.role]), [
    ["User 2", "PARTICIPANT"],
    [name, "HOST"],
  ]);
  const [back] = reduceRoom(
    reduceRoom(room, { type: "drop", muid: muidOf(1), hold: holdOf(1), until: 1 })[0],
    { ...joinOf(0, { name, muid: muidOf(7) }), hold: holdOf(7) } as RoomEvent,
  );
  assert.equal(roleOf(back, 7), "HOST", "and back again, without a key");
  const here = roomAfter([joinOf(0, { name }), joinOf(2)]);
  const refused = reduceRoom(here, withKey(1, { user: userOf(1, { name }) }));
  assert.equal(refusalOf(refused), "NAME_TAKEN", "while the other one is there");
  const guest = reduceRoom(away, joinOf(1, { name }));
  assert.equal(refusalOf(guest), "NAME_TAKEN", "nobody else gets it");
});

Deno.test("[S4] the organizer key does not lift a removal", () => {
  const removed = roomAfter([joinOf(0), joinOf(1), remove(1)]);
  assert.equal(refusalOf(reduceRoom(removed, withKey(1))), "REMOVED");
});

Deno.test("[P12] those in the lobby are told when somebody is inside who can let them in, and when not", () => {
  const told = (room: Room, event: RoomEvent) =>
    reduceRoom(room, event)[1].flatMap((effect) =>
      effect.type === "send" && effect.message.type === "LOBBY_WAITING"
        ? [[effect.to, effect.message]]
        : []
    );
  const alone = roomAfter([joinOf(1), joinOf(2)], meetingOf({ lobby: true }));
  const here = { type: "LOBBY_WAITING" };
  assert.deepEqual(told(alone, joinOf(0)), [[muidOf(1), here], [muidOf(2), here]]);
  const open = roomAfter([joinOf(0), withKey(3)], { ...alone.meeting });
  assert.deepEqual(told(open, leave(0)), [], "another one is still there");
  const [withHost] = reduceRoom(alone, joinOf(0));
  assert.deepEqual(told(withHost, withKey(3)), [], "they know it already");
  const gone = { type: "LOBBY_WAITING", host_present: false };
  assert.deepEqual(told(withHost, leave(0)), [[muidOf(1), gone], [muidOf(2), gone]]);
});

Deno.test("[P12][P14] whatever happens, an empty room is open and remembers nobody", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), fc.boolean(), (events, lobby) => {
      let room = emptyRoom(meetingOf({ lobby }));
      const seen = new Set<string>();
      for (const event of events) {
        const before = room;
        [room] = reduceRoom(room, event);
        if (room.participants.length === 0) {
          assert.equal(room.meeting.locked, false);
          assert.deepEqual(room.left, []);
          seen.clear();
        }
        for (const { subject } of room.participants) seen.add(subject);
        if (event.type !== "join" || before.participants.length === 0) continue;
        const refused = refusalOf(reduceRoom(before, event));
        if (seen.has(event.subject) && event.subject === "subject-0") {
          assert.notEqual(refused, "LOCKED", "never the organizer");
        }
        assert.ok(before.left.length <= seen.size, "nobody is remembered who was not in");
      }
    }),
    { numRuns: 1_000, seed: 7 },
  );
});

Deno.test("[P12] one user has four places at most, seats and waiting together; what is their own is no new one", () => {
  const device = (n: number): RoomEvent => ({
    type: "join",
    subject: "subject-1",
    user: userOf(n),
    capacity: 16,
    hold: holdOf(n),
    now: 5_000,
  });
  const seated = roomAfter([joinOf(0), device(1), device(2), device(3), device(4)]);
  assert.equal(refusalOf(reduceRoom(seated, device(5))), "ROOM_FULL");
  assert.equal(reduceRoom(seated, joinOf(6))[0].participants.length, 6, "others come in");
  const away = reduceRoom(seated, dropOf(4))[0];
  assert.equal(reduceRoom(away, device(4))[0].participants.length, 5, "the own seat again");
  const left = reduceRoom(seated, leave(4))[0];
  assert.equal(reduceRoom(left, device(5))[0].participants.length, 5);
  const lobby = roomAfter(
    [joinOf(0), device(1), device(2), device(3), device(4)],
    meetingOf({ lobby: true }),
  );
  assert.equal(lobby.waiting.length, 4);
  assert.equal(refusalOf(reduceRoom(lobby, device(5))), "ROOM_FULL");
  assert.equal(reduceRoom(lobby, device(4))[0].waiting.length, 4, "who knocks again waits on");
});
