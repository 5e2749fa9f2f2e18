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
    changeSeat(muid: string, change: (seat: Participant) => Participant) {
      const participants = room.participants.map((one) =>
        one.info.muid === muid ? change(one) : one
      );
      room = { ...room, participants };
    },
    setParticipant(muid: string, change: Partial<UserInfo>) {
      draft.changeSeat(muid, (seat) => ({ ...seat, info: { ...seat.info, ...change } }));
    },
    setPresence(muid: string, presence: Presence, resumeHash?: string) {
      draft.changeSeat(muid, (seat) => ({
        ...seat,
        presence,
        info: { ...seat.info, online: presence.kind === "here" },
        resumeHash: resumeHash ?? seat.resumeHash,
      }));
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
    /** The same, after some were removed. */
    broadcastRemoval(removed: string[]) {
      draft.broadcast({ type: "USER_UPDATE", data: roomInfo(room), removed });
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
