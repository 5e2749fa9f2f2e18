// What is logged of a room's events: who came and went, never what was said (S12).

import type { Room, RoomEvent } from "../../shared/room/mod.ts";
import type { Log } from "../log.ts";

/** Logs what happened to a room where that is a step in somebody's life in it; `room` is as it is now. */
export function logRoomEvent(log: Log, room: Room, event: RoomEvent): void {
  const { id } = room.meeting;
  const common = { room: id, participants: room.participants.length };
  if (event.type === "join") log({ event: "join", muid: event.user.muid, ...common });
  else if (event.type === "finish" || event.type === "cancel") {
    log({ event: "meeting_finished", room: id });
  } else if (event.type === "close-empty") log({ event: "meeting_expired", room: id });
  else if (event.type === "adopt") log({ event: "adopt", ...common });
  else if (event.type === "remove") log({ event: "remove", muid: event.target, ...common });
  else if (event.type === "expire") log({ event: "leave", muid: event.muid, ...common });
  else if (event.type === "resume") log({ event: "resume", ...common });
  else if (event.type === "leave" || event.type === "drop") {
    log({ event: event.type, muid: event.muid, ...common });
  }
}
