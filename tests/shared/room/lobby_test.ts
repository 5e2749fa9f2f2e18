import assert from "node:assert/strict";
import type { Meeting, Room, RoomEvent } from "../../../lib/shared/room/state.ts";
import { closedRoomInfo } from "../../../lib/shared/room/state.ts";
import { waitingMessage } from "../../../lib/shared/room/door.ts";
import { reduceRoom } from "../../../lib/shared/room/rules.ts";
import {
  dropOf,
  holdOf,
  joinOf,
  meetingOf,
  muidOf,
  refusalOf,
  roomAfter,
} from "../../fakes/rooms.ts";

const startTime = 60_000;
const planned = (change: Partial<Meeting> = {}) => meetingOf({ startTime, ...change });
const joinAt = (n: number, now: number, change: object = {}) =>
  ({ ...joinOf(n), now, ...change }) as RoomEvent;
const open: RoomEvent = { type: "open", now: startTime };
const leave = (n: number): RoomEvent => ({ type: "leave", muid: muidOf(n) });

/** Numbers of those who are in, and of those who wait. */
const places = (room: Room) => [
  room.participants.map(({ info }) => Number(info.name.slice(5))),
  room.waiting.map(({ user }) => Number(user.name.slice(5))),
];

Deno.test("[P14] guests of a planned meeting wait for its start, the organizer does not", () => {
  const early = roomAfter([joinAt(1, 1_000), joinAt(2, 2_000)], planned());
  assert.deepEqual(places(early), [[], [1, 2]]);
  assert.deepEqual(waitingMessage(early, muidOf(1)), {
    type: "LOBBY_WAITING",
    host_present: false,
    starts_at: startTime,
  });
  assert.deepEqual(places(roomAfter([joinAt(1, startTime)], planned())), [[1], []], "in time");
  assert.deepEqual(places(roomAfter([joinAt(1, 1)], planned({ isOpenEarly: true }))), [[1], []]);
});

Deno.test("[P14] at the start those who waited for it are in, the first of them as stand-in", () => {
  const early = roomAfter([joinAt(1, 1_000), joinAt(2, 2_000)], planned());
  assert.deepEqual(
    reduceRoom(early, { type: "open", now: startTime - 1 }),
    [early, []],
    "not before",
  );
  const [room, effects] = reduceRoom(early, open);
  assert.deepEqual(places(room), [[1, 2], []]);
  assert.equal(room.participants[0]?.info.stand_in, true);
  const admitted = effects.flatMap((one) => one.type === "admitted" ? [one.muid] : []);
  assert.deepEqual(admitted, [muidOf(1), muidOf(2)]);
  assert.deepEqual(reduceRoom(room, open), [room, []], "once");
});

Deno.test("[P14] with the organizer it begins: who waited for the start is in, and who comes then", () => {
  const early = roomAfter([joinAt(1, 1_000), joinAt(2, 1_000)], planned());
  const [begun, effects] = reduceRoom(early, joinAt(0, 3_000));
  assert.deepEqual(places(begun), [[0, 1, 2], []]);
  const told = effects.findLast((one) =>
    one.type === "send" && one.message.type === "LOBBY_UPDATE"
  );
  assert.ok(told?.type === "send" && told.message.type === "LOBBY_UPDATE");
  assert.deepEqual(
    told.message.data.waiting,
    [],
    "the organizer is not left with those who came in",
  );
  assert.deepEqual(places(roomAfter([joinAt(0, 1), joinAt(1, 2)], planned())), [[0, 1], []]);
  const over = roomAfter([joinAt(0, 1), leave(0), joinAt(1, 2)], planned());
  assert.deepEqual(places(over), [[], [1]], "the organizer only had a look");
});

Deno.test("[P14] whom the room does not hold at the start waits for a host", () => {
  const small = (n: number) => joinAt(n, 1_000, { capacity: 2 });
  const [room] = reduceRoom(roomAfter([small(1), small(2)], planned()), open);
  assert.deepEqual(places(room), [[1], [2]], "a seat is kept for the organizer");
  assert.equal(room.waiting[0]?.until, undefined);
});

Deno.test("[P14] who waited for the start and went is not let in", () => {
  const early = roomAfter([joinAt(1, 1_000), joinAt(2, 1_000), dropOf(1)], planned());
  assert.deepEqual(places(reduceRoom(early, open)[0]), [[2], []]);
});

Deno.test("[P14] a lobby is a lobby also after the start", () => {
  const early = roomAfter([joinAt(1, 1_000)], planned({ lobby: true }));
  assert.deepEqual(reduceRoom(early, open), [early, []]);
  assert.deepEqual(places(reduceRoom(early, joinAt(0, 2_000))[0]), [[0], [1]]);
});

Deno.test("[P12] of a meeting for who has the link, the number alone leads to the waiting room", () => {
  const meeting = meetingOf({ linkOnly: true });
  const link = { hasLink: true };
  const room = roomAfter([joinAt(1, 5_000, link), joinAt(2, 5_000)], meeting);
  assert.deepEqual(places(room), [[1], [2]]);
  const admit = { type: "admit", muid: muidOf(1), target: muidOf(2) } as const;
  assert.deepEqual(places(reduceRoom(room, admit)[0]), [[1, 2], []]);
  assert.deepEqual(
    places(roomAfter([joinAt(0, 5_000)], meeting)),
    [[0], []],
    "the organizer is in",
  );
  const early = roomAfter([joinAt(2, 1, link), joinAt(3, 1)], planned({ linkOnly: true }));
  assert.deepEqual(places(reduceRoom(early, open)[0]), [[2], [3]], "the start is for the link");
});

Deno.test("[P12] who was let in once needs no link while somebody is there, and one afterwards", () => {
  const meeting = meetingOf({ linkOnly: true });
  const admit = { type: "admit", muid: muidOf(0), target: muidOf(2) } as const;
  const room = roomAfter([joinAt(0, 1), joinAt(2, 1), admit, leave(2)], meeting);
  const again = joinAt(2, 2, { hold: holdOf(2, { time: 1 }) });
  assert.deepEqual(places(reduceRoom(room, again)[0]), [[0, 2], []]);
  const [empty] = reduceRoom(room, leave(0));
  assert.deepEqual(places(reduceRoom(empty, again)[0]), [[], [2]]);
});

Deno.test("[P14] a full room and a full lobby keep a place for the organizer", () => {
  const strangers = Array.from({ length: 100 }, (_, n) => joinAt(n + 1, 1_000));
  const lobby = roomAfter(strangers, meetingOf({ lobby: true }));
  assert.equal(refusalOf(reduceRoom(lobby, joinAt(101, 1_000))), "ROOM_FULL");
  assert.deepEqual(places(reduceRoom(lobby, joinAt(0, 2_000))[0])[0], [0]);
  const early = roomAfter(strangers, planned());
  const [begun] = reduceRoom(early, open);
  assert.equal(begun.participants.length, 15);
  assert.equal(refusalOf(reduceRoom(begun, joinAt(0, startTime))), null);
});

Deno.test("[P5] what is told of a meeting without its link: its number and its time, no title and nobody's name", () => {
  const room = roomAfter(
    [joinOf(0), joinAt(1, 5_000, { hasLink: true })],
    meetingOf({ linkOnly: true }),
  );
  const { id, startTime } = room.meeting;
  assert.deepEqual(closedRoomInfo(room), {
    id,
    title: "",
    organizer: { muid: "", name: "" },
    start_time: startTime,
    participants: [],
    passcode_required: false,
    lobby: false,
    locked: false,
    link_only: true,
  });
});
