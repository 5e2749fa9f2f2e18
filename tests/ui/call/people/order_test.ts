// Raised hands in their order.

import assert from "node:assert/strict";
import type { UserInfo } from "../../../../lib/shared/protocol/mod.ts";
import { handPlaces, orderPeople } from "../../../../lib/ui/call/people/order.ts";

Deno.test("[F8] raised hands stand on top in their order, with their number", () => {
  const user = (muid: string, hand_raised_at?: number) =>
    ({ muid, hand: hand_raised_at !== undefined, hand_raised_at }) as UserInfo;
  const self = user("self", 20);
  const others = [user("a"), user("b", 30), user("c", 10), user("d")];
  const listed = orderPeople(self, others).map(({ info, isSelf, handPlace }) =>
    `${info.muid} ${handPlace} ${isSelf}`
  );
  assert.deepEqual(listed, [
    ...["c 1 false", "self 2 true", "b 3 false", "a null false", "d null false"],
  ]);
  // The tiles say the same, also where two hands went up in one millisecond, on every screen.
  const both = [user("z", 10), user("y", 10), user("x")];
  assert.deepEqual([...handPlaces(both)], [["y", 1], ["z", 2]]);
  assert.deepEqual([...handPlaces(both.toReversed())], [["y", 1], ["z", 2]]);
  // A hand that was lowered keeps its time, and has no place.
  const lowered = { ...self, hand: false };
  assert.equal(orderPeople(lowered, [])[0]?.handPlace, null);
});
