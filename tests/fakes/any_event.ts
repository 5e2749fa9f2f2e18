// Any event of a room with a handful of people, for property tests: many are refused, as in life.

import fc from "fast-check";
import type { RoomEvent } from "../../lib/shared/room/state.ts";
import { holdOf, muidOf, resumeOf, userOf } from "./rooms.ts";

const person = fc.nat({ max: 5 });
const socket = fc.nat({ max: 2 });
const muid = person.map(muidOf);
const diff = fc.record({
  name: fc.constantFrom("User 0", "user 1", "Zoë", "Someone"),
  role: fc.constantFrom("HOST" as const, "PARTICIPANT" as const),
  state: fc.record({ mic: fc.boolean(), screen: fc.boolean() }, { requiredKeys: [] }),
  hand: fc.boolean(),
}, { requiredKeys: [] });

/** Before and after the start of a meeting that starts at `anyStart`. */
export const anyStart = 10_000;
const instant = fc.constantFrom(anyStart - 5_000, anyStart);

/** What may happen to a room, sensible or not. */
export const anyEvent: fc.Arbitrary<RoomEvent> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(person, fc.boolean(), instant).map(([n, hasLink, now]): RoomEvent => ({
      type: "join",
      subject: `subject-${n}`,
      user: userOf(n),
      capacity: 5,
      hold: holdOf(n),
      hasLink,
      now,
    })),
  },
  fc.record({ type: fc.constant("leave" as const), muid }),
  fc.record({ type: fc.constant("open" as const), now: instant }),
  fc.tuple(person, socket).map(([n, time]): RoomEvent => ({
    type: "drop",
    muid: muidOf(n),
    hold: holdOf(n, { time }),
    until: 30_000,
  })),
  fc.tuple(person, socket).map(([n, time]) => resumeOf(n, time)),
  fc.record({ type: fc.constant("expire" as const), muid, until: fc.constantFrom(30_000, 60_000) }),
  fc.constant({ type: "adopt", lost: "node-a", by: "node-b", until: 60_000 }),
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("update" as const),
      muid,
      target: muid,
      diff,
      now: fc.nat(),
    }),
  },
  fc.record({
    type: fc.constant("remove" as const),
    muid,
    target: muid,
    ticket: fc.constantFrom("t", "u"),
  }),
  fc.record({ type: fc.constant("allow" as const), muid, ticket: fc.constantFrom("t", "u") }),
  fc.record({ type: fc.constant("admit" as const), muid, target: muid }),
  fc.record({ type: fc.constant("deny" as const), muid, target: muid }),
  fc.record({ type: fc.constant("lock" as const), muid, locked: fc.boolean() }),
  fc.record({
    type: fc.constant("chat" as const),
    muid,
    text: fc.string(),
    id: fc.uuid(),
    now: fc.nat(),
  }),
);
