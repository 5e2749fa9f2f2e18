import assert from "node:assert/strict";
import type { Room, RoomEvent } from "../../../lib/shared/room/state.ts";
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

const now = 5_000;
const leave = (n: number): RoomEvent => ({ type: "leave", muid: muidOf(n) });
const promote = (by: number, n: number): RoomEvent => ({
  type: "update",
  muid: muidOf(by),
  target: muidOf(n),
  diff: { role: "HOST" },
  now,
});
const finish = (n: number): RoomEvent => ({ type: "finish", muid: muidOf(n) });

/** Who is what, in the order of coming in. */
const standings = (room: Room) =>
  room.participants.map(({ info: { role, stand_in }, isHeir }) =>
    stand_in ? "stand-in" : isHeir ? "heir" : role
  );

Deno.test("[P14] who is in before the organizer is a stand-in, and is no longer one when they come", () => {
  const early = roomAfter([joinOf(1), joinOf(2)]);
  assert.deepEqual(standings(early), ["stand-in", "PARTICIPANT"]);
  const [room, effects] = reduceRoom(early, joinOf(0));
  assert.deepEqual(standings(room), ["PARTICIPANT", "PARTICIPANT", "HOST"]);
  const broadcasts = effects.filter(({ type }) => type === "broadcast");
  assert.equal(broadcasts.length, 1, "one broadcast tells all of it");
  assert.ok(!JSON.stringify(broadcasts).includes("stand_in"));
});

Deno.test("[P14] the organizer on another device, by the key, is one: at the door and on the seat they have", () => {
  const key = { hasKey: true };
  const atTheDoor = roomAfter([joinOf(1), { ...joinOf(3), ...key } as RoomEvent]);
  assert.deepEqual(standings(atTheDoor), ["PARTICIPANT", "HOST"]);
  const again = { ...joinOf(2), ...key, hold: holdOf(2, { time: 1 }) } as RoomEvent;
  const onTheSeat = roomAfter([joinOf(1), joinOf(2), dropOf(2), again]);
  assert.deepEqual(standings(onTheSeat), ["PARTICIPANT", "HOST"]);
  const own = { ...joinOf(1), ...key, hold: holdOf(1, { time: 1 }) } as RoomEvent;
  assert.deepEqual(standings(roomAfter([joinOf(1), dropOf(1), own])), ["HOST"]);
});

Deno.test("[P14] a stand-in is followed by a stand-in, a HOST by somebody with all rights until the organizer is back", () => {
  assert.deepEqual(standings(roomAfter([joinOf(1), joinOf(2), leave(1)])), ["stand-in"]);
  const heirs = [joinOf(0), joinOf(1), joinOf(2), leave(0)];
  assert.deepEqual(standings(roomAfter(heirs)), ["heir", "PARTICIPANT"]);
  assert.deepEqual(standings(roomAfter([...heirs, leave(1)])), ["heir"]);
  assert.equal(refusalOf(reduceRoom(roomAfter(heirs), finish(1))), null);
  assert.deepEqual(standings(roomAfter([...heirs, joinOf(0)])), [
    "PARTICIPANT",
    "PARTICIPANT",
    "HOST",
  ]);
});

Deno.test("[P14] who was made HOST by hand keeps it when the organizer is back", () => {
  const room = roomAfter([joinOf(0), joinOf(1), promote(0, 1), leave(0), joinOf(0)]);
  assert.deepEqual(standings(room), ["HOST", "HOST"]);
  const byHeir = roomAfter([joinOf(0), joinOf(1), joinOf(2), leave(0), promote(1, 2), joinOf(0)]);
  assert.deepEqual(standings(byHeir), ["PARTICIPANT", "HOST", "HOST"]);
});

Deno.test("[P14] who was made HOST by hand is it again after leaving, and no heir, stand-in or removed one is", () => {
  const cohost = [joinOf(0), joinOf(1), joinOf(2), promote(0, 1)];
  const back = roomAfter([...cohost, leave(1), joinOf(1)]);
  assert.deepEqual(standings(back), ["HOST", "PARTICIPANT", "HOST"]);
  assert.deepEqual(back.leftHosts, []);
  const late = { ...joinOf(1, { muid: muidOf(9) }), hold: holdOf(9) } as RoomEvent;
  const expired: RoomEvent = { type: "expire", muid: muidOf(1), until: 9_000 };
  const dropped = { ...dropOf(1), until: 9_000 } as RoomEvent;
  assert.deepEqual(standings(roomAfter([...cohost, dropped, expired, late])), [
    "HOST",
    "PARTICIPANT",
    "HOST",
  ]);

  const heir = [joinOf(0), joinOf(1), joinOf(2), leave(0)];
  assert.deepEqual(standings(roomAfter([...heir, leave(1), joinOf(1)])), ["heir", "PARTICIPANT"]);
  const standIn = roomAfter([joinOf(1), joinOf(2), leave(1), joinOf(1)]);
  assert.deepEqual(standings(standIn), ["stand-in", "PARTICIPANT"]);
  const undone: RoomEvent = { ...promote(0, 1), diff: { role: "PARTICIPANT" } } as RoomEvent;
  assert.deepEqual(
    standings(roomAfter([...cohost, undone, leave(1), joinOf(1)])).at(-1),
    "PARTICIPANT",
  );
  const removed: RoomEvent = { type: "remove", muid: muidOf(0), target: muidOf(1), ticket: "t" };
  const allowed: RoomEvent = { type: "allow", muid: muidOf(0), ticket: "t" };
  assert.deepEqual(
    standings(roomAfter([...cohost, removed, allowed, joinOf(1)])).at(-1),
    "PARTICIPANT",
  );
  const emptied = [...cohost, leave(0), leave(1), leave(2), joinOf(1)];
  assert.deepEqual(standings(roomAfter(emptied)), ["stand-in"]);
});

Deno.test("[P14] a room that was empty begins anew: who comes first is a stand-in, though the organizer was there", () => {
  const room = roomAfter([joinOf(0), leave(0), joinOf(1)]);
  assert.deepEqual(standings(room), ["stand-in"]);
  assert.equal(refusalOf(reduceRoom(room, finish(1))), "FORBIDDEN");
});

Deno.test("[P14] a page that takes the place of its ghost is no more than the ghost was", () => {
  const ghost = roomAfter([joinOf(1), joinOf(2), dropOf(1), {
    ...joinOf(1, { muid: muidOf(9) }),
    hold: holdOf(9),
  } as RoomEvent]);
  assert.deepEqual(standings(ghost), ["PARTICIPANT", "stand-in"]);
});

/** Each command, as user 1 gives it about user 2, and who may: HOST, stand-in, PARTICIPANT. */
const commands: Record<string, [RoomEvent, readonly [boolean, boolean, boolean]]> = {
  "finish": [finish(1), [true, false, false]],
  "remove": [{ type: "remove", muid: muidOf(1), target: muidOf(2), ticket: "t" }, [
    true,
    false,
    false,
  ]],
  "allow": [{ type: "allow", muid: muidOf(1), ticket: "old" }, [true, false, false]],
  "lock": [{ type: "lock", muid: muidOf(1), locked: true }, [true, false, false]],
  "make host": [promote(1, 2), [true, false, false]],
  "admit": [{ type: "admit", muid: muidOf(1), target: muidOf(3) }, [true, true, false]],
  "deny": [{ type: "deny", muid: muidOf(1), target: muidOf(3) }, [true, true, false]],
  "mute": [stop("mic"), [true, true, false]],
  "stop the camera": [stop("camera"), [true, true, false]],
  "stop a share": [stop("screen"), [true, true, false]],
  "chat": [{ type: "chat", muid: muidOf(1), text: "x", id: "i", now }, [true, true, true]],
  "react": [{ type: "react", muid: muidOf(1), emoji: "👍" }, [true, true, true]],
};

function stop(device: "mic" | "camera" | "screen"): RoomEvent {
  return {
    type: "update",
    muid: muidOf(1),
    target: muidOf(2),
    diff: { state: { [device]: false } },
    now,
  };
}

const removals = [{ ticket: "old", subject: "subject-9", name: "Gus" }];
/** User 2 is in, user 3 waits with the number alone, and user 1 is what the name says. */
const rooms: Record<string, Room> = {
  "HOST": roomAfter(
    [joinOf(0), linked(1), linked(2), promote(0, 1), joinOf(3)],
    meetingOf({ linkOnly: true, removals }),
  ),
  "stand-in": roomAfter([linked(1), linked(2), joinOf(3)], meetingOf({ linkOnly: true, removals })),
  "PARTICIPANT": roomAfter(
    [joinOf(0), linked(1), linked(2), joinOf(3)],
    meetingOf({ linkOnly: true, removals }),
  ),
};

function linked(n: number): RoomEvent {
  return { ...joinOf(n), hasLink: true } as RoomEvent;
}

for (const [at, [role, room]] of Object.entries(rooms).entries()) {
  for (const [name, [event, allowed]] of Object.entries(commands)) {
    const may = allowed[at];
    Deno.test(`[P14][P15][S3] ${role}: ${name} ${may ? "is carried out" : "is refused"}`, () => {
      const decision = reduceRoom(room, event);
      if (may) return assert.equal(refusalOf(decision), null);
      assert.equal(refusalOf(decision), "FORBIDDEN");
      assert.equal(decision[0], room, "and nothing happened");
      assert.equal(decision[1].length, 1);
    });
  }
}

Deno.test("[P14] a stand-in can neither give the role away nor keep it by giving it up", () => {
  const room = roomAfter([joinOf(1), joinOf(2)]);
  const diff = { role: "PARTICIPANT" as const };
  const giveUp = { type: "update", muid: muidOf(1), target: muidOf(1), diff, now } as const;
  assert.equal(refusalOf(reduceRoom(room, giveUp)), "FORBIDDEN");
});
