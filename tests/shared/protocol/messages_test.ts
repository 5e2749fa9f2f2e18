import assert from "node:assert/strict";
import {
  ClientMessage,
  maxChatLength,
  RoomInfo,
  ServerEvent,
} from "../../../lib/shared/protocol/mod.ts";
import { roomInfo } from "../../../lib/shared/room/state.ts";
import { joinOf, muidOf, roomAfter } from "../../fakes/rooms.ts";

const base = { room_id: "123456789", token: "t" };

Deno.test("[P9] every command of the seed is understood, its payload flat beside room_id and token", () => {
  const user = {
    muid: muidOf(1),
    name: "user_name",
    role: "HOST",
    state: { mic: true, camera: true, screen: false },
    avatar: "",
    expandCamera: true,
    mirrorCamera: true,
  };
  for (
    const message of [
      { type: "JOIN_MEETING", room_id: "123456789", ...user },
      { type: "LEAVE_MEETING", ...base },
      { type: "FINISH_MEETING", ...base },
      { type: "UPDATE_USER_STATE", ...base, participant_diff: { state: user.state } },
      { type: "REMOVE_USER", ...base, muid: muidOf(2) },
    ]
  ) assert.ok(ClientMessage.safeParse(message).success, message.type);
});

Deno.test("[P8] messages of the wrong shape are not understood", () => {
  for (
    const message of [
      {},
      { type: "NOPE", ...base },
      { type: "JOIN_MEETING", ...base, name: "Ana" },
      { type: "JOIN_MEETING", ...base, muid: "no-uuid", name: "Ana" },
      { type: "JOIN_MEETING", ...base, muid: muidOf(1), name: "\u202e" },
      { type: "REMOVE_USER", ...base },
      { type: "UPDATE_USER_STATE", ...base, participant_diff: { state: { mic: "yes" } } },
      { type: "CHAT", ...base, text: "" },
      { type: "CHAT", ...base, text: "x".repeat(maxChatLength + 1) },
      { type: "REACT", ...base, emoji: "<b>" },
      { type: "SIGNAL", ...base, to: muidOf(1), payload: {} },
      { type: "SIGNAL", ...base, to: muidOf(1), payload: { description: { type: "x", sdp: "" } } },
    ]
  ) assert.ok(!ClientMessage.safeParse(message).success, JSON.stringify(message));
});

Deno.test("[P11] role, muid and unknown fields in a body are dropped, not passed on", () => {
  const parsed = ClientMessage.parse({
    type: "UPDATE_USER_STATE",
    ...base,
    participant_diff: { muid: muidOf(3), online: false, hand: true, constructor: 1 },
  });
  assert.ok(parsed.type === "UPDATE_USER_STATE");
  assert.deepEqual({ ...parsed.participant_diff }, { hand: true });
});

Deno.test("[P6] ROOM_INFO of a room has the seed's fields and no subject", () => {
  const info = roomInfo(roomAfter([joinOf(0), joinOf(1)]));
  assert.deepEqual(RoomInfo.parse(info), info);
  assert.ok(!JSON.stringify(info).includes("subject"));
});

Deno.test("[P17] unknown fields of an event are ignored", () => {
  const event = {
    type: "REACT",
    data: { muid: muidOf(1), emoji: "👍", x: 1 },
    seq: 4,
    extra: true,
  };
  assert.deepEqual(ServerEvent.parse(event), {
    type: "REACT",
    data: { muid: muidOf(1), emoji: "👍" },
    seq: 4,
  });
});
