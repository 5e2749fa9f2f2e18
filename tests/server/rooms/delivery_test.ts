import assert from "node:assert/strict";
import { createRoomDelivery } from "../../../lib/server/rooms/delivery.ts";
import { createEventBuffer } from "../../../lib/server/rooms/event_buffer.ts";
import type { Change } from "../../../lib/server/rooms/replica.ts";
import { createSeating } from "../../../lib/server/rooms/seating.ts";
import type { RoomBroadcast } from "../../../lib/shared/protocol/mod.ts";
import { roomInfo } from "../../../lib/shared/room/state.ts";
import { createManualClock } from "../../fakes/manual_clock.ts";
import { joinOf, roomAfter } from "../../fakes/rooms.ts";

Deno.test("[R3] of a log is told what was said, and the room once, as it is by now", () => {
  const clock = createManualClock();
  const history = createEventBuffer(clock);
  const room = roomAfter([joinOf(0), joinOf(1)]);
  const delivery = createRoomDelivery({
    seats: createSeating({ clock, graceOver() {}, start() {} }),
    history,
    room: () => room,
    admitted: () => assert.fail("nobody waits"),
  });
  const chat: RoomBroadcast = {
    type: "CHAT",
    seq: 3,
    data: { id: "c", muid: "m", name: "Ana", text: "Hello", time: 1 },
  };
  const told = (message: RoomBroadcast | { type: "USER_UPDATE"; seq: number }): Change => ({
    at: clock.now(),
    deliveries: [{ type: "broadcast", message }],
  });
  delivery.remember([
    told({ type: "USER_UPDATE", seq: 1 }),
    told({ type: "USER_UPDATE", seq: 2 }),
    told(chat),
    told({ type: "USER_UPDATE", seq: 4 }),
    told({ type: "REACT", seq: 5, data: { muid: "m", emoji: "👍" } }),
  ]);
  const missed = history.since(1)?.map(({ text }) => JSON.parse(text));
  assert.deepEqual(missed?.map(({ type, seq }) => [type, seq]), [
    ["CHAT", 3],
    ["USER_UPDATE", 4],
    ["REACT", 5],
  ]);
  assert.deepEqual(missed?.[1].data, roomInfo(room));
});
