// The invitation to the meeting of this page, as what is known of it grows.

import type { Client } from "../../browser/call_api.ts";
import { linkWithKey } from "../../shared/link_fragment.ts";
import type { RoomInfo } from "../../shared/protocol/mod.ts";
import { useText, useTimeStyle } from "../text/mod.ts";
import { type InviteTexts, writeInvitation } from "./invitation.ts";

interface MeetingAddress {
  readonly meetingId: string;
  /** Null where the meeting asks for none, or none is known. */
  readonly linkKey: string | null;
}

/** Gives what writes the invitation, in a browser, once the room is known. */
export function useInvite(client: Client | null, { meetingId, linkKey }: MeetingAddress) {
  const text = useText().schedule;
  const style = useTimeStyle();
  return (room: RoomInfo | null): InviteTexts => {
    const known = client?.known.list.value.find(({ id }) => id === meetingId);
    const isPasscodeIn = known?.isOwn && client?.preferences.value.sharesPasscode;
    const startMs = room?.start_time ?? 0;
    return writeInvitation({
      id: meetingId,
      title: room?.title ?? "",
      link: linkWithKey(new URL(`/j/${meetingId}`, location.href).href, linkKey),
      passcode: isPasscodeIn ? known.passcode : "",
      startMs: startMs > Date.now() ? startMs : null,
      endMs: known?.endMs ?? null,
    }, { text, style });
  };
}
