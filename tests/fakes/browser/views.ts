// A room as a client knows it, and what broadcasts make of it.

import { reduceView, type RoomView } from "../../../lib/browser/signalling/roster.ts";
import type { RoomBroadcast } from "../../../lib/shared/protocol/mod.ts";
import { roomInfo } from "../../../lib/shared/room/state.ts";
import { joinOf, muidOf, roomAfter } from "../rooms.ts";

/** A room of so many people. */
export function viewOf(count: number): RoomView {
  const joins = Array.from({ length: count }, (_, n) => joinOf(n));
  return { room: roomInfo(roomAfter(joins)), chat: [], hasEarlier: false };
}

/** The view after these broadcasts. */
export function after(view: RoomView, ...events: Record<string, unknown>[]): RoomView {
  return events.reduce(
    (state: RoomView, event) => reduceView(state, { seq: 1, ...event } as RoomBroadcast),
    view,
  );
}

export const message = { id: "m1", muid: muidOf(1), name: "User 1", text: "hi", time: 1 };
