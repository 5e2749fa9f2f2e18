// Owns turning the items of an app, in the order they were added, into a router whose routes know
// the scopes around them. A route is inside the scopes that were added before it.

import { runChain, type Scope } from "./chain.ts";
import { planFsRoutes } from "./fs_routes.ts";
import type { Middleware } from "./handlers.ts";
import { HttpError } from "./http_error.ts";
import type { Render, Shell } from "./render.ts";
import { ANY_METHOD, Router } from "./router.ts";
import type { RouteFile } from "./snapshot.ts";

/** What was added to an app. */
export type Item<State> =
  | { kind: "scope"; scope: Scope<State> }
  | {
    kind: "route";
    method: string;
    pattern: string;
    middlewares: Middleware<State>[];
  }
  | { kind: "fs" };

/** What answers a request, and what is around it. */
export interface Route<State> {
  scopes: Scope<State>[];
  shell: Shell;
  run: Middleware<State>;
}

/** A route as it was found for one request. */
export interface FoundRoute<State> extends Route<State> {
  params: Record<string, string>;
  pattern: string | null;
}

/** Finds what answers a request; what nothing matches gets a route that throws HttpError. */
export type FindRoute<State> = (method: string, pathname: string) => FoundRoute<State>;

/** Compiles an app. */
export function compileApp<State>(
  items: Item<State>[],
  { files, render }: { files: RouteFile[]; render: Render },
): FindRoute<State> {
  const plan = planFsRoutes(files, render);
  const hasFs = items.some((item) => item.kind === "fs");
  // The app wrapper and the layout of routes/ itself are around every page of the app.
  const shell = hasFs ? plan.rootShell : [];
  const router = new Router<Route<State>>();
  const scopes: Scope<State>[] = [];

  for (const item of items) {
    if (item.kind === "scope") {
      scopes.push(item.scope);
    } else if (item.kind === "route") {
      const { method, pattern, middlewares } = item;
      router.add(method, pattern, {
        scopes: [...scopes],
        shell,
        run: inOrder(middlewares),
      });
    } else {
      if (plan.rootScope !== undefined) scopes.push(plan.rootScope);
      for (const route of plan.routes) {
        const around = [...scopes, ...route.scopes];
        router.add(ANY_METHOD, route.pattern, { ...route, scopes: around });
      }
    }
  }

  return (method, pathname) => {
    const match = router.match(method, pathname);
    if (match.kind === "route") {
      return { ...match.target, params: match.params, pattern: match.pattern };
    }
    const status = match.kind === "none" ? 404 : 405;
    return { scopes, shell, run: refuseWith(status), params: {}, pattern: null };
  };
}

function inOrder<State>(middlewares: Middleware<State>[]): Middleware<State> {
  const scope = { depth: 0, covers: () => true, middlewares: middlewares.slice(0, -1) };
  const last = middlewares.at(-1) ?? refuseWith(404);
  return (ctx) => runChain(ctx, [scope], last);
}

function refuseWith(status: number): Middleware<unknown> {
  return () => Promise.reject(new HttpError(status));
}
