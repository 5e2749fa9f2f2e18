// The room as a client knows it follows the broadcasts of the server.

import assert from "node:assert/strict";
import { muidOf } from "../../fakes/rooms.ts";
import { after, message, viewOf } from "../../fakes/browser/views.ts";

Deno.test("[P16] the roster follows every broadcast", () => {
  const start = viewOf(2);
  const off = after(start, {
    type: "USER_STATE_UPDATE",
    data: { muid: muidOf(1), state: { mic: false, camera: true, screen: false }, hand: true },
  });
  assert.equal(off.room.participants[1]?.state.mic, false);
  assert.equal(off.room.participants[1]?.hand, true);
  assert.equal(off.room.participants[0], start.room.participants[0], "others are the same object");
  const away = after(start, { type: "PEER_CONNECTION", muid: muidOf(1), online: false });
  assert.deepEqual(away.room.participants.map((user) => user.online), [true, false]);
  assert.equal(
    after(start, { type: "USER_UPDATE", data: viewOf(3).room }).room.participants.length,
    3,
  );
  assert.deepEqual(after(start, { type: "CHAT", data: message }).chat, [message]);
});

Deno.test("[P17] a broadcast about somebody unknown, and one that only passes, change nothing", () => {
  const start = viewOf(1);
  assert.equal(after(start, { type: "PEER_CONNECTION", muid: muidOf(9), online: false }), start);
  assert.equal(after(start, { type: "REACT", data: { muid: muidOf(0), emoji: "👍" } }), start);
});
