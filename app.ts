// The app from its services: middleware and routes. Apart from main.ts, which starts services when it
// is imported, so that tests can build an app on services of their own.

import { App, HttpError, staticFiles } from "fresh";
import { h } from "preact";
import { refusalResponse, requestLanguage, securityHeaders } from "./lib/server/http/http.ts";
import type { Services } from "./lib/server/services.ts";
import { describeError } from "./lib/server/log.ts";
import { refusal } from "./lib/shared/errors.ts";
import { ErrorPage } from "./lib/ui/ErrorPage.tsx";
import { catalogues } from "./lib/ui/text/all.ts";
import { define, type State } from "./utils.ts";

/** Fresh puts the nonce of a page's inline scripts here, for a middleware like ours to take. */
const nonceHeader = "x-fresh-nonce";

/** Paths of machines: their failures are JSON, never a page. */
const apiPath = /^\/(config|meeting|peer_signal|healthz|readyz|metrics)(\/|$)/;

/** Makes the app; the caller starts and closes the services. */
export function createApp(services: Services): App<State> {
  const provideServices = define.middleware((ctx) => {
    const text = catalogues[requestLanguage(ctx.req)];
    Object.assign(ctx.state, { services, text });
    return ctx.next();
  });

  /** Outermost, so that pages, files, refusals and errors all leave with the same headers (S10). */
  const secure = define.middleware(async (ctx) => {
    const response = await answer(ctx);
    // The upgrade response of a socket is the runtime's own and takes no headers.
    if (response.status === 101) return response;
    const nonce = response.headers.get(nonceHeader);
    response.headers.delete(nonceHeader);
    const facts = { nonce, path: ctx.url.pathname };
    for (const [name, value] of Object.entries(securityHeaders(services.config, facts))) {
      response.headers.set(name, value);
    }
    const isPage = response.headers.get("content-type")?.startsWith("text/html");
    if (isPage) response.headers.append("vary", "Accept-Language, Cookie");
    return response;
  });

  async function answer(ctx: Parameters<typeof secure>[0]): Promise<Response> {
    try {
      return await ctx.next();
    } catch (error) {
      const status = error instanceof HttpError ? error.status : 500;
      if (status >= 500) {
        const path = `/${ctx.url.pathname.split("/")[1] ?? ""}`;
        services.log({ event: "request_failed", path, error: describeError(error) });
      }
      const reason = toRefusal(status);
      const wantsPage = ctx.req.headers.get("accept")?.includes("text/html");
      if (!wantsPage || apiPath.test(ctx.url.pathname)) return refusalResponse(reason);
      return await ctx.render(h(ErrorPage, { status, error: reason.error }), { status });
    }
  }

  return new App<State>().use(provideServices).use(secure).use(staticFiles()).fsRoutes();
}

function toRefusal(status: number) {
  if (status === 404) return refusal("NOT_FOUND");
  if (status === 405) return refusal("METHOD_NOT_ALLOWED");
  return status < 500 ? refusal("BAD_REQUEST") : refusal("INTERNAL");
}
