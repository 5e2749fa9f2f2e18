// Owns the types of middlewares, route handlers and page props, and the `define` helpers that tie a
// page's `data` to its handler. Types only, apart from `page()` and `createDefine()`.

import type { ComponentChildren, FunctionComponent } from "preact";
import type { Context } from "./context.ts";

/** Answers a request, or hands it on with `ctx.next()`. */
export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

/** What a handler returns to have its page rendered. */
export interface PageResponse<Data> {
  data: Data;
  status?: number;
  headers?: HeadersInit;
}

type HandlerResult<Data> = Response | PageResponse<Data>;

/** A handler for one method, or for all of them. */
export type HandlerFn<Data, State> = (
  ctx: Context<State>,
) => HandlerResult<Data> | Promise<HandlerResult<Data>>;

export type Method =
  | "GET"
  | "POST"
  | "PUT"
  | "PATCH"
  | "DELETE"
  | "HEAD"
  | "OPTIONS";

/** One handler for each method. */
export type HandlerByMethod<Data, State> = {
  [M in Method]?: HandlerFn<Data, State>;
};

export type RouteHandler<Data, State> =
  | HandlerFn<Data, State>
  | HandlerByMethod<Data, State>;

/** What pages, layouts and the app wrapper are given. */
export interface PageProps<Data = unknown, State = unknown> extends
  Pick<
    Context<State>,
    "req" | "url" | "params" | "state" | "info" | "error" | "route"
  > {
  data: Data;
  Component: FunctionComponent;
}

export type PageComponent<Data, State> = (
  props: PageProps<Data, State>,
) => ComponentChildren | Response | Promise<ComponentChildren | Response>;

export type LayoutComponent<State> = (
  props: PageProps<unknown, State>,
) => ComponentChildren | Promise<ComponentChildren>;

type Returned<Fn> = Fn extends (...args: never[]) => infer Result ? Awaited<Result>
  : never;
type ReturnedByAny<Handler> = Handler extends (...args: never[]) => unknown ? Returned<Handler>
  : { [Key in keyof Handler]: Returned<Handler[Key]> }[keyof Handler];

/** The type of `data` in the pages that a handler answers with. */
export type PageData<Handler> = Extract<ReturnedByAny<Handler>, PageResponse<unknown>> extends
  PageResponse<infer Data> ? Data : unknown;

/** The helpers that `createDefine()` returns. */
export interface Define<State> {
  handlers<Handler extends RouteHandler<unknown, State>>(handlers: Handler): Handler;
  page<Handler = unknown, Data = PageData<Handler>>(
    component: PageComponent<Data, State>,
  ): PageComponent<Data, State>;
  layout(component: LayoutComponent<State>): LayoutComponent<State>;
  middleware<Value extends Middleware<State> | Middleware<State>[]>(middleware: Value): Value;
}

/** Helpers that give handlers, pages, layouts and middlewares their types. */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (component) => component,
    layout: (component) => component,
    middleware: (middleware) => middleware,
  };
}

interface PageInit {
  status?: number;
  headers?: HeadersInit;
}

/** Has the route's page rendered with `data`. */
export function page(): PageResponse<undefined>;
export function page<Data>(data: Data, init?: PageInit): PageResponse<Data>;
export function page(data?: unknown, init: PageInit = {}): PageResponse<unknown> {
  return { ...init, data };
}
