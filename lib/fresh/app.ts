// Owns App: its middlewares, and a request's way through them to a file route. What Fresh does with
// requests that it cannot read is done here as there; an app answers those before it gets them.

import { Context } from "./context.ts";
import type { Middleware } from "./define.ts";
import { HttpError } from "./http_error.ts";
import { knownMethods, notFound, planRoutes } from "./routes.ts";
import { runRoute } from "./run_route.ts";
import { APPLY_SNAPSHOT, emptySnapshot, type Snapshot, type SnapshotTarget } from "./snapshot.ts";

/** An app: middlewares around the routes that files make. */
export class App<State> implements SnapshotTarget {
  readonly #middlewares: Middleware<State>[] = [];
  #hasFileRoutes = false;
  #snapshot: Snapshot = emptySnapshot();

  /** Adds middlewares around everything; they run in the order they were added. */
  use(...middlewares: Middleware<State>[]): this {
    if (this.#hasFileRoutes) {
      throw new Error(
        "lib/fresh has no middlewares after fsRoutes(): they would not be around them",
      );
    }
    this.#middlewares.push(...middlewares);
    return this;
  }

  /** Adds the routes that the files under routes/ make. */
  fsRoutes(): this {
    this.#hasFileRoutes = true;
    return this;
  }

  /** A function that answers requests; `info` may be left out in tests. */
  handler(): (req: Request, info?: Deno.ServeHandlerInfo) => Promise<Response> {
    const snapshot = this.#snapshot;
    const plan = planRoutes(this.#hasFileRoutes ? snapshot.routes : []);
    return async (req, info = defaultInfo()) => {
      const url = new URL(req.url);
      url.pathname = url.pathname.replaceAll(/\/+/g, "/");
      const found = plan.find(url.pathname);
      const ctx = new Context<State>({
        req,
        url,
        info,
        params: found?.params ?? {},
        place: { snapshot, loadShell: plan.loadShell },
      });
      try {
        if (found && !knownMethods.has(req.method)) {
          throw new TypeError(`Nothing handles ${req.method}`);
        }
        const last: Middleware<State> = found ? (ctx) => runRoute(ctx, found.file) : notFound;
        const response = await runChain(ctx, this.#middlewares, last);
        return req.method === "HEAD" ? new Response(null, response) : response;
      } catch (error) {
        return answerUncaught(error);
      }
    };
  }

  /** Takes what a build found; called by the builder and by a built server. */
  [APPLY_SNAPSHOT](snapshot: Snapshot): void {
    this.#snapshot = snapshot;
  }
}

/** Runs the middlewares, and `last` inside them. What `last` throws at once, `ctx.next()` does too. */
function runChain<State>(
  ctx: Context<State>,
  middlewares: readonly Middleware<State>[],
  last: Middleware<State>,
): Promise<Response> {
  const runFrom = (at: number): Promise<Response> => {
    const middleware = middlewares[at];
    if (!middleware) return Promise.resolve(last(ctx));
    ctx.next = () => runFrom(at + 1);
    return Promise.try(middleware, ctx);
  };
  return runFrom(0);
}

function answerUncaught(error: unknown): Response {
  if (error instanceof HttpError && error.status < 500) {
    return new Response(error.message, { status: error.status });
  }
  console.error(error);
  const status = error instanceof HttpError ? error.status : 500;
  return new Response("Internal server error", { status });
}

function defaultInfo(): Deno.ServeHandlerInfo {
  return {
    remoteAddr: { transport: "tcp", hostname: "localhost", port: 1234 },
    completed: Promise.resolve(),
  };
}
