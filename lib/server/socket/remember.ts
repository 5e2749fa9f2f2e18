// What is kept of an answer, for a request that comes again (P9, R4).

import type { Replies } from "../rooms/mod.ts";
import type { Answer } from "./frames.ts";

/** Only what the rules decided is kept: a request refused at the door may be tried again. */
export function remember(
  requestId: string | undefined,
  { memories, reply, text }: { memories: readonly Replies[]; reply: Answer; text: string },
): void {
  if (requestId === undefined || ("raw" in reply && reply.isInterim)) return;
  const isPassing = "refusal" in reply && reply.refusal.status >= 500;
  for (const replies of memories) {
    if (isPassing) replies.settlePassing(requestId, text);
    else replies.settle(requestId, text);
  }
}
