// Rooms that another version of the server stored: read as they were, and as far as they are understood.

import assert from "node:assert/strict";
import { changeOf, composeRoom, type Part, type RoomHead } from "../../lib/shared/room/mod.ts";
import { reduceRoom } from "../../lib/shared/room/rules.ts";
import type { Room } from "../../lib/shared/room/state.ts";
import { joinOf, muidOf, refusalOf, resumeOf } from "../fakes/rooms.ts";
import stored from "./room_of_main_2026_11_26.json" with { type: "json" };

/** Head and parts as the fields of a Redis hash have them. */
function readStored(): { head: RoomHead; parts: Part[] } {
  const fields = new Map<string, string>();
  for (let i = 0; i < stored.hash.length; i += 2) {
    fields.set(stored.hash[i] ?? "", stored.hash[i + 1] ?? "");
  }
  const head: RoomHead = JSON.parse(fields.get("head") ?? "");
  const parts = [...fields].filter(([key]) => key.includes(":")).map(([, json]) =>
    JSON.parse(json)
  );
  return { head, parts };
}

function assertWorks(room: Room): void {
  assert.deepEqual(room.participants.map(({ info }) => info.name), ["User 0", "Renamed"]);
  assert.deepEqual(room.waiting.map(({ user }) => user.name), ["User 2"]);
  assert.deepEqual(room.chat.map(({ text }) => text), ["Hello from then"]);
  const back = reduceRoom(room, resumeOf(1));
  assert.equal(refusalOf(back), null);
  const chat = { type: "chat", muid: muidOf(1), text: "Now", id: "c2", now: 6_000 } as const;
  assert.equal(reduceRoom(room, { ...chat, requestId: "r2" })[0].chat.length, 2);
  assert.equal(
    reduceRoom(room, { type: "admit", muid: muidOf(0), target: muidOf(2) })[0].participants.length,
    3,
  );
  assert.equal(refusalOf(reduceRoom(room, joinOf(3))), "REMOVED");
}

Deno.test("[R5] a room that the main of 2026-11-26 stored is the same room", () => {
  const { head, parts } = readStored();
  assert.equal(head.format, undefined);
  assertWorks(composeRoom(head, parts));
});

Deno.test("[R5] what a version adds is left alone, what it lacks has defaults, what it changed is not guessed", () => {
  const { head, parts } = readStored();
  const strange = { kind: "poll", value: { seq: 9, text: "?" } } as unknown as Part;
  assertWorks(composeRoom({ ...head, mood: "good" } as RoomHead, [...parts, strange]));
  const older = parts.map((part) => {
    if (part.kind !== "seat") return part;
    const { done: _, ...value } = part.value;
    return { kind: "seat", value } as Part;
  });
  assertWorks(composeRoom(head, older));
  const room = composeRoom(head, parts);
  const { head: written } = changeOf(room, room);
  assert.equal(written.format, 1);
  assert.throws(() => composeRoom({ ...written, format: 2 }, parts), /newer version/);
});
