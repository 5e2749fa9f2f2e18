// Owns the order in which middlewares and error handlers run around a route. A scope covers a part
// of the site; the deeper it is, the further inside it runs. Knows nothing of files or patterns.

import type { Context } from "./context.ts";
import type { Middleware } from "./handlers.ts";

/** Middlewares, or an error handler, for a part of the site. */
export interface Scope<State> {
  /** How many path segments the scope covers; 0 is the whole site. */
  depth: number;
  covers(pathname: string): boolean;
  middlewares: Middleware<State>[];
  onError?: Middleware<State>;
}

type Step<State> = Middleware<State>;

/** Runs a request through the scopes and then `last`; errors reach the innermost error handler. */
export function runChain<State>(
  ctx: Context<State>,
  scopes: Scope<State>[],
  last: Middleware<State>,
): Promise<Response> {
  const steps = [...toSteps(scopes, ctx.url.pathname), last];
  const runFrom = async (index: number): Promise<Response> => {
    const step = steps[index];
    if (step === undefined) {
      throw new Error("Cannot call ctx.next(): a route is the last to run");
    }
    ctx.next = () => runFrom(index + 1);
    return await step(ctx);
  };
  return runFrom(0);
}

function toSteps<State>(scopes: Scope<State>[], pathname: string): Step<State>[] {
  const covering = scopes.filter((scope) => scope.covers(pathname));
  const depths = [...new Set(covering.map((scope) => scope.depth))]
    .sort((a, b) => a - b);
  return depths.flatMap((depth) => {
    const level = covering.filter((scope) => scope.depth === depth);
    const onError = level.findLast((scope) => scope.onError !== undefined)?.onError;
    const middlewares = level.flatMap((scope) => scope.middlewares);
    // The error handler of a level is outside its middlewares, so that it covers them too.
    return onError === undefined ? middlewares : [catchWith(onError), ...middlewares];
  });
}

function catchWith<State>(onError: Middleware<State>): Step<State> {
  return async (ctx) => {
    try {
      return await ctx.next();
    } catch (error) {
      ctx.error = error;
      return await onError(ctx);
    }
  };
}

/** A test for the paths at or below `path`; `*` and `/` cover everything. */
export function coverPath(path: string): Pick<Scope<unknown>, "depth" | "covers"> {
  const base = path.replace(/\/?\*$/, "").replace(/\/$/, "");
  if (base === "") return { depth: 0, covers: () => true };
  const pattern = new URLPattern({ pathname: `${base}{/*}?` });
  return {
    depth: base.split("/").length - 1,
    covers: (pathname) => pattern.test({ pathname }),
  };
}
