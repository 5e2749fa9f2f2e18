// A site with every screen of ConFlux in it, on a fake engine, under the real policy. For looking at
// screens and for testing them; /scene/<name> shows the scene of that name.

import { App, staticFiles } from "fresh";
import { requestLanguage, securityHeaders } from "../../../../lib/server/http/http.ts";
import { catalogues } from "../../../../lib/ui/text/all.ts";
import { define, type State } from "../../../../utils.ts";

const speak = define.middleware((ctx) => {
  Object.assign(ctx.state, { text: catalogues[requestLanguage(ctx.req)] });
  return ctx.next();
});

const secure = define.middleware(async (ctx) => {
  const response = await ctx.next();
  const nonce = response.headers.get("x-fresh-nonce");
  response.headers.delete("x-fresh-nonce");
  const facts = { nonce, path: ctx.url.pathname };
  for (const [name, value] of Object.entries(securityHeaders({ frameAncestors: [] }, facts))) {
    response.headers.set(name, value);
  }
  return response;
});

export const app = new App<State>().use(speak).use(secure).use(staticFiles()).fsRoutes();
