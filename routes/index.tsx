// The landing page.

import { page } from "fresh";
import Home from "../islands/Home.tsx";
import { StartNote } from "../lib/ui/base/StartNote.tsx";
import { assetKey, define } from "../utils.ts";

export const handler = define.handlers({
  GET(ctx) {
    ctx.state.title = ctx.state.text.home.title;
    return page();
  },
});

export default define.page<typeof handler>(() => (
  <>
    <StartNote />
    <Home assetKey={assetKey()} />
  </>
));
