// Whatever happens in a room, in whatever order, these things hold.

import assert from "node:assert/strict";
import fc from "fast-check";
import { nameKey } from "../../../lib/shared/name_key.ts";
import type { RoomInfo } from "../../../lib/shared/protocol/mod.ts";
import { isOrganizerSeat } from "../../../lib/shared/room/door.ts";
import {
  emptyRoom,
  type Meeting,
  type Room,
  type RoomEvent,
  roomInfo,
} from "../../../lib/shared/room/state.ts";
import { reduceRoom } from "../../../lib/shared/room/rules.ts";
import { anyEvent, anyStart } from "../../fakes/any_event.ts";
import { meetingOf } from "../../fakes/rooms.ts";

/** What a member knows: the roster it builds from what it is sent. */
type Rosters = Map<string, RoomInfo["participants"]>;

function assertInvariants(room: Room): void {
  const infos = room.participants.map(({ info }) => info);
  if (infos.length > 0) {
    assert.ok(infos.some((info) => info.role === "HOST"), "[P14] somebody is HOST");
  }
  const isIn = room.participants.some((one) => isOrganizerSeat(room, one));
  for (const { info, isHeir } of room.participants) {
    const isActing = isHeir || info.stand_in;
    if (isActing) assert.equal(info.role, "HOST", "[P14] a stand-in is HOST");
    if (isIn) assert.ok(!isActing, "[P14] with the organizer in, nobody stands in for them");
  }
  const names = [...infos, ...room.waiting.map(({ user }) => user)].map(({ name }) =>
    nameKey(name)
  );
  assert.equal(new Set(names).size, names.length, "[P12] names are unique");
  assert.ok(infos.filter((info) => info.state.screen).length <= 1, "[P13] at most one screen");
  assert.equal(new Set(infos.map((info) => info.muid)).size, infos.length, "muids are unique");
  for (const { info, presence } of room.participants) {
    assert.equal(info.online, presence.kind === "here", "[R1] online is what the presence says");
  }
  const removed = new Set(room.meeting.removals.map((one) => one.subject));
  assert.ok(
    room.participants.every((one) => !removed.has(one.subject)),
    "[S4] no removed one is in",
  );
}

function follow(rosters: Rosters, room: Room, event: RoomEvent): Room {
  const [next, effects] = reduceRoom(room, event);
  if (effects.some((effect) => effect.type === "refuse")) {
    assert.equal(next, room, "a refusal changes nothing");
    assert.equal(effects.length, 1);
    return room;
  }
  const enters = event.type === "join" ? event.user.muid : null;
  if (enters && next.participants.some(({ info }) => info.muid === enters)) {
    rosters.set(enters, roomInfo(next).participants);
  }
  let { seq } = room;
  for (const effect of effects) {
    if (effect.type === "admitted") rosters.set(effect.muid, roomInfo(next).participants);
    if (effect.type !== "broadcast") continue;
    seq += 1;
    assert.equal(effect.message.seq, seq, "[P16] no gap in seq");
    for (const [member, roster] of rosters) {
      if (member === effect.except) continue;
      const { message } = effect;
      if (message.type === "USER_UPDATE") rosters.set(member, message.data.participants);
      if (message.type === "USER_STATE_UPDATE") {
        const patch = (info: RoomInfo["participants"][number]) =>
          info.muid === message.data.muid ? { ...info, ...message.data } : info;
        rosters.set(member, roster.map(patch));
      }
      if (message.type === "PEER_CONNECTION") {
        const patch = (info: RoomInfo["participants"][number]) =>
          info.muid === message.muid ? { ...info, online: message.online } : info;
        rosters.set(member, roster.map(patch));
      }
    }
  }
  assert.equal(next.seq, seq);
  for (const member of rosters.keys()) {
    if (!next.participants.some(({ info }) => info.muid === member)) rosters.delete(member);
  }
  return next;
}

const meetings: Record<string, Partial<Meeting>> = {
  "plain": {},
  "with a lobby": { lobby: true },
  "for who has the link": { linkOnly: true },
  "that starts later": { startTime: anyStart },
};

for (const [kind, meeting] of Object.entries(meetings)) {
  Deno.test(`[P12][P13][P14][P16] any sequence of events keeps the invariants, ${kind}`, () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const rosters: Rosters = new Map();
        let room = emptyRoom(meetingOf(meeting));
        for (const event of events) {
          room = follow(rosters, room, event);
          assertInvariants(room);
          for (const roster of rosters.values()) {
            assert.deepEqual(roster, roomInfo(room).participants, "rosters converge");
          }
        }
      }),
      { numRuns: 1_500, seed: 42 },
    );
  });
}
