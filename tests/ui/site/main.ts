// A site with every screen of ConFlux in it, on a fake engine, under the real policy. For looking at
// screens and for testing them; /scene/<name> shows the scene of that name.

import { App, staticFiles } from "fresh";
import { securityHeaders } from "../../../lib/server/http.ts";
import { define, type State } from "../../../utils.ts";

const secure = define.middleware(async (ctx) => {
  const response = await ctx.next();
  const nonce = response.headers.get("x-fresh-nonce");
  response.headers.delete("x-fresh-nonce");
  for (const [name, value] of Object.entries(securityHeaders({ frameAncestors: [] }, nonce))) {
    response.headers.set(name, value);
  }
  return response;
});

export const app = new App<State>().use(secure).use(staticFiles()).fsRoutes();
