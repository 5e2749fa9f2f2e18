// Owns running a file of routes/: which of its handlers answers a method, when its page is rendered,
// and what each special file must export. The files come from outside, so their exports are checked.

import type { Context } from "./context.ts";
import type { HandlerFn, Middleware, PageResponse } from "./handlers.ts";
import { HttpError } from "./http_error.ts";
import type { AnyComponent, Render, Shell } from "./render.ts";
import type { RouteFile } from "./snapshot.ts";

/** Where and how a route's page is rendered. */
export interface PagePlace {
  render: Render;
  shell: Shell;
  /** The status of a page whose handler names none. */
  status?: number;
}

type AnyHandler = HandlerFn<unknown, unknown>;

/** Answers a request with a file route; HttpError 404 when the file has no such method. */
export async function runRouteFile(
  ctx: Context<unknown>,
  file: RouteFile,
  place: PagePlace,
): Promise<Response> {
  const { component, handler } = await loadRoute(file);
  if (handler === undefined) {
    return await renderPage(ctx, component, undefined, place);
  }
  const method = typeof handler === "function" ? handler : handlerFor(handler, ctx.req.method);
  if (method === undefined) {
    const rendersAnyway = component !== undefined &&
      /^(GET|HEAD)$/.test(ctx.req.method);
    if (!rendersAnyway) throw new HttpError(404);
    return await renderPage(ctx, component, undefined, place);
  }
  const result = await method(ctx);
  return result instanceof Response ? result : await renderPage(ctx, component, result, place);
}

function handlerFor(byMethod: Partial<Record<string, AnyHandler>>, method: string) {
  const own = Object.hasOwn(byMethod, method) ? byMethod[method] : undefined;
  return own ?? (method === "HEAD" ? byMethod.GET : undefined);
}

async function renderPage(
  ctx: Context<unknown>,
  component: AnyComponent | undefined,
  result: PageResponse<unknown> | undefined,
  { render, shell, status }: PagePlace,
): Promise<Response> {
  if (component === undefined) {
    throw new Error(`Cannot render ${ctx.url.pathname}: its file exports no page component`);
  }
  const init = { status: result?.status ?? status, headers: result?.headers };
  return await render(ctx, shell, { component, data: result?.data }, init);
}

interface LoadedRoute {
  component?: AnyComponent;
  handler?: AnyHandler | Partial<Record<string, AnyHandler>>;
}

async function loadRoute(file: RouteFile): Promise<LoadedRoute> {
  const exports = await file.load();
  if ("config" in exports) {
    throw new Error(
      `Cannot use ${file.path}: lib/fresh has no route \`config\``,
    );
  }
  const component = exports.default;
  const handler = exports.handlers ?? exports.handler;
  if (component === undefined && handler === undefined) {
    throw new Error(`Cannot use ${file.path}: it exports neither a handler nor a page`);
  }
  return { component, handler } as LoadedRoute;
}

/** Loads the default export of a layout or of the app wrapper. */
export async function loadComponent(file: RouteFile): Promise<AnyComponent> {
  const exports = await file.load();
  if (typeof exports.default !== "function") {
    throw new Error(`Cannot use ${file.path}: its default export is not a component`);
  }
  return exports.default as AnyComponent;
}

/** Loads the middlewares of a `_middleware` file. */
export async function loadMiddlewares(file: RouteFile): Promise<Middleware<unknown>[]> {
  const exports = await file.load();
  const value = exports.default ?? exports.handler ?? exports.handlers;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (!list.every((item) => typeof item === "function")) {
    throw new Error(`Cannot use ${file.path}: it exports no middleware`);
  }
  return list as Middleware<unknown>[];
}
