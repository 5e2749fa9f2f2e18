// The words of an invitation, out of what is known of a meeting. Pure.

import { formatMeetingId } from "../../shared/ids.ts";
import { formatSpan, formatStart, formatZone, type TimeStyle } from "../../shared/meeting_time.ts";
import type { Text } from "../text/mod.ts";

/** What others need to come. */
export interface InviteTexts {
  readonly title: string;
  readonly link: string;
  /** The whole of it, link and all. */
  readonly invitation: string;
}

interface Invited {
  readonly id: string;
  readonly title: string;
  readonly link: string;
  /** Empty where there is none, or it is to stay out. */
  readonly passcode: string;
  /** When it starts, in ms; null where that is over, or was never said. */
  readonly startMs: number | null;
  /** When it is to end, in ms, where that was said. */
  readonly endMs?: number | null;
}

/** The invitation to a meeting, its times in the zone of `style`. */
export function writeInvitation(
  { id, title, link, passcode, startMs, endMs }: Invited,
  { text, style }: { text: Text["schedule"]; style: TimeStyle },
): InviteTexts {
  const span = startMs !== null &&
    (endMs ? formatSpan({ startMs, endMs }, style) : formatStart(startMs, style));
  const when = span ? `${span}\n${formatZone(startMs ?? 0, style)}` : null;
  const number = formatMeetingId(id);
  const invitation = text.invite({ title, when, link, number, passcode: passcode || null });
  return { title, link, invitation };
}
