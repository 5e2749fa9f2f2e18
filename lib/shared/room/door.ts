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
  return isLocked(room) && !isOrganizer(room, comer) && !hadSeat(room, comer);
}

/**
 * Why somebody is not let in at once: a HOST has to do it, or it has not begun. Null where they are. What
 * the lock keeps out does not get as far as this.
 */
export function whyWait(
  room: Room,
  comer: Comer & { hasLink?: boolean; now: number },
): "host" | "start" | null {
  const { meeting, participants } = room;
  if (isOrganizer(room, comer)) return null;
  if (meeting.lobby) return "host";
  if (meeting.linkOnly && !comer.hasLink && !hadSeat(room, comer)) return "host";
  // With the organizer in, or whom they let in, it has begun.
  const hasBegun = participants.length > 0 || comer.now >= meeting.startTime;
  return meeting.isOpenEarly || hasBegun ? null : "start";
}

/** True where somebody has a seat, or had one since somebody is here. */
function hadSeat({ participants, left }: Room, { subject }: Comer): boolean {
  return participants.some((one) => one.subject === subject) || left.includes(leaverKey(subject));
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

/** Somebody gave their seat up, or lost it; `isByHand`: they were HOST, and not in somebody's stead. */
export function noteLeaver(draft: Draft, subject: string, isByHand: boolean): void {
  const { left, leftHosts, participants } = draft.room;
  const key = leaverKey(subject);
  const withKey = (keys: readonly string[]) =>
    [...keys.filter((one) => one !== key), key].slice(-rememberedLeavers);
  draft.set({ left: withKey(left), ...(isByHand ? { leftHosts: withKey(leftHosts) } : {}) });
  if (participants.length === 0) closeUp(draft);
}

/** Somebody has a seat again, or is not to have one: from here on they are as any other. */
export function forgetLeaver(draft: Draft, subject: string): void {
  const key = leaverKey(subject);
  const { left, leftHosts } = draft.room;
  const isOther = (one: string) => one !== key;
  if (!left.includes(key)) return;
  draft.set({ left: left.filter(isOther), leftHosts: leftHosts.filter(isOther) });
}

/** Somebody who was removed is not HOST again where they are allowed back. */
export function forgetLeftHost(draft: Draft, subject: string): void {
  const key = leaverKey(subject);
  draft.set({ leftHosts: draft.room.leftHosts.filter((one) => one !== key) });
}

/** Was HOST by hand, and left. */
export function leftAsHost({ leftHosts }: Room, { subject }: Comer): boolean {
  return leftHosts.includes(leaverKey(subject));
}

/** The last one is gone, and with them the lock and who was inside. */
function closeUp(draft: Draft): void {
  if (draft.room.meeting.locked) draft.setMeeting({ locked: false });
  draft.set({ left: [], leftHosts: [] });
  tellWaiting(draft);
}

/** Before the first one is in: whatever an older version left behind does not count. */
export function openUp(draft: Draft): void {
  if (draft.room.meeting.locked) draft.setMeeting({ locked: false });
}

/** Tells those in the lobby whether there is anybody who could let them in. */
export function tellWaiting(draft: Draft): void {
  for (const { user } of draft.room.waiting) {
    draft.do({ type: "send", to: user.muid, message: waitingMessage(draft.room, user.muid) });
  }
}

/**
 * What somebody in the lobby knows of the room: whether there is a HOST in it (P14), and when it begins
 * where they wait for that.
 */
export function waitingMessage({ participants, waiting, meeting }: Room, muid: string) {
  const isForStart = waiting.find(({ user }) => user.muid === muid)?.until === "start";
  return {
    type: "LOBBY_WAITING" as const,
    ...(participants.length > 0 ? {} : { host_present: false }),
    ...(isForStart ? { starts_at: meeting.startTime } : {}),
  };
}
