// Where the page of a meeting is that somebody typed the number or pasted the link of. Pure.

import {
  linkKeyIn,
  linkWithKey,
  organizerKeyIn,
  organizerLink,
} from "../../shared/link_fragment.ts";

/** The path of the meeting's page, with the keys that stood in what was typed. */
export function meetingAddress(meetingId: string, typed: string): string {
  const path = linkWithKey(`/j/${meetingId}`, linkKeyIn(typed));
  const key = organizerKeyIn(typed);
  return key ? organizerLink(path, key) : path;
}
