// A site with every screen of ConFlux in it, on a fake engine, under the real policy. For looking at
// screens and for testing them; /scene/<name> shows the scene of that name.

import { App, csp, staticFiles } from "fresh";
import {
  finishPolicy,
  policyDirectives,
  requestLanguage,
} from "../../../../lib/server/http/mod.ts";
import { catalogues } from "../../../../lib/ui/text/all.ts";
import { define, type State } from "../../../../utils.ts";

const speak = define.middleware((ctx) => {
  Object.assign(ctx.state, { text: catalogues[requestLanguage(ctx.req)], options: {} });
  return ctx.next();
});

const policy = csp<State>({ useNonce: true, csp: policyDirectives({ frameAncestors: [] }) });

const secure = define.middleware(async (ctx) => {
  const response = await policy(ctx);
  const written = response.headers.get("content-security-policy") ?? "";
  response.headers.set("content-security-policy", finishPolicy(written, ctx.url.pathname));
  return response;
});

export const app = new App<State>().use(speak).use(secure).use(staticFiles()).fsRoutes();
