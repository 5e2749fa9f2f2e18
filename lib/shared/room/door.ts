// Who gets past the door of a room: the organizer, who had a seat already, and how many (P12, P14). Keeps
// what belongs to the time in which somebody is inside: the lock, and who left. Knows no commands.

import type { Draft } from "./draft.ts";
import type { Participant, Room } from "./state.ts";

/** Of so many people who left it is remembered that they had a seat; of those who left last. */
const rememberedLeavers = 100;
/** What is remembered of a subject: enough to tell it from any other, and less than the whole. */
const leaverKeyLength = 16;

const leaverKey = (subject: string) => subject.slice(0, leaverKeyLength);

/** Somebody at the door; `hasKey`: they showed the organizer key of the meeting. */
interface Comer {
  readonly subject: string;
  readonly hasKey?: boolean;
}

export function isOrganizer(room: Room, { subject, hasKey }: Comer): boolean {
  return hasKey === true || room.meeting.organizer.subject === subject;
}

/** True for a seat of the organizer, on whichever device. */
export function isOrganizerSeat(room: Room, { subject, hasKey }: Participant): boolean {
  return isOrganizer(room, { subject, hasKey });
}

/** A lock ends with the last person; a room from an older version may lie there empty and locked. */
export function isLocked({ meeting, participants }: Room): boolean {
  return meeting.locked && participants.length > 0;
}

/** True where the lock keeps somebody out: it is for those who are new. */
export function isLockedOut(room: Room, comer: Comer): boolean {
  if (!isLocked(room) || isOrganizer(room, comer)) return false;
  const isInside = room.participants.some((one) => one.subject === comer.subject);
  return !isInside && !room.left.includes(leaverKey(comer.subject));
}

/** True where there is no seat for somebody: the last one is the organizer's. */
export function isFull(room: Room, { capacity, comer }: { capacity: number; comer: Comer }) {
  const free = capacity - room.participants.length;
  const isKept = !isOrganizer(room, comer) &&
    !room.participants.some((one) => isOrganizerSeat(room, one));
  return free <= (isKept ? 1 : 0);
}

/** Seats and places in the lobby that one user may have: some devices, and not the room. */
const maxPlaces = 4;

/** True where somebody has as many places here as one may; a place that is taken over is no new one. */
export function hasTooManyPlaces({ participants, waiting }: Room, { subject }: Comer): boolean {
  const isOwn = (one: { subject: string }) => one.subject === subject;
  return participants.filter(isOwn).length + waiting.filter(isOwn).length >= maxPlaces;
}

/** Somebody gave their seat up, or lost it. */
export function noteLeaver(draft: Draft, subject: string): void {
  const { left, participants } = draft.room;
  const key = leaverKey(subject);
  draft.set({ left: [...left.filter((one) => one !== key), key].slice(-rememberedLeavers) });
  if (participants.length === 0) closeUp(draft);
}

/** Somebody has a seat again, or is not to have one: from here on they are as any other. */
export function forgetLeaver(draft: Draft, subject: string): void {
  const key = leaverKey(subject);
  if (!draft.room.left.includes(key)) return;
  draft.set({ left: draft.room.left.filter((one) => one !== key) });
}

/** The last one is gone, and with them the lock and who was inside. */
function closeUp(draft: Draft): void {
  if (draft.room.meeting.locked) draft.setMeeting({ locked: false });
  draft.set({ left: [] });
  tellWaiting(draft);
}

/** Before the first one is in: whatever an older version left behind does not count. */
export function openUp(draft: Draft): void {
  if (draft.room.meeting.locked) draft.setMeeting({ locked: false });
}

/** Tells those in the lobby whether there is anybody who could let them in. */
export function tellWaiting(draft: Draft): void {
  const message = waitingMessage(draft.room);
  for (const { user } of draft.room.waiting) draft.do({ type: "send", to: user.muid, message });
}

/** What somebody in the lobby knows of the room: no more than whether there is a HOST in it (P14). */
export function waitingMessage({ participants }: Room) {
  const type = "LOBBY_WAITING" as const;
  return participants.length > 0 ? { type } : { type, host_present: false };
}
