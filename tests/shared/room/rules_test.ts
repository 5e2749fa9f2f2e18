import assert from "node:assert/strict";
import { emptyRoom, type Room, type RoomEvent } from "../../../lib/shared/room/state.ts";
import { reduceRoom } from "../../../lib/shared/room/rules.ts";
import {
  broadcastsOf,
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

const now = 5_000;
const roles = (room: Room) => room.participants.map(({ info }) => info.role);

/** Applies an event that must be refused, and proves that it changed nothing. */
function assertRefused(room: Room, event: RoomEvent, error: string): void {
  const before = structuredClone(room);
  const decision = reduceRoom(room, event);
  assert.equal(refusalOf(decision), error);
  assert.equal(decision[0], room, "the same room object");
  assert.deepEqual(decision[0], before, "unchanged");
  assert.equal(decision[1].length, 1, "no other effect");
}

Deno.test("[P12] JOIN_MEETING: the organizer is HOST, others are PARTICIPANT, in order of joining", () => {
  const room = roomAfter([joinOf(0), joinOf(1), joinOf(2)]);
  assert.deepEqual(roles(room), ["HOST", "PARTICIPANT", "PARTICIPANT"]);
  assert.equal(room.meeting.organizer.muid, muidOf(0));
});

Deno.test("[P12] JOIN_MEETING refuses a name already in use", () => {
  const room = roomAfter([joinOf(0, { name: "Ana" })]);
  for (const name of ["Ana", "ana", "ＡＮＡ", " Ana "]) {
    assertRefused(room, joinOf(1, { name }), "NAME_TAKEN");
  }
});

Deno.test("[P12] JOIN_MEETING refuses a muid in use, the removed, the locked out, a full room", () => {
  const room = roomAfter([joinOf(0), joinOf(1)]);
  assertRefused(room, { ...joinOf(2, { muid: muidOf(1) }) } as RoomEvent, "MUID_TAKEN");
  assertRefused(room, joinOf(1), "MUID_TAKEN");
  assertRefused(room, { ...joinOf(2), capacity: 2 } as RoomEvent, "ROOM_FULL");

  const [locked] = reduceRoom(room, { type: "lock", muid: muidOf(0), locked: true });
  assertRefused(locked, joinOf(2), "LOCKED");
  const [without] = reduceRoom(room, {
    type: "remove",
    muid: muidOf(0),
    target: muidOf(1),
    ticket: "t",
  });
  assertRefused(without, joinOf(1), "REMOVED");
  const otherTab = { ...joinOf(1), user: userOf(9) } as RoomEvent;
  assertRefused(without, otherTab, "REMOVED");
});

Deno.test("[P12] JOIN_MEETING: nobody arrives sharing a screen", () => {
  const room = roomAfter([joinOf(0, { state: { mic: true, camera: false, screen: true } })]);
  assert.deepEqual(room.participants[0]?.info.state, { mic: true, camera: false, screen: false });
});

Deno.test("[P13] only one participant shares; a refused diff is not applied at all", () => {
  const share = (n: number): RoomEvent => ({
    type: "update",
    muid: muidOf(n),
    target: muidOf(n),
    diff: { hand: true, state: { screen: true } },
    now,
  });
  const room = roomAfter([joinOf(0), joinOf(1), share(0)]);
  assertRefused(room, share(1), "SCREEN_BUSY");
  const stopped = roomAfter([joinOf(0), joinOf(1), share(0), {
    type: "update",
    muid: muidOf(0),
    target: muidOf(0),
    diff: { state: { screen: false } },
    now,
  }]);
  assert.equal(refusalOf(reduceRoom(stopped, share(1))), null);
});

Deno.test("[P14] when the last HOST leaves, the longest present becomes HOST", () => {
  const leave = { type: "leave", muid: muidOf(0) } as const;
  assert.deepEqual(roles(roomAfter([joinOf(0), joinOf(1), joinOf(2), leave])), [
    "HOST",
    "PARTICIPANT",
  ]);
  const heir = roomAfter([joinOf(0), joinOf(1), joinOf(2), dropOf(1), leave]);
  assert.deepEqual(roles(heir), ["PARTICIPANT", "HOST"], "one who is reconnecting is passed over");
});

Deno.test("[P14] a meeting is never left without a HOST by demotion", () => {
  const room = roomAfter([joinOf(0), joinOf(1)]);
  const demote = (muid: string, target: string): RoomEvent => ({
    type: "update",
    muid,
    target,
    diff: { role: "PARTICIPANT" },
    now,
  });
  assertRefused(room, demote(muidOf(0), muidOf(0)), "LAST_HOST");
  const [two] = reduceRoom(room, {
    type: "update",
    muid: muidOf(0),
    target: muidOf(1),
    diff: { role: "HOST" },
    now,
  });
  assert.deepEqual(roles(two), ["HOST", "HOST"]);
  assert.deepEqual(roles(reduceRoom(two, demote(muidOf(1), muidOf(0)))[0]), [
    "PARTICIPANT",
    "HOST",
  ]);
});

Deno.test("[P15][S3] commands of a HOST are refused to everybody else, without effect", () => {
  const room = roomAfter([joinOf(0), joinOf(1), joinOf(2)]);
  const commands = (muid: string): RoomEvent[] => [
    { type: "remove", muid, target: muidOf(2), ticket: "t" },
    { type: "finish", muid },
    { type: "lock", muid, locked: true },
    { type: "admit", muid, target: muidOf(3) },
    { type: "deny", muid, target: muidOf(3) },
    { type: "allow", muid, ticket: "t" },
    { type: "update", muid, target: muidOf(2), diff: { role: "HOST" }, now },
    { type: "update", muid, target: muidOf(2), diff: { state: { mic: false } }, now },
    { type: "update", muid, target: muidOf(0), diff: { role: "PARTICIPANT" }, now },
  ];
  for (const muid of [muidOf(1), muidOf(99)]) {
    for (const event of commands(muid)) assertRefused(room, event, "FORBIDDEN");
  }
  const promoteSelf = { role: "HOST" } as const;
  const self = muidOf(1);
  assertRefused(
    room,
    { type: "update", muid: self, target: self, diff: promoteSelf, now },
    "FORBIDDEN",
  );
});

Deno.test("[P15][S3] who is not in the room commands nothing", () => {
  const room = roomAfter([joinOf(0)]);
  const muid = muidOf(7);
  for (
    const event of [
      { type: "leave", muid },
      { type: "chat", muid, text: "hi", id: "1", now },
      { type: "react", muid, emoji: "👍" },
      { type: "update", muid, target: muid, diff: { hand: true }, now },
    ] as const
  ) assertRefused(room, event, "FORBIDDEN");
});

Deno.test("[P11] a HOST switches devices of others off, never on, and changes nothing else of them", () => {
  const room = roomAfter([
    joinOf(0),
    joinOf(1, { state: { mic: true, camera: false, screen: false } }),
  ]);
  const update = (diff: Extract<RoomEvent, { type: "update" }>["diff"]): RoomEvent => ({
    type: "update",
    muid: muidOf(0),
    target: muidOf(1),
    diff,
    now,
  });
  const decision = reduceRoom(room, update({ state: { mic: false } }));
  assert.deepEqual(broadcastsOf(decision), ["USER_STATE_UPDATE"]);
  assert.deepEqual(decision[0].participants[1]?.info.state, {
    mic: false,
    camera: false,
    screen: false,
  });
  for (
    const diff of [
      { state: { camera: true } },
      { state: { mic: false, camera: true } },
      { name: "Fool" },
      { hand: true },
      { avatar: "x" },
      { mirrorCamera: false },
    ]
  ) assertRefused(room, update(diff), "FORBIDDEN");
});

Deno.test("[P15] REMOVE_USER removes every seat of that user, and not the organizer", () => {
  const secondTab = { ...joinOf(1), user: userOf(8) } as RoomEvent;
  const room = roomAfter([joinOf(0), joinOf(1), joinOf(2), secondTab]);
  const [next, effects] = reduceRoom(room, {
    type: "remove",
    muid: muidOf(0),
    target: muidOf(1),
    ticket: "t",
  });
  assert.deepEqual(next.participants.map(({ info }) => info.muid), [muidOf(0), muidOf(2)]);
  const closed = effects.flatMap((effect) => effect.type === "close" ? [effect] : []);
  assert.deepEqual(closed.map(({ muid, code }) => [muid, code]), [[muidOf(1), 4403], [
    muidOf(8),
    4403,
  ]]);
  assert.deepEqual(next.meeting.removals, [{
    ticket: "t",
    subject: "subject-1",
    name: "User 1",
  }]);
  assert.equal(effects[0]?.type, "persist", "stored before anybody hears of it");

  const [cohost] = reduceRoom(room, {
    type: "update",
    muid: muidOf(0),
    target: muidOf(2),
    diff: { role: "HOST" },
    now,
  });
  const coup = { type: "remove", muid: muidOf(2), target: muidOf(0), ticket: "t" } as const;
  assertRefused(cohost, coup, "FORBIDDEN");
});

Deno.test("[P15] ALLOW_USER lifts a removal", () => {
  const room = roomAfter([
    joinOf(0),
    joinOf(1),
    { type: "remove", muid: muidOf(0), target: muidOf(1), ticket: "t" },
  ]);
  assertRefused(room, { type: "allow", muid: muidOf(0), ticket: "x" }, "PEER_NOT_FOUND");
  const [allowed] = reduceRoom(room, { type: "allow", muid: muidOf(0), ticket: "t" });
  assert.equal(refusalOf(reduceRoom(allowed, joinOf(1))), null);
});

Deno.test("[P12] with a lobby people wait until a HOST admits or denies them", () => {
  const meeting = meetingOf({ lobby: true });
  const waiting = roomAfter([joinOf(0), joinOf(1), joinOf(2)], meeting);
  assert.deepEqual(waiting.participants.map(({ info }) => info.muid), [muidOf(0)]);
  assert.deepEqual(waiting.waiting.map(({ user }) => user.muid), [muidOf(1), muidOf(2)]);
  assertRefused(waiting, joinOf(3, { name: "user 1" }), "NAME_TAKEN");

  const [admitted, effects] = reduceRoom(waiting, {
    type: "admit",
    muid: muidOf(0),
    target: muidOf(1),
  });
  assert.deepEqual(roles(admitted), ["HOST", "PARTICIPANT"]);
  assert.ok(effects.some((effect) => effect.type === "admitted" && effect.muid === muidOf(1)));
  const [denied] = reduceRoom(admitted, { type: "deny", muid: muidOf(0), target: muidOf(2) });
  assert.equal(denied.waiting.length, 0);
  assert.equal(denied.participants.length, 2);
  assertRefused(denied, { type: "admit", muid: muidOf(0), target: muidOf(2) }, "PEER_NOT_FOUND");
});

Deno.test("[P16] every broadcast has the next number", () => {
  let room = emptyRoom(meetingOf());
  const numbers: number[] = [];
  for (
    const event of [
      joinOf(0),
      joinOf(1),
      { type: "chat", muid: muidOf(0), text: "hi", id: "1", now },
      { type: "react", muid: muidOf(1), emoji: "👍" },
      {
        type: "update",
        muid: muidOf(1),
        target: muidOf(1),
        diff: { name: "New", hand: true },
        now,
      },
      dropOf(1),
      resumeOf(1),
      { type: "leave", muid: muidOf(1) },
    ] as RoomEvent[]
  ) {
    const [next, effects] = reduceRoom(room, event);
    room = next;
    for (const effect of effects) {
      if (effect.type === "broadcast") numbers.push(effect.message.seq);
    }
  }
  assert.deepEqual(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(room.seq, 9);
});

Deno.test("[P9] a rename and a raised hand in one diff are told by the events that carry them", () => {
  const room = roomAfter([joinOf(0)]);
  const decision = reduceRoom(room, {
    type: "update",
    muid: muidOf(0),
    target: muidOf(0),
    diff: { name: "New", hand: true },
    now,
  });
  assert.deepEqual(broadcastsOf(decision), ["USER_UPDATE", "USER_STATE_UPDATE"]);
  assert.equal(decision[0].participants[0]?.info.hand_raised_at, now);
});

Deno.test("[R1] a dropped participant keeps seat, role and hand, and takes them back", () => {
  const raise = { hand: true };
  const muid = muidOf(0);
  const before = roomAfter([
    joinOf(0),
    joinOf(1),
    { type: "update", muid, target: muid, diff: raise, now },
  ]);
  const [dropped, effects] = reduceRoom(before, dropOf(0));
  const seat = dropped.participants[0];
  assert.equal(seat?.info.online, false);
  assert.deepEqual(seat?.presence, { kind: "grace", node: "node-a", until: 30_000 });
  assert.deepEqual(broadcastsOf([dropped, effects]), ["PEER_CONNECTION"]);
  const stolen = { ...resumeOf(0), subject: "subject-1" } as RoomEvent;
  assertRefused(dropped, stolen, "RESUME_FAILED");
  const [resumed] = reduceRoom(dropped, resumeOf(0));
  assert.deepEqual(resumed.participants[0]?.info, before.participants[0]?.info);
  const [rejoined] = reduceRoom(dropped, joinOf(0));
  assert.equal(rejoined.participants[0]?.info.role, "HOST");
  assert.equal(rejoined.participants[0]?.info.hand, true);
});

Deno.test("[R1] a grace that is over makes one leave, unless the seat was taken back", () => {
  const dropped = roomAfter([joinOf(0), joinOf(1), dropOf(1)]);
  const over = { type: "expire", muid: muidOf(1), until: 30_000 } as const;
  const decision = reduceRoom(dropped, over);
  assert.deepEqual(broadcastsOf(decision), ["USER_UPDATE"]);
  assert.equal(decision[0].participants.length, 1);
  assert.deepEqual(reduceRoom(decision[0], over), [decision[0], []], "once");

  const [resumed] = reduceRoom(dropped, resumeOf(1));
  assert.equal(reduceRoom(resumed, over)[0], resumed);
  const later = { type: "drop", muid: muidOf(1), hold: holdOf(1, { time: 1 }), until: 50_000 };
  const [again] = reduceRoom(resumed, later as RoomEvent);
  assert.equal(reduceRoom(again, over)[0], again, "a grace that began anew has its own end");
});

Deno.test("[R3] a socket that was replaced takes nobody's seat with it when it closes", () => {
  const [resumed] = reduceRoom(roomAfter([joinOf(0), joinOf(1)]), resumeOf(1));
  assert.deepEqual(reduceRoom(resumed, dropOf(1)), [resumed, []]);
});

Deno.test("[R3] a resume token works once", () => {
  const [resumed] = reduceRoom(roomAfter([joinOf(0), joinOf(1), dropOf(1)]), resumeOf(1));
  assertRefused(resumed, resumeOf(1), "RESUME_FAILED");
  assert.equal(reduceRoom(resumed, resumeOf(1, 1))[0].participants.length, 2);
});

Deno.test("[R4] a request that was carried out is not carried out again", () => {
  const room = roomAfter([joinOf(0), joinOf(1)]);
  const chat = { type: "chat", muid: muidOf(1), text: "hi", id: "1", now, requestId: "r" } as const;
  const [once] = reduceRoom(room, chat);
  assert.equal(once.chat.length, 1);
  const [resumed] = reduceRoom(once, resumeOf(1));
  assert.deepEqual(reduceRoom(resumed, { ...chat, id: "2" }), [resumed, []]);
  const other = reduceRoom(resumed, { ...chat, id: "2", muid: muidOf(0) })[0];
  assert.equal(other.chat.length, 2, "somebody else's request of the same name is another one");
});

Deno.test("[R4] a refused request is not noted: it may be right later", () => {
  const share = (n: number, screen: boolean, requestId?: string): RoomEvent => ({
    type: "update",
    muid: muidOf(n),
    target: muidOf(n),
    diff: { state: { screen } },
    now,
    ...(requestId ? { requestId } : {}),
  });
  const room = roomAfter([joinOf(0), joinOf(1), share(0, true)]);
  assertRefused(room, share(1, true, "r"), "SCREEN_BUSY");
  const [free] = reduceRoom(room, share(0, false));
  assert.equal(reduceRoom(free, share(1, true, "r"))[0].participants[1]?.info.state.screen, true);
});

Deno.test("[R5] the seats of a lost server begin their grace, once, and its lobby empties", () => {
  const meeting = meetingOf({ lobby: true });
  const onB = { hold: holdOf(1, { node: "node-b" }) };
  const room = roomAfter([
    joinOf(0),
    { ...joinOf(1), ...onB } as RoomEvent,
    { type: "admit", muid: muidOf(0), target: muidOf(1) },
    { ...joinOf(2), hold: holdOf(2, { node: "node-b" }) } as RoomEvent,
  ], meeting);
  const adopt = { type: "adopt", lost: "node-b", by: "node-a", until: 30_000 } as const;
  const decision = reduceRoom(room, adopt);
  assert.deepEqual(broadcastsOf(decision), ["PEER_CONNECTION"]);
  const [{ participants, waiting }] = decision;
  assert.deepEqual(participants.map(({ presence }) => presence), [
    { kind: "here", node: "node-a" },
    { kind: "grace", node: "node-a", until: 30_000 },
  ]);
  assert.deepEqual(waiting, []);
  assert.deepEqual(reduceRoom(decision[0], adopt), [decision[0], []]);
});

Deno.test("[P12] who comes back after a crash takes the place of the own ghost, role included", () => {
  const room = roomAfter([joinOf(0), joinOf(1), dropOf(0), {
    type: "lock",
    muid: muidOf(0),
    locked: true,
  }]);
  const again = { ...joinOf(0), user: userOf(0, { muid: muidOf(7) }) } as RoomEvent;
  const [back] = reduceRoom(room, again);
  assert.deepEqual(back.participants.map(({ info }) => info.muid), [muidOf(1), muidOf(7)]);
  assert.equal(back.participants[1]?.info.role, "HOST");
  const stranger = { ...joinOf(0), subject: "subject-5", user: userOf(0, { muid: muidOf(8) }) };
  assertRefused(room, stranger as RoomEvent, "NAME_TAKEN");
});

Deno.test("[R12] a meeting is closed for want of people only while nobody is in it", () => {
  const room = roomAfter([joinOf(0)]);
  assert.deepEqual(reduceRoom(room, { type: "close-empty" }), [room, []]);
  const [empty] = reduceRoom(room, { type: "leave", muid: muidOf(0) });
  const [, effects] = reduceRoom(empty, { type: "close-empty" });
  assert.deepEqual(effects, [{ type: "erase" }]);
});

Deno.test("[P12] a room keeps the end of its chat, by number and by length", () => {
  const chat = (text: string, at: number): RoomEvent => ({
    type: "chat",
    muid: muidOf(0),
    text,
    id: `c${at}`,
    now,
  });
  const short = Array.from({ length: 210 }, (_, at) => chat("x", at));
  const many = roomAfter([joinOf(0), ...short]);
  assert.deepEqual([many.chat.length, many.chat[0]?.id, many.chat.at(-1)?.id], [
    200,
    "c10",
    "c209",
  ]);
  const long = Array.from({ length: 40 }, (_, at) => chat("y".repeat(4_000), at));
  const much = roomAfter([joinOf(0), ...long]);
  assert.deepEqual([much.chat.length, much.chat[0]?.id, much.chat.at(-1)?.id], [25, "c15", "c39"]);
});
