// How many messages came since the chat was last open; one's own do not count, files that are
// offered do until they are answered.

import { useEffect, useState } from "preact/hooks";
import type { Call } from "../../../browser/call_api.ts";
import { countOffers } from "../files/transfers.ts";

export function useUnread(call: Call, isChatOpen: boolean): number {
  const messages = call.chat.value;
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
