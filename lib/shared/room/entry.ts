// Who comes in and who goes: join, leave, remove. Each handler takes a room and returns a decision; called
// by reduceRoom only.

import {
  forgetLeftHost,
  hasTooManyPlaces,
  isFull,
  isLockedOut,
  isOrganizer,
  isOrganizerSeat,
  openUp,
  tellWaiting,
  whyWait,
} from "./door.ts";
import { createDraft, refuse } from "./draft.ts";
import { giveBack, tellNewHost, unseat, withRole } from "./hosts.ts";
import { letIn } from "./lobby.ts";
import { nameKey } from "../name_key.ts";
import { closeCodes } from "../protocol/mod.ts";
import { seatUser } from "./seat.ts";
import {
  type Decision,
  findParticipant,
  isHost,
  type Participant,
  type Room,
  type RoomEvent,
} from "./state.ts";

type Of<T extends RoomEvent["type"]> = Extract<RoomEvent, { type: T }>;

/** More people than this do not wait in a lobby at the same time. */
const maxWaiting = 100;

/** True where somebody else in the room, or in its lobby, has this name (P12). */
export function isNameTaken(room: Room, name: string, exceptMuid: string): boolean {
  const key = nameKey(name);
  const isTaken = (one: { muid: string; name: string }) =>
    one.muid !== exceptMuid && nameKey(one.name) === key;
  return room.participants.some(({ info }) => isTaken(info)) ||
    room.waiting.some(({ user }) => isTaken(user));
}

export function handleJoin(room: Room, event: Of<"join">): Decision {
  const { subject, user, capacity, hold } = event;
  const { meeting } = room;
  const seat = findParticipant(room, user.muid);
  const isOwnSeat = seat?.subject === subject && !seat.info.online;
  const ghost = seat ? undefined : findGhost(room, event);

  if (meeting.removals.some((one) => one.subject === subject)) return refuse(room, "REMOVED");
  if (seat && !isOwnSeat) return refuse(room, "MUID_TAKEN");
  if (room.waiting.some((one) => one.user.muid === user.muid && one.subject !== subject)) {
    return refuse(room, "MUID_TAKEN");
  }
  if (!ghost && isNameTaken(room, user.name, user.muid)) {
    return refuse(room, "NAME_TAKEN", `The name "${user.name}" is already in use in the meeting.`);
  }
  if (seat) return takeOwnSeat(room, event);
  if (ghost) return replaceGhost(room, event, ghost);
  if (isLockedOut(room, event)) return refuse(room, "LOCKED");
  if (isFull(room, { capacity, comer: event })) return refuse(room, "ROOM_FULL");

  const draft = createDraft(room);
  const waiting = room.waiting.filter((one) => one.user.muid !== user.muid);
  if (hasTooManyPlaces({ ...room, waiting }, event)) {
    return refuse(room, "ROOM_FULL", "You are in this meeting already, on several devices.");
  }
  const wait = whyWait(room, event);
  if (wait) {
    if (waiting.length >= maxWaiting) return refuse(room, "ROOM_FULL", "The lobby is full.");
    const until = wait === "start" ? { until: wait } : {};
    draft.set({ waiting: [...waiting, { user, subject, hold, capacity, ...until }] });
    draft.do({ type: "wait" });
    draft.tellHosts();
    return draft.decision();
  }
  draft.set({ waiting });
  if (room.participants.length === 0) openUp(draft);
  seatUser(draft, event);
  if (room.participants.length === 0) {
    letIn(draft);
    tellWaiting(draft);
  }
  return draft.decision();
}

/**
 * The seat that somebody left behind in a tab that crashed, or the organizer on another device: same
 * person, same name, no socket.
 */
function findGhost(room: Room, event: Of<"join">): Participant | undefined {
  const { subject, user } = event;
  const isSame = (one: Participant) =>
    one.subject === subject || (isOrganizer(room, event) && isOrganizerSeat(room, one));
  return room.participants.find((one) =>
    isSame(one) && !one.info.online && one.info.muid !== user.muid &&
    nameKey(one.info.name) === nameKey(user.name)
  );
}

/** The person comes in anew in the ghost's stead, and keeps its role. */
function replaceGhost(room: Room, event: Of<"join">, ghost: Participant): Decision {
  const draft = createDraft(room);
  draft.set({ participants: room.participants.filter((one) => one !== ghost) });
  seatUser(draft, event, ghost);
  return draft.decision();
}

/** A participant whose socket dropped joins again with the same muid: role, seat and hand are kept. */
function takeOwnSeat(room: Room, { user, hold, hasKey }: Of<"join">): Decision {
  const draft = createDraft(room);
  const { muid, name, avatar, state, expandCamera, mirrorCamera } = user;
  const screen = findParticipant(room, muid)?.info.state.screen ?? false;
  draft.setParticipant(muid, {
    name,
    avatar,
    state: { ...state, screen: state.screen && screen },
    expandCamera,
    mirrorCamera,
  });
  draft.setPresence(muid, { kind: "here", node: hold.node }, hold.resumeHash);
  if (hasKey) {
    draft.changeSeat(muid, (seat) => ({ ...withRole(seat, "HOST"), hasKey }));
    giveBack(draft, muid);
  }
  draft.broadcast({ type: "PEER_CONNECTION", muid, online: true }, muid);
  draft.broadcastRoom(muid);
  if (isHost(draft.room, muid)) tellNewHost(draft);
  return draft.decision();
}

export function handleLeave(room: Room, { muid }: Of<"leave">): Decision {
  if (!findParticipant(room, muid)) return refuse(room, "FORBIDDEN");
  const draft = createDraft(room);
  unseat(draft, muid);
  draft.broadcastRoom();
  return draft.decision();
}

export function handleRemove(room: Room, { muid, target, ticket }: Of<"remove">): Decision {
  const seat = findParticipant(room, target);
  if (!seat) return refuse(room, "PEER_NOT_FOUND");
  const { subject } = seat;
  if (room.participants.some((one) => one.subject === subject && isOrganizerSeat(room, one))) {
    return refuse(room, "FORBIDDEN", "The organizer cannot be removed.");
  }
  if (subject === findParticipant(room, muid)?.subject) {
    return refuse(room, "FORBIDDEN", "Nobody removes themselves: leave instead.");
  }
  const draft = createDraft(room);
  draft.setMeeting({
    removals: [...room.meeting.removals, { ticket, subject, name: seat.info.name }],
  });
  // All seats of that user go: another tab of the same person is the same person.
  const muids = room.participants.filter((one) => one.subject === subject)
    .map((one) => one.info.muid);
  const waiting = room.waiting.filter((one) => one.subject === subject);
  draft.set({ waiting: room.waiting.filter((one) => one.subject !== subject) });
  for (const { user } of waiting) {
    draft.do({ type: "send", to: user.muid, message: { type: "REMOVED" } });
    draft.do({ type: "close", muid: user.muid, code: closeCodes.removed });
  }
  for (const muid of muids) {
    unseat(draft, muid);
    draft.do({ type: "send", to: muid, message: { type: "REMOVED" } });
    draft.do({ type: "close", muid, code: closeCodes.removed });
  }
  forgetLeftHost(draft, subject);
  draft.broadcastRemoval(muids);
  draft.tellHosts();
  return draft.decision();
}
