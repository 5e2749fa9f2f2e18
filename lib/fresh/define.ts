// Owns the types of what an app hands to Fresh, and `createDefine` and `page`, which only give types
// to it. Nothing here does anything.

import type { AnyComponent } from "preact";
import type { Context } from "./context.ts";
import type { PageProps } from "./page_props.ts";

export type { PageProps };

/** Runs around everything inside it; `ctx.next()` goes on. */
export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

/** What a handler answers that leaves the page to the component. */
export interface PageResponse<Data> {
  data: Data;
  headers?: HeadersInit;
  status?: number;
}

/** Leaves the page to the component, with what it needs. */
export function page<Data>(
  data: Data,
  options?: { headers?: HeadersInit; status?: number },
): PageResponse<Data>;
export function page(): PageResponse<undefined>;
export function page<Data>(
  data?: Data,
  options: { headers?: HeadersInit; status?: number } = {},
): PageResponse<Data | undefined> {
  return { data, ...options };
}

/** Answers a request by itself, or leaves the page to the component. */
export type HandlerFn<Data, State> = (
  ctx: Context<State>,
) => Response | PageResponse<Data> | Promise<Response | PageResponse<Data>>;

/** A method that routes know; every other one fails before any middleware runs. */
export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

export type HandlerByMethod<Data, State> = { [M in Method]?: HandlerFn<Data, State> };

export type RouteHandler<Data, State> = HandlerFn<Data, State> | HandlerByMethod<Data, State>;

/** The data that a route's handler gives to its page. */
type DataOf<Handler, State> = Handler extends HandlerFn<infer Data, State> ? Data
  : Handler extends HandlerByMethod<infer Data, State> ? Data
  : never;

/** Helpers that give back what they are given, typed with the app's state. */
export interface Define<State> {
  handlers<Data, Handlers extends RouteHandler<Data, State> = RouteHandler<Data, State>>(
    handlers: Handlers,
  ): Handlers;
  // deno-lint-ignore no-explicit-any
  page<Handler extends RouteHandler<any, State> = never, Data = DataOf<Handler, State>>(
    render: AnyComponent<PageProps<Data, State>>,
  ): typeof render;
  layout(render: AnyComponent<PageProps<unknown, State>>): typeof render;
  middleware<M extends Middleware<State> | Middleware<State>[]>(middleware: M): M;
}

/** The helpers for an app whose state is `State`. */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (render) => render,
    layout: (render) => render,
    middleware: (middleware) => middleware,
  };
}
