// What every route shares: the state of a request, Fresh's `define` typed with it, and the wrapper of
// the REST routes.

import { createDefine } from "fresh";
import { asset } from "fresh/runtime";
import { refuseAdmin } from "./lib/server/admin.ts";
import {
  clientAddress,
  overLimit,
  refusalResponse,
  type RestContext,
  restHandler,
} from "./lib/server/http/mod.ts";
import type { Services } from "./lib/server/services.ts";
import { describeError } from "./lib/server/log.ts";
import type { PageOptions } from "./lib/shared/page_options.ts";
import type { Catalogue } from "./lib/ui/text/mod.ts";

export interface State {
  readonly services: Services;
  /** What this request is called in the log. */
  readonly requestId: string;
  /** Title of the page, set by its handler and read by _app.tsx. */
  title?: string;
  /** The words of this request's language. */
  readonly text: Catalogue;
  /** What the address asks for. */
  readonly options: PageOptions;
}

export const define = createDefine<State>();

/** What Fresh's `asset()` adds to the path of a static file: it names the build. */
export const assetKey = () => asset("/").slice(1);

/** The id of the build that is served, or was made just now. */
export const buildId = () => new URLSearchParams(assetKey()).get("__frsh_c") ?? "";

type Context = RestContext & { state: State };
type Methods = Parameters<typeof restHandler<Context>>[0];

/** The handler of a REST route: JSON for every outcome, 405 for every other method (PROTOCOL.md §2). */
export function rest(methods: Methods) {
  return define.handlers(restHandler<Context>(methods, (ctx, error) => {
    const path = new URL(ctx.req.url).pathname.split("/")[1] ?? "";
    ctx.state.services.log({
      event: "request_failed",
      path: `/${path}`,
      request: ctx.state.requestId,
      error: describeError(error),
    });
  }));
}

/** The same for what only the operator may ask: the token is looked at before anything else. */
export function admin(methods: Methods) {
  const guarded = (handle: NonNullable<Methods["GET"]>) => async (ctx: Context) => {
    const { config, httpLimit } = ctx.state.services;
    const limited = await overLimit(httpLimit, clientAddress(ctx, config));
    if (limited) return refusalResponse(limited);
    const refused = refuseAdmin(ctx.req.headers, config.adminToken);
    if (!refused) return await handle(ctx);
    const asks = refused.error === "UNAUTHORIZED" ? { "www-authenticate": "Bearer" } : undefined;
    return refusalResponse(refused, asks);
  };
  const all = Object.entries(methods).map(([name, handle]) => [name, guarded(handle)]);
  return rest(Object.fromEntries(all));
}
