// Sockets that come and go while seats stay: resume, drop, the end of a grace, and a server process
// that is lost. Each function takes a room and returns a decision; called by reduceRoom only.

import { createDraft, type Draft, refuse } from "./draft.ts";
import { unseat } from "./hosts.ts";
import { type Decision, findParticipant, type Room, type RoomEvent } from "./state.ts";

type Of<T extends RoomEvent["type"]> = Extract<RoomEvent, { type: T }>;

/** The seat is taken back, whether its old socket is known to be gone or not (R3). */
export function handleResume(room: Room, { subject, resumeHash, hold }: Of<"resume">): Decision {
  if (room.meeting.removals.some((one) => one.subject === subject)) return refuse(room, "REMOVED");
  const seat = room.participants.find((one) => one.resumeHash === resumeHash);
  if (!seat || seat.subject !== subject) return refuse(room, "RESUME_FAILED");
  const { muid, online, role } = seat.info;
  const draft = createDraft(room);
  draft.setPresence(muid, { kind: "here", node: hold.node }, hold.resumeHash);
  if (!online) draft.broadcast({ type: "PEER_CONNECTION", muid, online: true });
  if (role === "HOST") draft.tellHosts();
  return draft.decision();
}

/** The socket is gone: the seat is kept (R1). Who only waited in the lobby waits no more. */
export function handleDrop(room: Room, { muid, hold, until }: Of<"drop">): Decision {
  const draft = createDraft(room);
  const isHeld = (one: { resumeHash: string }) => one.resumeHash === hold.resumeHash;
  const seat = findParticipant(room, muid);
  if (room.waiting.some((one) => one.user.muid === muid && isHeld(one.hold))) {
    draft.set({ waiting: room.waiting.filter((one) => one.user.muid !== muid) });
    draft.tellHosts();
  } else if (seat && isHeld(seat) && seat.presence.kind === "here") {
    startGrace(draft, muid, { node: hold.node, until });
  }
  return draft.decision();
}

/** The grace is over, unless it ended otherwise, or began anew, since the timer was set. */
export function handleExpire(room: Room, { muid, until }: Of<"expire">): Decision {
  const presence = findParticipant(room, muid)?.presence;
  if (presence?.kind !== "grace" || presence.until !== until) return [room, []];
  const draft = createDraft(room);
  unseat(draft, muid);
  draft.broadcastRoom();
  return draft.decision();
}

/** All at once for the seats of one lost process; done twice, the second time changes nothing. */
export function handleAdopt(room: Room, { lost, by, until }: Of<"adopt">): Decision {
  const draft = createDraft(room);
  const waiting = room.waiting.filter((one) => one.hold.node !== lost);
  if (waiting.length < room.waiting.length) {
    draft.set({ waiting });
    draft.tellHosts();
  }
  for (const { info, presence } of room.participants) {
    if (presence.node !== lost) continue;
    if (presence.kind === "here") startGrace(draft, info.muid, { node: by, until });
    else draft.setPresence(info.muid, { kind: "grace", node: by, until });
  }
  return draft.decision();
}

function startGrace(draft: Draft, muid: string, grace: { node: string; until: number }): void {
  draft.setPresence(muid, { kind: "grace", ...grace });
  draft.broadcast({ type: "PEER_CONNECTION", muid, online: false });
}
