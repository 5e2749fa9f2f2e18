// UPDATE_USER_STATE: what a participant may change of itself, and a HOST of others (P11, P13–P15).
// Called by reduceRoom only.

import type { ErrorId } from "../errors.ts";
import { createDraft, refuse } from "./draft.ts";
import { isNameTaken } from "./entry.ts";
import { withRole } from "./hosts.ts";
import type { ParticipantDiff, UserInfo } from "../protocol/mod.ts";
import { type Decision, findParticipant, type Room, type RoomEvent } from "./state.ts";

type Update = Extract<RoomEvent, { type: "update" }>;

export function handleUpdate(room: Room, event: Update): Decision {
  const { muid, target, diff, now } = event;
  const sender = findParticipant(room, muid)?.info;
  const subject = findParticipant(room, target)?.info;
  if (!sender) return refuse(room, "FORBIDDEN");
  if (!subject) {
    return sender.role === "HOST" ? refuse(room, "PEER_NOT_FOUND") : refuse(room, "FORBIDDEN");
  }

  const error = sender.muid === subject.muid
    ? whyNotSelf(room, subject, diff)
    : whyNotOther(room, sender, { subject, diff });
  if (error) return refuse(room, error);

  const draft = createDraft(room);
  const { room: profile, state } = splitDiff(subject, { diff, now });
  if (profile) {
    const { role, ...rest } = profile;
    draft.setParticipant(target, rest);
    if (role) draft.changeSeat(target, (seat) => withRole(seat, role));
    draft.broadcastRoom();
    if (role === "HOST") draft.tellHosts();
  }
  if (state) {
    draft.setParticipant(target, state);
    draft.broadcast({ type: "USER_STATE_UPDATE", data: { muid: target, ...state } });
  }
  return draft.decision();
}

function whyNotSelf(room: Room, self: UserInfo, diff: ParticipantDiff): ErrorId | null {
  if (diff.role !== undefined && diff.role !== self.role) {
    if (self.role !== "HOST" || self.stand_in) return "FORBIDDEN";
    if (!hasOtherHost(room, self.muid)) return "LAST_HOST";
  }
  if (diff.name !== undefined && isNameTaken(room, diff.name, self.muid)) return "NAME_TAKEN";
  const isBusy = room.participants.some(({ info }) => info.state.screen && info.muid !== self.muid);
  if (diff.state?.screen && isBusy) return "SCREEN_BUSY";
  return null;
}

/** A HOST changes the role of others, switches devices off and takes hands down; nothing else. */
function whyNotOther(
  room: Room,
  sender: UserInfo,
  { subject, diff }: { subject: UserInfo; diff: ParticipantDiff },
): ErrorId | null {
  if (sender.role !== "HOST") return "FORBIDDEN";
  const { role, state, hand, ...rest } = diff;
  if (Object.keys(rest).length > 0 || hand || (role && sender.stand_in)) return "FORBIDDEN";
  if (state && Object.values(state).some((value) => value !== false)) return "FORBIDDEN";
  const isDemotion = role === "PARTICIPANT" && subject.role === "HOST";
  if (isDemotion && !hasOtherHost(room, subject.muid)) return "LAST_HOST";
  return null;
}

function hasOtherHost(room: Room, muid: string): boolean {
  return room.participants.some(({ info }) => info.role === "HOST" && info.muid !== muid);
}

/** Parts of a diff by the event that carries them: USER_UPDATE or USER_STATE_UPDATE. */
function splitDiff(
  subject: UserInfo,
  { diff, now }: { diff: ParticipantDiff; now: number },
): { room: Partial<UserInfo> | null; state: Partial<UserInfo> | null } {
  const { name, avatar, role, state, hand, expandCamera, mirrorCamera } = diff;
  // The whole room goes out with it: what stays as it is, is not worth that.
  const room = changed(subject, defined({ name, avatar, role }));
  const own: Partial<UserInfo> = defined({ hand, expandCamera, mirrorCamera });
  if (state) own.state = { ...subject.state, ...defined(state) };
  if (hand && !subject.hand) own.hand_raised_at = now;
  return {
    room: Object.keys(room).length > 0 ? room : null,
    state: Object.keys(own).length > 0 ? own : null,
  };
}

function changed(subject: UserInfo, diff: Partial<UserInfo>): Partial<UserInfo> {
  const isNew = ([key, value]: [string, unknown]) => subject[key as keyof UserInfo] !== value;
  return Object.fromEntries(Object.entries(diff).filter(isNew));
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
