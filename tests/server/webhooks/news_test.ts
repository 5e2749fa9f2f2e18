// What changes of a room are to a system outside of it.

import assert from "node:assert/strict";
import fc from "fast-check";
import { createNews } from "../../../lib/server/webhooks/news.ts";
import { reduceRoom } from "../../../lib/shared/room/rules.ts";
import { emptyRoom, type Room, type RoomEvent } from "../../../lib/shared/room/state.ts";
import type { Letter } from "../../../lib/server/stores/mod.ts";
import { anyEvent } from "../../fakes/any_event.ts";
import { dropOf, joinOf, meetingOf, muidOf, resumeOf } from "../../fakes/rooms.ts";

const at = Date.UTC(2026, 10, 30);

function write({ hasNames = false } = {}) {
  let n = 0;
  let told = 0;
  const news = createNews({
    hasNames,
    uuid: () => `id-${n++}`,
    onLetters: () => void (told += 1),
  });
  const read = (letters: readonly Letter[]) => letters.map(({ body }) => JSON.parse(body));
  return {
    news,
    read,
    get told() {
      return told;
    },
    /** Runs events through the rules; what each of them is told as. */
    tell(events: readonly RoomEvent[]) {
      let room = emptyRoom(meetingOf());
      return events.map((event) => {
        const [next, effects] = reduceRoom(room, event);
        const after = effects.some(({ type }) => type === "erase") ? null : next;
        const letters = read(news.ofChange(room, after, at));
        room = next;
        return letters.map(({ type, data }) => [type, data.participant?.muid, data.people]);
      });
    },
  };
}

Deno.test("[O6] a call that begins, people who come and go, and its end are told; nothing else is", () => {
  const { tell } = write();
  const [ana, ben] = [muidOf(0), muidOf(1)];
  const chat: RoomEvent = { type: "chat", muid: ana, text: "hi", id: "1", now: at };
  const told = tell([
    joinOf(0),
    joinOf(1),
    chat,
    dropOf(1),
    resumeOf(1),
    { type: "leave", muid: ben },
    dropOf(0),
    { type: "expire", muid: ana, until: 30_000 },
    joinOf(1),
    { type: "cancel" },
  ]);
  assert.deepEqual(told, [
    [["meeting.started", undefined, 1], ["participant.joined", ana, 1]],
    [["participant.joined", ben, 2]],
    [],
    [],
    [],
    [["participant.left", ben, 1]],
    [],
    [["participant.left", ana, 0], ["meeting.ended", undefined, 0]],
    [["meeting.started", undefined, 1], ["participant.joined", ben, 1]],
    [
      ["participant.left", ben, 0],
      ["meeting.ended", undefined, 0],
      ["meeting.deleted", undefined, 0],
    ],
  ]);
});

Deno.test("[O6] a letter names its meeting and nobody, unless names are asked for", () => {
  const room = emptyRoom(meetingOf());
  const [next] = reduceRoom(room, joinOf(0));
  const { news, read } = write();
  const [created] = read(news.ofMeeting(room.meeting, at));
  assert.deepEqual(created, {
    type: "meeting.created",
    timestamp: "2026-11-30T00:00:00.000Z",
    data: { meeting: { id: "123456789", start_time: 1_000 }, people: 0 },
  });
  const letters = news.ofChange(room, next, at);
  assert.deepEqual(letters.map(({ id }) => id), ["id-1", "id-2"]);
  assert.doesNotMatch(letters.map(({ body }) => body).join(), /Weekly|User 0|Olga|subject|hash/);
  const named = write({ hasNames: true });
  const [, joined] = named.read(named.news.ofChange(room, next, at));
  assert.equal(joined.data.meeting.title, "Weekly");
  assert.deepEqual(joined.data.participant, { muid: muidOf(0), role: "HOST", name: "User 0" });
  assert.equal(named.told, 1);
});

Deno.test("[O6] whatever happens, who is in is who was told to have come and not to have gone", () => {
  fc.assert(fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
    const { news, read } = write();
    const present = new Set<string>();
    let isOn = false;
    let room: Room = emptyRoom(meetingOf());
    for (const event of events) {
      const [next, effects] = reduceRoom(room, event);
      const isOver = effects.some(({ type }) => type === "erase");
      for (const { type, data } of read(news.ofChange(room, isOver ? null : next, at))) {
        const muid = data.participant?.muid;
        if (type === "participant.joined") assert.ok(!present.has(muid) && present.add(muid));
        if (type === "participant.left") assert.ok(present.delete(muid));
        if (type === "meeting.started") assert.ok(!isOn && (isOn = true));
        if (type === "meeting.ended") assert.ok(isOn && !(isOn = false));
      }
      if (isOver) assert.deepEqual([...present, isOn], [false]);
      if (isOver) return;
      room = next;
      const seated = room.participants.map(({ info }) => info.muid);
      assert.deepEqual([...present].sort(), seated.sort());
      assert.equal(isOn, seated.length > 0);
    }
  }));
});
