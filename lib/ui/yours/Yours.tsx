// The meetings that this browser knows: what is planned first, then what was. Nothing is to be seen before
// there is one.

import type { KnownMeeting, KnownMeetings } from "../../browser/call_api.ts";
import { formatMeetingId } from "../../shared/ids.ts";
import { formatStart } from "../../shared/meeting_time.ts";
import { useTimeStyle } from "../text/mod.ts";
import { useYoursText } from "./words.ts";

export interface YoursProps {
  known: KnownMeetings;
  onOpen: (meeting: KnownMeeting) => void;
  /** For one that was planned here: its invitation, and the way to change it. */
  onPlan: (meeting: KnownMeeting) => void;
}

/** More than these are not looked through: the number finds every meeting. */
const maxShown = 6;

export function Yours({ known, onOpen, onPlan }: YoursProps) {
  const { yours: text } = useYoursText();
  const style = useTimeStyle();
  const list = known.list.value.slice(0, maxShown);
  if (list.length === 0) return null;
  return (
    <details class="more yours">
      <summary>{text.title(list.length)}</summary>
      <ul>
        {list.map((meeting) => {
          const { id, startMs, isOwn } = meeting;
          const title = meeting.title || formatMeetingId(id);
          return (
            <li key={id}>
              <span class="yours-what">
                <bdi translate={false}>{title}</bdi>
                <span class="quiet">
                  {startMs === null
                    ? text.seen(daysSince(meeting.seenMs))
                    : formatStart(startMs, style)}
                </span>
              </span>
              {isOwn && startMs !== null && (
                <button
                  type="button"
                  class="button"
                  aria-label={text.planOf(title)}
                  onClick={() => onPlan(meeting)}
                >
                  {text.plan}
                </button>
              )}
              <button
                type="button"
                class="button"
                aria-label={text.openOf(title)}
                onClick={() => onOpen(meeting)}
              >
                {text.open}
              </button>
              <button
                type="button"
                class="round plain"
                aria-label={text.forgetOf(title)}
                title={text.forgetOf(title)}
                onClick={() => known.forget(id)}
              >
                ×
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function daysSince(ms: number): number {
  const midnight = new Date().setHours(0, 0, 0, 0);
  return Math.max(0, Math.ceil((midnight - ms) / 86_400_000));
}
