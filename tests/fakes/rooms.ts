// Rooms and people for tests of the rules.

import {
  type Decision,
  emptyRoom,
  type Hold,
  type Meeting,
  type Room,
  type RoomEvent,
} from "../../lib/shared/room/state.ts";
import { reduceRoom } from "../../lib/shared/room/rules.ts";
import type { JoinUser } from "../../lib/shared/protocol/mod.ts";

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

/** The hold of user n's socket on server `node`; `time` tells one socket from the next. */
export function holdOf(n: number, { time = 0, node = "node-a" } = {}): Hold {
  return { node, resumeHash: `hash-${n}-${time}` };
}

/** The join of user n, whose token subject is `subject-n`; user 0 is the organizer. */
export function joinOf(n: number, change: Partial<JoinUser> = {}): RoomEvent {
  const user = userOf(n, change);
  return { type: "join", subject: `subject-${n}`, user, capacity: 16, hold: holdOf(n), now: 5_000 };
}

/** The loss of user n's first socket; the seat is kept until 30 s. */
export function dropOf(n: number, until = 30_000): RoomEvent {
  return { type: "drop", muid: muidOf(n), hold: holdOf(n), until };
}

/** User n takes the seat back with the token of socket `time`; the next one is of socket `time + 1`. */
export function resumeOf(n: number, time = 0): RoomEvent {
  const { resumeHash } = holdOf(n, { time });
  return {
    type: "resume",
    subject: `subject-${n}`,
    resumeHash,
    hold: holdOf(n, { time: time + 1 }),
  };
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
