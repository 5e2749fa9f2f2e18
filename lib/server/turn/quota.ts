// How many allocations one person may need at a time, and whether coturn gives them (S14). The same sum
// stands in turn/entrypoint.sh; a test holds the two together. Knows no URLs and no verdicts.

import type { TurnReply } from "./client/mod.ts";

/** The doctor has two ends over each kind of relay; coturn takes a moment to count them as free. */
const forTheDoctor = 2 * 3;

/**
 * What `user-quota` has to be: with everybody relayed one allocation to each of the others, and again as
 * many after a reload, until coturn has noticed that the old ones are left.
 */
export function allocationsPerUser(maxParticipants: number): number {
  return 2 * (maxParticipants - 1) + forTheDoctor;
}

/** So many are asked for at the same time. */
const atOnce = 12;

/** What came of asking for all of them: how many there were, and the answer that ended it early. */
export interface QuotaCount {
  readonly granted: number;
  readonly refused: TurnReply | null;
}

/**
 * Asks for so many allocations, some at a time, until one is refused. `allocate` makes one, on a socket
 * of its own; freeing them is the caller's.
 */
export async function countAllocations(
  wanted: number,
  allocate: () => Promise<TurnReply>,
): Promise<QuotaCount> {
  let granted = 0;
  while (granted < wanted) {
    const count = Math.min(atOnce, wanted - granted);
    const replies = await Promise.all(Array.from({ length: count }, allocate));
    granted += replies.filter(({ ok }) => ok).length;
    const refused = replies.find(({ ok }) => !ok);
    if (refused) return { granted, refused };
  }
  return { granted, refused: null };
}
