// Where a call that ended goes; says why, and the way back.

import { page } from "fresh";
import { isMeetingId } from "../lib/shared/ids.ts";
import { pageQuery } from "../lib/shared/page_options.ts";
import { ExitPage } from "../lib/ui/ExitPage.tsx";
import { define } from "../utils.ts";

export const handler = define.handlers({
  GET(ctx) {
    const asked = ctx.url.searchParams;
    const meeting = asked.get("meeting") ?? "";
    ctx.state.title = ctx.state.text.exit.pageTitle;
    return page({
      reason: asked.get("reason") ?? "",
      meetingId: isMeetingId(meeting) ? meeting : null,
      query: pageQuery(ctx.state.options),
      hasChrome: ctx.state.options.chrome === undefined,
    });
  },
});

export default define.page<typeof handler>(({ data }) => <ExitPage {...data} />);
