// There is no meeting with this number: says so before anybody types a name, and offers to correct it.

import { formatMeetingId } from "../../shared/ids.ts";
import { PageHead } from "../base/PageHead.tsx";
import { JoinForm, meetingAddress } from "../join/mod.ts";
import { useText } from "../text/mod.ts";

export function UnknownMeeting({ meetingId }: { meetingId: string }) {
  const text = useText();
  return (
    <div class="page">
      <PageHead />
      <main class="notice-page" data-reason="unknown-meeting">
        <div class="stack" role="alert">
          <h1>{text.preview.unknownTitle}</h1>
          <p class="lead">{text.preview.unknown(formatMeetingId(meetingId))}</p>
        </div>
        <div class="card unknown-join leads-away">
          <JoinForm
            isReady
            onJoin={(id, typed) => location.assign(meetingAddress(id, typed))}
          />
        </div>
        <a class="button leads-away" href="/">{text.common.home}</a>
      </main>
    </div>
  );
}
