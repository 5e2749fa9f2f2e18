// The pen with which the rules write: collects the next room and its effects for one event, so that
// every broadcast gets its sequence number in one place. Lives for one call of reduceRoom.

import { type ErrorId, refusal } from "../errors.ts";
import type { RoomBroadcast, UserInfo } from "../protocol/mod.ts";
import {
  type Decision,
  type Effect,
  type Meeting,
  type Participant,
  type Presence,
  type Room,
  roomInfo,
} from "./state.ts";

type Unnumbered<T> = T extends unknown ? Omit<T, "seq"> : never;

/** Refuses an event: the room stays as it is (the same object), and one effect says why. */
export function refuse(room: Room, error: ErrorId, message?: string): Decision {
  return [room, [{ type: "refuse", refusal: refusal(error, message) }]];
}

/** Starts a change of `room`; `decision()` ends it. */
export function createDraft(start: Room) {
  let room = start;
  const effects: Effect[] = [];

  const draft = {
    get room() {
      return room;
    },
    set(change: Partial<Room>) {
      room = { ...room, ...change };
    },
    setMeeting(change: Partial<Meeting>) {
      const meeting = { ...room.meeting, ...change };
      room = { ...room, meeting };
      effects.push({ type: "persist", meeting });
    },
    setParticipant(muid: string, change: Partial<UserInfo>) {
      room = {
        ...room,
        participants: room.participants.map((one): Participant =>
          one.info.muid === muid ? { ...one, info: { ...one.info, ...change } } : one
        ),
      };
    },
    setPresence(muid: string, presence: Presence, resumeHash?: string) {
      room = {
        ...room,
        participants: room.participants.map((one): Participant =>
          one.info.muid !== muid ? one : {
            ...one,
            presence,
            info: { ...one.info, online: presence.kind === "here" },
            resumeHash: resumeHash ?? one.resumeHash,
          }
        ),
      };
    },
    /** The organizer key came with somebody who has a seat already. */
    markOrganizer(muid: string) {
      draft.setParticipant(muid, { role: "HOST" });
      room = {
        ...room,
        participants: room.participants.map((one): Participant =>
          one.info.muid === muid ? { ...one, hasKey: true } : one
        ),
      };
    },
    do(effect: Effect) {
      effects.push(effect);
    },
    broadcast(message: Unnumbered<RoomBroadcast>, except?: string) {
      const seq = room.seq + 1;
      room = { ...room, seq };
      const numbered = { ...message, seq } as RoomBroadcast;
      effects.push({ type: "broadcast", message: numbered, ...(except ? { except } : {}) });
    },
    /** Tells everybody who is in the room and with which rights. */
    broadcastRoom(except?: string) {
      draft.broadcast({ type: "USER_UPDATE", data: roomInfo(room) }, except);
    },
    /** Tells the hosts who waits and who may not come back. */
    tellHosts() {
      const data = {
        waiting: room.waiting.map(({ user }) => ({ muid: user.muid, name: user.name })),
        removed: room.meeting.removals.map(({ ticket, name }) => ({ ticket, name })),
      };
      for (const { info } of room.participants) {
        if (info.role !== "HOST") continue;
        effects.push({ type: "send", to: info.muid, message: { type: "LOBBY_UPDATE", data } });
      }
    },
    decision(): Decision {
      return [room, effects];
    },
  };
  return draft;
}

export type Draft = ReturnType<typeof createDraft>;
