// Owns App: the order in which an app was put together, and answering requests with it. Items apply
// from top to bottom; what that means for a route is compile.ts.

import { setBuildId } from "./build_id.ts";
import { coverPath, runChain } from "./chain.ts";
import { compileApp, type Item } from "./compile.ts";
import { Context } from "./context.ts";
import type { Middleware } from "./handlers.ts";
import { HttpError, isHttpError } from "./http_error.ts";
import { createRender } from "./render.ts";
import { ANY_METHOD } from "./router.ts";
import { APPLY_SNAPSHOT, emptySnapshot, type Snapshot, type SnapshotTarget } from "./snapshot.ts";

/** Answers requests; `info` may be left out in tests. */
export type Handler = (req: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

/** Where to listen. */
export type ListenOptions = Partial<Deno.ServeTcpOptions>;

/** An app: middlewares and routes. */
export class App<State> implements SnapshotTarget {
  readonly #items: Item<State>[] = [];
  #notFound: Middleware<State> | undefined;
  #snapshot: Snapshot = emptySnapshot();

  /** Adds middlewares, for the whole site or for a path and all below it. */
  use(...middlewares: Middleware<State>[]): this;
  use(path: string, ...middlewares: Middleware<State>[]): this;
  use(first: string | Middleware<State>, ...rest: Middleware<State>[]): this {
    const scope = typeof first === "string"
      ? { ...coverPath(first), middlewares: rest }
      : { ...coverPath("*"), middlewares: [first, ...rest] };
    return this.#add({ kind: "scope", scope });
  }

  /** Answers GET (and HEAD) requests for a path. */
  get(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#add({ kind: "route", method: "GET", pattern: path, middlewares });
  }

  /** Answers POST requests for a path. */
  post(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#add({ kind: "route", method: "POST", pattern: path, middlewares });
  }

  /** Answers every method for a path. */
  all(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#add({ kind: "route", method: ANY_METHOD, pattern: path, middlewares });
  }

  /** Adds the routes that the files under routes/ make. */
  fsRoutes(): this {
    return this.#add({ kind: "fs" });
  }

  /** Answers whenever an HttpError 404 is caught. */
  notFound(middleware: Middleware<State>): this {
    this.#notFound = middleware;
    return this;
  }

  /** Answers when something at or below `path` throws; the error is in `ctx.error`. */
  onError(path: string, middleware: Middleware<State>): this {
    const onError: Middleware<State> = (ctx) => {
      if (this.#notFound !== undefined && isHttpError(ctx.error, 404)) {
        throw ctx.error;
      }
      return middleware(ctx);
    };
    return this.#add({ kind: "scope", scope: { ...coverPath(path), middlewares: [], onError } });
  }

  /** A function that answers requests. */
  handler(): Handler {
    const snapshot = this.#snapshot;
    const render = createRender(snapshot);
    const findRoute = compileApp(this.#items, {
      files: snapshot.routes,
      render,
    });

    return async (req, info = defaultInfo()) => {
      const url = new URL(req.url);
      const { scopes, shell, run, params, pattern } = findRoute(req.method, url.pathname);
      const ctx = new Context<State>({
        req,
        info,
        url,
        params,
        route: pattern,
        snapshot,
        renderPage: (self) => (vnode, init) => render(self, shell, { vnode }, init),
      });
      try {
        return await runChain(ctx, scopes, withoutBodyForHead(run));
      } catch (error) {
        ctx.error = error;
        return await this.#answerError(ctx);
      }
    };
  }

  /** Serves the app until the process ends. */
  async listen(options: ListenOptions = {}): Promise<void> {
    await Deno.serve(options, this.handler()).finished;
  }

  /** Takes what a build found; called by the builder. */
  [APPLY_SNAPSHOT](snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    setBuildId(snapshot.buildId);
  }

  #add(item: Item<State>): this {
    this.#items.push(item);
    return this;
  }

  async #answerError(ctx: Context<State>): Promise<Response> {
    const { error } = ctx;
    if (this.#notFound !== undefined && isHttpError(error, 404)) {
      return await this.#notFound(ctx);
    }
    if (error instanceof HttpError && error.status < 500) {
      return new Response(error.message, { status: error.status });
    }
    console.error(error);
    const status = error instanceof HttpError ? error.status : 500;
    return new Response("Internal server error", { status });
  }
}

// The body is dropped here, inside all middlewares, so that they see what is sent.
function withoutBodyForHead<State>(run: Middleware<State>): Middleware<State> {
  return async (ctx) => {
    const response = await run(ctx);
    if (ctx.req.method !== "HEAD" || response.body === null) return response;
    await response.body.cancel();
    return new Response(null, response);
  };
}

function defaultInfo(): Deno.ServeHandlerInfo {
  return {
    remoteAddr: { transport: "tcp", hostname: "localhost", port: 1234 },
    completed: Promise.resolve(),
  };
}
