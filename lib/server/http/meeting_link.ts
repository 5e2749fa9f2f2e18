// Links of meetings as they arrive after mail programs, chats and people had them: with a bracket, a dot or
// a line of text behind the number, in groups, in capitals. Pure.

import { findMeetingId } from "../../shared/ids.ts";

const canonical = /^\/(?:j|room)\/[1-9]\d{8}$/;
/** The path of a meeting, or nothing but a number right behind the host. */
const meant = /^\/+(?:(?:j|room)(?![a-z])|[^a-z]*$)/i;

/** The path of the meeting that is meant by another path; null where that is right, or means none. */
export function meetingPathFor(pathname: string): string | null {
  if (canonical.test(pathname) || !meant.test(pathname.replace(/%[0-9a-f]{2}/gi, "%"))) return null;
  const id = findMeetingId(pathname);
  return id && `/j/${id}`;
}
