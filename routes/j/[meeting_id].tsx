// The link of a meeting: preview first, then the call on the same page.

import { HttpError, page } from "fresh";
import { asset } from "fresh/runtime";
import Meeting from "../../islands/Meeting.tsx";
import { formatMeetingId, isMeetingId } from "../../lib/shared/ids.ts";
import { pageQuery, wishesOf } from "../../lib/shared/page_options.ts";
import { StartNote } from "../../lib/ui/base/StartNote.tsx";
import { assetKey, define } from "../../utils.ts";

export const handler = define.handlers({
  GET(ctx) {
    const meetingId = ctx.params.meeting_id ?? "";
    if (!isMeetingId(meetingId)) throw new HttpError(404);
    ctx.state.title = ctx.state.text.preview.pageTitle(formatMeetingId(meetingId));
    // During a call the address is /room/<id>: what is loaded there may be a reload.
    const { options, services } = ctx.state;
    return page({
      meetingId,
      mayComeBack: ctx.url.pathname.startsWith("/room/"),
      query: pageQuery(options),
      wishes: wishesOf(options),
      signIn: services.config.entry?.loginUrl ?? null,
      frameAncestors: services.config.frameAncestors,
    });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <>
    <link rel="stylesheet" href={asset("/call.css")} />
    <StartNote />
    <Meeting {...data} assetKey={assetKey()} />
  </>
));
