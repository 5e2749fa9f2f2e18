// Which command is for whom: every command of the socket that a role may matter to, sent by a HOST, by a
// stand-in, and by a PARTICIPANT.

import assert from "node:assert/strict";
import { reduceRoom } from "../../../lib/shared/room/rules.ts";
import type { RoomEvent } from "../../../lib/shared/room/state.ts";
import {
  holdOf,
  joinOf,
  meetingOf,
  muidOf,
  refusalOf,
  roomAfter,
  userOf,
} from "../../fakes/rooms.ts";

const now = 5_000;
const target = muidOf(2);

/** What each standing may do, with somebody else; "undone" is for what cannot be. */
const commands = (muid: string): Record<string, { by: string; event: RoomEvent }> => {
  const update = (diff: Extract<RoomEvent, { type: "update" }>["diff"]): RoomEvent => ({
    type: "update",
    muid,
    target,
    diff,
    now,
  });
  const host = "HOST, stand-in";
  return {
    "mute": { by: host, event: update({ state: { mic: false } }) },
    "camera off": { by: host, event: update({ state: { camera: false } }) },
    "stop a share": { by: host, event: update({ state: { screen: false } }) },
    "lower a hand": { by: host, event: update({ hand: false }) },
    "ask to unmute": { by: host, event: { type: "ask-unmute", muid, target } },
    "admit": { by: host, event: { type: "admit", muid, target: muidOf(5) } },
    "deny": { by: host, event: { type: "deny", muid, target: muidOf(5) } },
    "unmute": { by: "", event: update({ state: { mic: true } }) },
    "raise a hand": { by: "", event: update({ hand: true }) },
    "rename": { by: "", event: update({ name: "Fool" }) },
    "give the role": { by: "HOST", event: update({ role: "HOST" }) },
    "lobby": { by: "HOST", event: { type: "lobby", muid, isOn: true } },
    "lock": { by: "HOST", event: { type: "lock", muid, locked: true } },
    "remove": { by: "HOST", event: { type: "remove", muid, target, ticket: "t" } },
    "allow": { by: "HOST", event: { type: "allow", muid, ticket: "old" } },
    "finish": { by: "HOST", event: { type: "finish", muid } },
    "chat": {
      by: "HOST, stand-in, PARTICIPANT",
      event: { type: "chat", muid, text: "x", id: "1", now },
    },
    "react": { by: "HOST, stand-in, PARTICIPANT", event: { type: "react", muid, emoji: "👍" } },
    "leave": { by: "HOST, stand-in, PARTICIPANT", event: { type: "leave", muid } },
  };
};

/** A room in which user 1 has this standing, user 2 is a PARTICIPANT, and user 5 waits. */
function roomWith(standing: string) {
  const removals = [{ ticket: "old", subject: "subject-9", name: "Gone" }];
  const first = standing === "stand-in" ? [joinOf(1)] : [joinOf(0), joinOf(1)];
  const promoted: RoomEvent[] = standing === "HOST"
    ? [{
      type: "update",
      muid: muidOf(0),
      target: muidOf(1),
      diff: { role: "HOST" },
      now,
    }]
    : [];
  const room = roomAfter([...first, joinOf(2), ...promoted], meetingOf({ removals }));
  const waiting = [{ user: userOf(5), subject: "subject-5", hold: holdOf(5), capacity: 16 }];
  return { ...room, waiting };
}

Deno.test("[P11][P14][P15] command × {HOST, stand-in, PARTICIPANT}: who may do it, and a refusal has no effect", () => {
  for (const standing of ["HOST", "stand-in", "PARTICIPANT"]) {
    const room = roomWith(standing);
    for (const [name, { by, event }] of Object.entries(commands(muidOf(1)))) {
      const decision = reduceRoom(room, event);
      const may = by.split(", ").includes(standing);
      assert.equal(refusalOf(decision), may ? null : "FORBIDDEN", `${name} by ${standing}`);
      if (!may) assert.equal(decision[0], room, `${name} by ${standing}`);
    }
  }
});

Deno.test("[P15] a host takes a hand down, and asks for a voice: only the one who is asked hears of it", () => {
  const raise: RoomEvent = { type: "update", muid: muidOf(2), target, diff: { hand: true }, now };
  const room = roomAfter([joinOf(0), joinOf(2), raise]);
  const [lowered] = reduceRoom(room, {
    type: "update",
    muid: muidOf(0),
    target,
    diff: { hand: false },
    now,
  });
  assert.equal(lowered.participants[1]?.info.hand, false);
  const [same, effects] = reduceRoom(room, { type: "ask-unmute", muid: muidOf(0), target });
  assert.deepEqual(same, room);
  assert.deepEqual(effects, [{
    type: "send",
    to: target,
    message: { type: "UNMUTE_REQUEST", from: muidOf(0) },
  }]);
  const nobody: RoomEvent = { type: "ask-unmute", muid: muidOf(0), target: muidOf(7) };
  assert.equal(refusalOf(reduceRoom(room, nobody)), "PEER_NOT_FOUND");
});

Deno.test("[P12] the lobby is switched on and off under way: off, those who wait are in, but for the number alone of link_only", () => {
  const lobby = (isOn: boolean): RoomEvent => ({ type: "lobby", muid: muidOf(0), isOn });
  const waiting = roomAfter([joinOf(0), lobby(true), joinOf(1), joinOf(2)]);
  assert.deepEqual([waiting.participants.length, waiting.waiting.length], [1, 2]);
  const [open, effects] = reduceRoom(waiting, lobby(false));
  assert.deepEqual([open.participants.length, open.waiting.length], [3, 0]);
  assert.equal(effects.filter(({ type }) => type === "admitted").length, 2);
  assert.deepEqual(reduceRoom(open, lobby(false)), [open, []], "once more changes nothing");

  const linkOnly = roomAfter([joinOf(0), lobby(true), joinOf(1)], meetingOf({ linkOnly: true }));
  assert.equal(reduceRoom(linkOnly, lobby(false))[0].waiting.length, 1);
});

Deno.test("[P14] a meeting planned anew: those inside and those who wait hear of it, and whose time has come is in", () => {
  const later = meetingOf({ startTime: 90_000 });
  const early = roomAfter([joinOf(1)], later);
  assert.equal(early.waiting[0]?.until, "start");
  const [moved, told] = reduceRoom(early, { type: "amend", startTime: 80_000, now });
  assert.equal(moved.meeting.startTime, 80_000);
  assert.deepEqual(told.filter(({ type }) => type === "send"), [{
    type: "send",
    to: muidOf(1),
    message: { type: "LOBBY_WAITING", host_present: false, starts_at: 80_000 },
  }]);
  const [begun] = reduceRoom(early, { type: "amend", startTime: 4_000, now });
  assert.deepEqual([begun.participants.length, begun.waiting.length], [1, 0]);
  const inside = roomAfter([joinOf(0)]);
  const [renamed, effects] = reduceRoom(inside, { type: "amend", title: "Another", now });
  assert.equal(renamed.meeting.title, "Another");
  assert.ok(effects.some((one) => one.type === "broadcast" && one.message.type === "USER_UPDATE"));
});

Deno.test("[P14] a meeting called off is over for who is in it and who waits, and for who is not there yet", () => {
  const [empty, effects] = reduceRoom(roomAfter([]), { type: "cancel" });
  assert.equal(empty.participants.length, 0);
  assert.ok(effects.some(({ type }) => type === "erase"));
  const [, closing] = reduceRoom(roomAfter([joinOf(0), joinOf(1)]), { type: "cancel" });
  assert.equal(closing.filter(({ type }) => type === "close").length, 2);
});

Deno.test("[P15] the others are told who was removed, and of who left by themselves they are not", () => {
  const room = roomAfter([joinOf(0), joinOf(1), joinOf(2)]);
  const removedIn = (event: RoomEvent) =>
    reduceRoom(room, event)[1].flatMap((one) =>
      one.type === "broadcast" && one.message.type === "USER_UPDATE"
        ? [one.message.removed ?? []]
        : []
    );
  const remove: RoomEvent = { type: "remove", muid: muidOf(0), target, ticket: "t" };
  assert.deepEqual(removedIn(remove), [[target]]);
  assert.deepEqual(removedIn({ type: "leave", muid: target }), [[]]);
});
