import assert from "node:assert/strict";
import fc from "fast-check";
import {
  applyChange,
  changeOf,
  composeRoom,
  deliveriesOf,
  droppedKeys,
  fillNotice,
  noticesOf,
  type Part,
  partKey,
} from "../../../lib/shared/room/change.ts";
import { emptyRoom, type Room } from "../../../lib/shared/room/state.ts";
import { reduceRoom } from "../../../lib/shared/room/rules.ts";
import { anyEvent } from "../../fakes/any_event.ts";
import { joinOf, meetingOf, roomAfter } from "../../fakes/rooms.ts";

/** As it comes out of a store, or over a wire. */
function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

Deno.test("[R5] changes, one after the other, make the same room elsewhere, and so do stored parts", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), fc.boolean(), (events, lobby) => {
      let room: Room = emptyRoom(meetingOf({ lobby }));
      let copy = copyOf(room);
      const stored = new Map<string, Part>();
      let { head } = changeOf(room, room);
      for (const event of events) {
        const [next, effects] = reduceRoom(room, event);
        if (effects[0]?.type === "refuse") continue;
        const change = copyOf(changeOf(room, next));
        copy = applyChange(copy, change);
        ({ head } = change);
        for (const part of change.parts) stored.set(partKey(part), part);
        for (const key of droppedKeys(room, change)) {
          assert.ok(stored.delete(key), "only what is there is dropped");
        }
        room = next;
      }
      assert.deepEqual(copy, copyOf(room));
      assert.deepEqual(composeRoom(head, [...stored.values()]), copyOf(room));
      const parts = room.participants.length + room.waiting.length + room.chat.length +
        room.meeting.removals.length;
      assert.equal(stored.size, parts, "nothing is left over");
    }),
  );
});

Deno.test("[R5] a change names only what is another one", () => {
  const [before] = reduceRoom(emptyRoom(meetingOf()), {
    type: "join",
    subject: "s",
    user: { ...user, muid: "a", name: "Ana" },
    capacity: 4,
    hold: { node: "n", resumeHash: "h" },
    now: 1_000,
  });
  const [after] = reduceRoom(before, {
    type: "join",
    subject: "t",
    user: { ...user, muid: "b", name: "Ben" },
    capacity: 4,
    hold: { node: "n", resumeHash: "i" },
    now: 1_000,
  });
  assert.deepEqual(changeOf(before, after).parts.map(partKey), ["seat:b"]);
});

const user = {
  state: { mic: false, camera: false, screen: false },
  avatar: "",
  expandCamera: true,
  mirrorCamera: true,
};

Deno.test("[S7] a log keeps of a broadcast of the room that there was one, and it is told as the room is by then", () => {
  const room = roomAfter([joinOf(0), joinOf(1, { avatar: "a".repeat(2_000) })]);
  const [next, effects] = reduceRoom(room, joinOf(2));
  const told = deliveriesOf(effects);
  const logged = noticesOf(told);
  assert.ok(JSON.stringify(told).length > 2_000);
  assert.ok(JSON.stringify(logged).length < 200);
  for (const [at, delivery] of logged.entries()) {
    const original = told[at];
    if (delivery.type !== "broadcast" || original?.type !== "broadcast") continue;
    assert.deepEqual(fillNotice(delivery.message, next), original.message);
  }
});
