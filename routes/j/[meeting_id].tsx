// The link of a meeting: preview first, then the call on the same page.

import { HttpError, page } from "fresh";
import { asset } from "fresh/runtime";
import Meeting from "../../islands/Meeting.tsx";
import { formatMeetingId, isMeetingId } from "../../lib/shared/ids.ts";
import { en } from "../../lib/ui/text_en.ts";
import { define } from "../../utils.ts";

export const handler = define.handlers({
  GET(ctx) {
    const meetingId = ctx.params.meeting_id ?? "";
    if (!isMeetingId(meetingId)) throw new HttpError(404);
    ctx.state.title = en.preview.pageTitle(formatMeetingId(meetingId));
    return page({ meetingId });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <>
    <link rel="stylesheet" href={asset("/call.css")} />
    <Meeting meetingId={data.meetingId} />
  </>
));
