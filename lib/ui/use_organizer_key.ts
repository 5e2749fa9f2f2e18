// The organizer's own link is opened: its key goes out of the address bar and into the browser's keeping,
// also where the link is put into the address of a page that is open.

import { useEffect } from "preact/hooks";
import type { OrganizerKeys } from "../browser/call_api.ts";
import { organizerKeyIn, withoutOrganizerKey } from "../shared/organizer_link.ts";

export function useOrganizerKey(keys: OrganizerKeys | null, meetingId: string): void {
  useEffect(() => {
    if (!keys) return;
    const take = () => {
      const { hash, pathname, search } = location;
      const key = organizerKeyIn(hash);
      if (key) keys.keep(meetingId, key);
      const rest = withoutOrganizerKey(hash);
      if (rest !== hash) history.replaceState(history.state, "", `${pathname}${search}${rest}`);
    };
    take();
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, [keys, meetingId]);
}
