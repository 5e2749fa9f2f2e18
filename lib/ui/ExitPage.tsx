// Why a call is over, and where to go from there. Rendered on the server only: nothing runs here,
// camera and microphone stopped before it was opened.

import { formatMeetingId } from "../shared/ids.ts";
import { PageHead } from "./base/PageHead.tsx";
import { isExitReason } from "./exit_reason.ts";
import { useText } from "./text/mod.ts";

interface ExitPageProps {
  /** As the address says it, so it may be anything. */
  reason: string;
  /** Null where the address names none. */
  meetingId: string | null;
  /** What the address of the meeting's page asked for, for the way back: "" or "?…". */
  query?: string;
  /** With a head, and with ways to other pages. */
  hasChrome?: boolean;
}

export function ExitPage({ reason, meetingId, query = "", hasChrome = true }: ExitPageProps) {
  const text = useText();
  const known = isExitReason(reason) ? reason : "left";
  const canRejoin = meetingId !== null && known !== "finished" && known !== "removed";
  return (
    <div class="page">
      {hasChrome ? <PageHead /> : <div />}
      <main class="notice-page" data-reason={known}>
        {meetingId && <p class="quiet">{text.exit.meeting(formatMeetingId(meetingId))}</p>}
        <h1>{text.exit.reasons[known]}</h1>
        <p class="lead">{text.exit.details[known]}</p>
        <p class="quiet">{text.exit.stopped}</p>
        <div class="actions">
          {canRejoin && (
            <a class="button primary" href={`/j/${meetingId}${query}`}>{text.exit.rejoin}</a>
          )}
          {hasChrome && (
            <a class={canRejoin ? "button" : "button primary"} href="/">{text.common.home}</a>
          )}
        </div>
      </main>
    </div>
  );
}
