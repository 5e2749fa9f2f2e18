// The landing page.

import { page } from "fresh";
import Home from "../islands/Home.tsx";
import { StartNote } from "../lib/ui/base/StartNote.tsx";
import { assetKey, define } from "../utils.ts";

export const handler = define.handlers({
  GET(ctx) {
    ctx.state.title = ctx.state.text.home.title;
    return page({ signIn: ctx.state.services.config.entry?.loginUrl ?? null });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <>
    <StartNote />
    <Home {...data} assetKey={assetKey()} />
  </>
));
