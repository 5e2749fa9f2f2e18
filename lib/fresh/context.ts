// Owns Context: what middlewares, handlers and pages know about one request, and the short ways to
// answer it. How a page is rendered comes in from outside, so that this file has no renderer.

import type { ComponentChildren } from "preact";
import {
  isHandlers,
  type UpgradeOptions,
  upgradeRequest,
  type WebSocketHandlers,
  wireHandlers,
} from "./websocket.ts";
import { SNAPSHOT, type Snapshot } from "./snapshot.ts";

/** Renders within the app wrapper and the layouts that are in force for this request. */
export type RenderPage = (vnode: ComponentChildren, init: ResponseInit) => Promise<Response>;

/** What the app hands to a new Context. */
export interface ContextInit {
  req: Request;
  info: Deno.ServeHandlerInfo;
  url: URL;
  params: Record<string, string>;
  route: string | null;
  snapshot: Snapshot;
  renderPage(ctx: Context<unknown>): RenderPage;
}

/** One request on its way through the app; shared by all middlewares. */
export class Context<State> {
  readonly req: Request;
  readonly info: Deno.ServeHandlerInfo;
  readonly url: URL;
  readonly params: Record<string, string>;
  /** The pattern that matched, or null. */
  readonly route: string | null;
  // Fresh starts each request with an empty state and leaves filling it to the middlewares.
  state: State = {} as State;
  error: unknown = null;
  /** Calls the next middleware, or the route. */
  next: () => Promise<Response> = () => Promise.reject(new Error("ctx.next() has nothing to call"));
  readonly [SNAPSHOT]: Snapshot;
  readonly #renderPage: ContextInit["renderPage"];

  constructor(init: ContextInit) {
    this.req = init.req;
    this.info = init.info;
    this.url = init.url;
    this.params = init.params;
    this.route = init.route;
    this[SNAPSHOT] = init.snapshot;
    this.#renderPage = init.renderPage;
  }

  /** Answers with a page. */
  render(vnode: ComponentChildren, init: ResponseInit = {}): Promise<Response> {
    return this.#renderPage(this)(vnode, init);
  }

  /** Redirects; a path that starts with several slashes stays on this host. */
  redirect(pathOrUrl: string, status = 302): Response {
    const location = pathOrUrl.startsWith("/") ? pathOrUrl.replace(/^[/\\]+/, "/") : pathOrUrl;
    return new Response(null, { status, headers: { location } });
  }

  /** Answers with JSON. */
  json(data: unknown, init?: ResponseInit): Response {
    return Response.json(data, init);
  }

  /** Answers with plain text. */
  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  /** Upgrades to a WebSocket: with handlers a Response, without them the socket and the Response. */
  upgrade(handlers: WebSocketHandlers, options?: UpgradeOptions): Response;
  upgrade(options?: UpgradeOptions): Deno.WebSocketUpgrade;
  upgrade(
    first: WebSocketHandlers | UpgradeOptions = {},
    options: UpgradeOptions = {},
  ): Response | Deno.WebSocketUpgrade {
    if (!isHandlers(first)) return upgradeRequest(this.req, first);
    const { socket, response } = upgradeRequest(this.req, options);
    wireHandlers(socket, first);
    return response;
  }
}
