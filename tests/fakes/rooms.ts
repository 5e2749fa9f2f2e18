// Rooms and people for tests of the rules.

import {
  type Decision,
  emptyRoom,
  type Meeting,
  reduceRoom,
  type Room,
  type RoomEvent,
} from "../../lib/shared/room.ts";
import type { JoinUser } from "../../lib/shared/protocol.ts";

/** A muid that is a UUID and tells its number. */
export function muidOf(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

export function meetingOf(change: Partial<Meeting> = {}): Meeting {
  return {
    id: "123456789",
    title: "Weekly",
    organizer: { muid: "", name: "Olga", subject: "subject-0" },
    startTime: 1_000,
    createdAt: 1_000,
    passcode: null,
    lobby: false,
    locked: false,
    removals: [],
    ...change,
  };
}

export function userOf(n: number, change: Partial<JoinUser> = {}): JoinUser {
  return {
    muid: muidOf(n),
    name: `User ${n}`,
    state: { mic: true, camera: true, screen: false },
    avatar: "",
    expandCamera: true,
    mirrorCamera: true,
    ...change,
  };
}

/** The join of user n, whose token subject is `subject-n`; user 0 is the organizer. */
export function joinOf(n: number, change: Partial<JoinUser> = {}): RoomEvent {
  return { type: "join", subject: `subject-${n}`, user: userOf(n, change), capacity: 16 };
}

/** A room after these events; throws where one of them is refused. */
export function roomAfter(events: readonly RoomEvent[], meeting = meetingOf()): Room {
  return events.reduce((room, event) => {
    const [next, effects] = reduceRoom(room, event);
    const refused = effects.find((effect) => effect.type === "refuse");
    if (refused) throw new Error(`${event.type}: ${refused.refusal.error}`);
    return next;
  }, emptyRoom(meeting));
}

/** The id of the refusal in a decision, or null. */
export function refusalOf([, effects]: Decision): string | null {
  const refused = effects.find((effect) => effect.type === "refuse");
  return refused ? refused.refusal.error : null;
}

/** Types of the broadcasts in a decision, in order. */
export function broadcastsOf([, effects]: Decision): string[] {
  return effects.flatMap((effect) => effect.type === "broadcast" ? [effect.message.type] : []);
}
