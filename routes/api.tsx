// The descriptions of our interfaces for a person; /openapi.json and /asyncapi.json are for programs.

import { HttpError, page } from "fresh";
import { asset } from "fresh/runtime";
import { clientAddress, overLimit } from "../lib/server/http/mod.ts";
import { ApiPage } from "../lib/ui/api/mod.ts";
import { apiEn } from "../lib/ui/text/en/api.ts";
import { define } from "../utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { api, config, httpLimit } = ctx.state.services;
    // It is long, and made anew for everybody who asks: several times the work of any other page.
    if (await overLimit(httpLimit, clientAddress(ctx, config))) throw new HttpError(429);
    ctx.state.title = (ctx.state.text.parts?.api ?? apiEn).pageTitle;
    return page({ rest: api.openApi().document, socket: api.asyncApi().document });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <>
    <link rel="stylesheet" href={asset("/api.css")} />
    <ApiPage {...data} />
  </>
));
