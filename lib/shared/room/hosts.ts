// Who is HOST, and in whose stead (P14): the organizer; who was made one by hand; the heir of the last
// one, until the organizer is back; and a stand-in, before the organizer is in. Knows no commands.

import { leftAsHost, noteLeaver } from "./door.ts";
import type { Draft } from "./draft.ts";
import type { Role, UserInfo } from "../protocol/mod.ts";
import { findParticipant, type Participant, type Room } from "./state.ts";

/** True for a HOST who is not a stand-in: what cannot be undone is for them (P14). */
export function governs(room: Room, muid: string): boolean {
  const info = findParticipant(room, muid)?.info;
  return info?.role === "HOST" && !info.stand_in;
}

/** What somebody is told of their own role. */
export function standingOf(room: Room, muid: string): Pick<UserInfo, "role" | "stand_in"> {
  const { role = "PARTICIPANT", stand_in } = findParticipant(room, muid)?.info ?? {};
  return stand_in ? { role, stand_in } : { role };
}

/** The seat with another role; whoever was HOST in somebody's stead is that no more. */
export function withRole(seat: Participant, role: Role): Participant {
  const { isHeir: _heir, ...rest } = seat;
  const { stand_in: _standIn, ...info } = rest.info;
  return { ...rest, info: { ...info, role } };
}

/**
 * How a newcomer is HOST, if at all: as the organizer, as whom somebody had made one before they left,
 * or as the first one in, in their stead.
 */
export function roleOnArrival(
  room: Room,
  { isOwner, subject }: { isOwner: boolean; subject: string },
): Pick<UserInfo, "role" | "stand_in"> {
  if (isOwner || leftAsHost(room, { subject })) return { role: "HOST" };
  // A room with participants always has a HOST.
  return room.participants.length === 0
    ? { role: "HOST", stand_in: true }
    : { role: "PARTICIPANT" };
}

/** The organizer is in with this muid: who was HOST in their stead is a PARTICIPANT again. */
export function giveBack(draft: Draft, muid: string): void {
  const isActing = ({ info, isHeir }: Participant) => isHeir === true || info.stand_in === true;
  draft.set({
    participants: draft.room.participants.map((one) =>
      one.info.muid !== muid && isActing(one) ? withRole(one, "PARTICIPANT") : one
    ),
  });
}

/** Takes a seat away and, where that was the last HOST, makes the longest present one HOST. */
export function unseat(draft: Draft, muid: string): void {
  const seat = findParticipant(draft.room, muid);
  const participants = draft.room.participants.filter((one) => one.info.muid !== muid);
  draft.set({ participants });
  if (seat) noteLeaver(draft, seat.subject, isHostByHand(seat));
  if (participants.some((one) => one.info.role === "HOST")) return;
  const heir = participants.find((one) => one.info.online) ?? participants[0];
  if (!heir) return;
  draft.set({
    participants: participants.map((one) => one === heir ? inherit(one, seat) : one),
  });
  tellNewHost(draft);
}

const isHostByHand = ({ info, isHeir }: Participant) =>
  info.role === "HOST" && !info.stand_in && !isHeir;

/** The rights of a stand-in are all that somebody can have of one. */
function inherit(heir: Participant, from: Participant | undefined): Participant {
  return from?.info.stand_in
    ? { ...heir, info: { ...heir.info, role: "HOST", stand_in: true } }
    : { ...withRole(heir, "HOST"), isHeir: true };
}

/** Somebody is HOST who was not a moment ago: they are to know who waits and who was removed. */
export function tellNewHost(draft: Draft): void {
  const { waiting, meeting } = draft.room;
  if (waiting.length > 0 || meeting.removals.length > 0) draft.tellHosts();
}
