// Owns running a file of routes/: which of its handlers answers a method, and when its page is
// rendered. The files come from outside, so their exports are checked.

import { h } from "preact";
import type { Context } from "./context.ts";
import type { HandlerFn, PageResponse } from "./define.ts";
import { pagePropsOf } from "./page_props.ts";
import type { Page } from "./render.ts";
import { notFound } from "./routes.ts";
import type { RouteFile } from "./snapshot.ts";

type AnyHandler = HandlerFn<unknown, unknown>;

interface LoadedRoute {
  component?: Page;
  handler?: AnyHandler | Partial<Record<string, AnyHandler>>;
}

/** Answers a request with a file route; HttpError 404 where the file has no such method. */
export async function runRoute(ctx: Context<unknown>, file: RouteFile): Promise<Response> {
  const { component, handler } = await loadRoute(file);
  // A page without a handler is rendered for every method.
  if (!handler) return await renderPage(ctx, component, { data: {} });
  const answer =
    await (typeof handler === "function"
      ? handler
      : pickHandler(handler, { method: ctx.req.method, hasPage: component !== undefined }))(ctx);
  return answer instanceof Response ? answer : await renderPage(ctx, component, answer);
}

function pickHandler(
  handlers: Partial<Record<string, AnyHandler>>,
  { method, hasPage }: { method: string; hasPage: boolean },
): AnyHandler {
  const get = handlers.GET ?? (hasPage ? () => ({ data: {} }) : undefined);
  return (method === "GET" ? get : handlers[method]) ?? (method === "HEAD" ? get : undefined) ??
    notFound;
}

async function renderPage(
  ctx: Context<unknown>,
  component: Page | undefined,
  { data, status = 200, headers }: PageResponse<unknown>,
): Promise<Response> {
  const vnode = component ? h(component, pagePropsOf(ctx, { data, Component: () => null })) : null;
  return await ctx.render(vnode, { status, headers });
}

async function loadRoute(file: RouteFile): Promise<LoadedRoute> {
  const exports = await file.load();
  if ("config" in exports) {
    throw new Error(`Cannot use ${file.path}: lib/fresh has no route \`config\``);
  }
  const component = exports.default;
  const handler = exports.handlers ?? exports.handler;
  if (component === undefined && handler === undefined) {
    throw new Error(`Cannot use ${file.path}: it exports neither a handler nor a page`);
  }
  return { component, handler } as LoadedRoute;
}
