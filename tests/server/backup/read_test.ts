// What is read of a backup is what was written, or nothing.

import assert from "node:assert/strict";
import fc from "fast-check";
import { backUp, openBackup } from "../../../lib/server/backup/mod.ts";
import { reduceRoom } from "../../../lib/shared/room/rules.ts";
import { emptyRoom, type Room } from "../../../lib/shared/room/state.ts";
import { anyEvent } from "../../fakes/any_event.ts";
import { joinOf, meetingOf } from "../../fakes/rooms.ts";

const roomWith = (text: string): Room => {
  const [room] = reduceRoom(emptyRoom(meetingOf({ title: text })), joinOf(0));
  return room;
};

async function written(rooms: readonly Room[]): Promise<string> {
  let text = "";
  const count = await backUp({
    ids: () => Promise.resolve(rooms.map(({ meeting }) => meeting.id)),
    load(id) {
      const room = rooms.find(({ meeting }) => meeting.id === id);
      return Promise.resolve(room ? { version: 7, room, recent: [] } : null);
    },
  }, { now: 0, write: (line) => Promise.resolve(void (text += line)) });
  assert.equal(count, rooms.length);
  return text;
}

/** Opens a text in pieces that know nothing of its lines and letters. */
const opened = (text: string) =>
  openBackup(() => {
    const bytes = new TextEncoder().encode(text);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 97) }, (_, n) => n * 97);
    return Promise.resolve(ReadableStream.from(pieces.map((at) => bytes.slice(at, at + 97))));
  });

const read = async (text: string) => await Array.fromAsync((await opened(text)).rooms());

Deno.test("[O20] what is read of a backup are the rooms that were written, whatever happened in them", () =>
  fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { maxLength: 30 }), async (events) => {
      const room = events.reduce((known, event) => reduceRoom(known, event)[0], roomWith("a"));
      const other = roomWith("line\u2028separators\r\nand ü");
      const two = [room, { ...other, meeting: { ...other.meeting, id: "987654321" } }];
      assert.deepEqual(await read(await written(two)), JSON.parse(JSON.stringify(two)));
    }),
    { numRuns: 50 },
  ));

Deno.test("[O21] a backup that was cut anywhere, or has another byte anywhere, is refused", async () => {
  const text = await written([roomWith("Weekly")]);
  for (let length = 0; length < text.length - 1; length += 1) {
    await assert.rejects(opened(text.slice(0, length)), { name: "ArchiveError" }, `${length}`);
  }
  for (let at = 0; at < text.length - 1; at += 1) {
    const letter = text[at] === "x" ? "y" : "x";
    const changed = text.slice(0, at) + letter + text.slice(at + 1);
    // When it was made is for people, and the digest has it too.
    await assert.rejects(opened(changed), { name: "ArchiveError" }, `${at}: ${letter}`);
  }
});

Deno.test("[O21] a backup of a later format, of later rooms, with a room twice, or with more after its end is refused", async () => {
  const text = await written([roomWith("Weekly")]);
  await assert.rejects(opened(text.replace('"format":1', '"format":2')), /later version/);
  await assert.rejects(opened(text.replace('{"format":1,', '{"format":2,')), /later version/);
  await assert.rejects(opened(`${text}{}\n`), /follows its end/);
  await assert.rejects(
    written([roomWith("Weekly"), roomWith("Weekly")]).then(opened),
    /a meeting twice/,
  );
  await assert.rejects(opened(""), /its end is missing/);
  await assert.rejects(opened("\u0000\u0001"), /no backup/);
});
