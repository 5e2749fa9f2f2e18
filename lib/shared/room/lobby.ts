// The lobby: who is let in by a HOST, who is sent away, and who comes in as the meeting begins. Each handler
// takes a room and returns a decision; called by reduceRoom only.

import { forgetLeaver, isFull, tellWaiting } from "./door.ts";
import { createDraft, type Draft, refuse } from "./draft.ts";
import { seatUser } from "./seat.ts";
import type { Decision, Room, RoomEvent, Waiting } from "./state.ts";

type Of<T extends RoomEvent["type"]> = Extract<RoomEvent, { type: T }>;

export function handleAdmit(room: Room, { target }: Of<"admit">): Decision {
  const entry = room.waiting.find((one) => one.user.muid === target);
  if (!entry) return refuse(room, "PEER_NOT_FOUND");
  if (isFull(room, { capacity: entry.capacity, comer: entry })) return refuse(room, "ROOM_FULL");
  const draft = createDraft(room);
  seatWaiting(draft, entry);
  draft.tellHosts();
  return draft.decision();
}

export function handleDeny(room: Room, { target }: Of<"deny">): Decision {
  const entry = room.waiting.find((one) => one.user.muid === target);
  if (!entry) return refuse(room, "PEER_NOT_FOUND");
  const draft = createDraft(room);
  draft.set({ waiting: room.waiting.filter((one) => one !== entry) });
  forgetLeaver(draft, entry.subject);
  draft.do({ type: "denied", muid: target });
  draft.tellHosts();
  return draft.decision();
}

/** It is time: done early, or twice, it changes nothing. */
export function handleOpen(room: Room, { now }: Of<"open">): Decision {
  const isTime = now >= room.meeting.startTime;
  if (!isTime || !room.waiting.some(isEarly)) return [room, []];
  const draft = createDraft(room);
  letIn(draft);
  tellWaiting(draft);
  return draft.decision();
}

/**
 * From here on people wait for a HOST, or do so no more: then those who wait are in. Who has the number
 * alone of a meeting that asks for its link waits on.
 */
export function handleLobby(room: Room, { isOn }: Of<"lobby">): Decision {
  if (room.meeting.lobby === isOn) return [room, []];
  const draft = createDraft(room);
  draft.setMeeting({ lobby: isOn });
  draft.broadcastRoom();
  if (!isOn && !room.meeting.linkOnly) letIn(draft, () => true);
  return draft.decision();
}

export function handleAmend(room: Room, { title, startTime, now }: Of<"amend">): Decision {
  const draft = createDraft(room);
  draft.setMeeting({
    ...(title === undefined ? {} : { title }),
    ...(startTime === undefined ? {} : { startTime }),
  });
  if (room.participants.length > 0) draft.broadcastRoom();
  if (draft.room.meeting.startTime <= now) letIn(draft);
  tellWaiting(draft);
  return draft.decision();
}

const isEarly = ({ until }: Waiting) => until === "start";

/** It begins: who waited for that is in, and whom the room does not hold waits for a HOST. */
export function letIn(draft: Draft, isDue: (entry: Waiting) => boolean = isEarly): void {
  const due = draft.room.waiting.filter(isDue);
  if (due.length === 0) return;
  for (const entry of due) {
    if (!isFull(draft.room, { capacity: entry.capacity, comer: entry })) seatWaiting(draft, entry);
    else {
      const { until: _until, ...kept } = entry;
      draft.set({ waiting: draft.room.waiting.map((one) => one === entry ? kept : one) });
    }
  }
  draft.tellHosts();
}

function seatWaiting(draft: Draft, entry: Waiting): void {
  draft.set({ waiting: draft.room.waiting.filter((one) => one !== entry) });
  seatUser(draft, entry);
  draft.do({ type: "admitted", muid: entry.user.muid });
}
