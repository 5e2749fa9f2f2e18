// A small site that does with Fresh what ConFlux does: a policy with the nonce, errors caught and
// rendered, static files, file routes.

import { App, csp, HttpError, staticFiles } from "fresh";
import { h } from "preact";
import { define, type State } from "./state.ts";

const trace = (name: string) =>
  define.middleware((ctx) => {
    ctx.state.trace = [...(ctx.state.trace ?? []), name];
    return ctx.next();
  });

const policy = csp<State>({
  useNonce: true,
  csp: ["default-src 'self'", "script-src 'self' 'unsafe-inline'", "style-src 'self'"],
});

/** Leaves sockets alone: the headers of their answers cannot be set. */
const secure = define.middleware((ctx) =>
  ctx.req.headers.has("upgrade") ? ctx.next() : policy(ctx)
);

const catchErrors = define.middleware(async (ctx) => {
  try {
    return await ctx.next();
  } catch (error) {
    if (ctx.url.searchParams.has("uncaught")) throw error;
    const status = error instanceof HttpError ? error.status : 500;
    return await ctx.render(h("h1", null, `caught ${status}`), { status });
  }
});

export const app = new App<State>()
  .use(trace("first"), trace("second"))
  .use(secure)
  .use(catchErrors)
  .use(staticFiles())
  .fsRoutes();
