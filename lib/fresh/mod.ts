// Owns the list of what `fresh` exports on the server.

export { App, type Handler, type ListenOptions } from "./app.ts";
export { Context, Context as FreshContext } from "./context.ts";
export {
  createDefine,
  type Define,
  type HandlerByMethod,
  type HandlerFn,
  type Method,
  type Middleware,
  type Middleware as MiddlewareFn,
  page,
  type PageProps,
  type PageResponse,
  type RouteHandler,
} from "./handlers.ts";
export { HttpError } from "./http_error.ts";
export { staticFiles } from "./static_files.ts";
export type { UpgradeOptions, WebSocketHandlers } from "./websocket.ts";
