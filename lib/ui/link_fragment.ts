// The keys in the fragment of the address. The organizer's goes out of the address bar and into the browser's
// keeping; the link's stays, since people copy the address to invite others.

import type { Client } from "../browser/call_api.ts";
import { linkKeyIn, organizerKeyIn, withoutOrganizerKey } from "../shared/link_fragment.ts";

/** Keeps what stands in the address; returns the key of the meeting's link as far as it is known. */
export function takeLinkFragment(
  { organizerKeys, linkKeys }: Pick<Client, "organizerKeys" | "linkKeys">,
  meetingId: string,
): string | null {
  const { hash, pathname, search } = location;
  const organizerKey = organizerKeyIn(hash);
  const linkKey = linkKeyIn(hash);
  if (organizerKey) organizerKeys.keep(meetingId, organizerKey);
  if (linkKey) linkKeys.keep(meetingId, linkKey);
  const rest = withoutOrganizerKey(hash);
  if (rest !== hash) history.replaceState(history.state, "", `${pathname}${search}${rest}`);
  return linkKeys.get(meetingId);
}
