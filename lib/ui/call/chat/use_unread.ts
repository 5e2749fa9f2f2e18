// How many messages came since the chat was last open; one's own do not count, files that are
// offered do until they are answered.

import { useEffect, useState } from "preact/hooks";
import type { Call, Transfer } from "../../../browser/call_api.ts";

export function useUnread(call: Call, isChatOpen: boolean): number {
  const messages = call.chat.messages.value;
  const [seenId, setSeenId] = useState<string>();
  const newestId = messages.at(-1)?.id;
  useEffect(() => {
    if (isChatOpen) setSeenId(newestId);
  }, [isChatOpen, newestId]);
  if (isChatOpen) return 0;
  const selfMuid = call.self.value?.muid;
  const unseen = messages.slice(messages.findIndex((one) => one.id === seenId) + 1);
  const offers = countOffers(call.files.transfers.value);
  return unseen.filter((one) => one.muid !== selfMuid).length + offers;
}

/** Offers that wait for our word. */
export function countOffers(transfers: readonly Transfer[]): number {
  return transfers.filter(({ isIncoming, state }) => isIncoming && state.kind === "offered").length;
}
