// What is said when the room changes.

import assert from "node:assert/strict";
import { findWaitingNotices } from "../../../lib/browser/people/lobby.ts";
import { findNotices } from "../../../lib/browser/people/notices.ts";
import type { RoomBroadcast } from "../../../lib/shared/protocol/mod.ts";
import { muidOf } from "../../fakes/rooms.ts";
import { after, message, viewOf } from "../../fakes/browser/views.ts";

Deno.test("notices: role, hand, chat and reactions of others are said, our own hand is not", () => {
  const before = viewOf(2);
  const say = (event: Record<string, unknown>) => {
    const view = after(before, event);
    const cause = { kind: "event", event: { seq: 1, ...event } as RoomBroadcast } as const;
    return findNotices({ before, view, cause }, muidOf(0)).map((notice) => notice.kind);
  };
  const hand = (n: number) => ({
    type: "USER_STATE_UPDATE",
    data: { muid: muidOf(n), hand: true },
  });
  assert.deepEqual(say(hand(1)), ["hand"]);
  assert.deepEqual(say(hand(0)), []);
  assert.deepEqual(say({ type: "CHAT", data: message }), ["chat"]);
  assert.deepEqual(say({ type: "CHAT", data: { ...message, muid: muidOf(0) } }), []);
  assert.deepEqual(say({ type: "REACT", data: { muid: muidOf(1), emoji: "👍" } }), ["reaction"]);
  const users = before.room.participants.map((user) => ({ ...user, role: "HOST" as const }));
  assert.deepEqual(say({ type: "USER_UPDATE", data: { ...before.room, participants: users } }), [
    "role",
  ]);
  const waiting = [{ muid: "a", name: "A" }, { muid: "b", name: "B" }];
  assert.deepEqual(findWaitingNotices(waiting.slice(0, 1), waiting), [
    { kind: "waiting", muid: "b", name: "B" },
  ]);
});
