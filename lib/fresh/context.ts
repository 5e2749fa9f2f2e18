// Owns Context: what middlewares, handlers and pages know about one request, and the two answers that
// need more than a Response: a page, and a socket.

import type { ComponentChild } from "preact";
import { HttpError } from "./http_error.ts";
import type { RequestFacts } from "./page_props.ts";
import { renderDocument, type RenderInit, type Shell } from "./render.ts";
import type { Snapshot } from "./snapshot.ts";

/** What the app hands to a new Context. */
export interface ContextInit {
  req: Request;
  url: URL;
  info: Deno.ServeHandlerInfo;
  params: Record<string, string>;
  /** Where it is rendered. */
  place: { snapshot: Snapshot; loadShell(): Promise<Shell> };
}

/** One request on its way through the app; shared by all middlewares. */
export class Context<State> implements RequestFacts<State> {
  readonly req: Request;
  readonly url: URL;
  readonly info: Deno.ServeHandlerInfo;
  readonly params: Record<string, string>;
  // Each request starts with an empty state and leaves filling it to the middlewares.
  readonly state: State = {} as State;
  error: unknown = null;
  /** Calls the next middleware, or the route. May throw instead of rejecting. */
  next: () => Promise<Response> = () => Promise.reject(new Error("ctx.next() has nothing to call"));
  readonly #place: ContextInit["place"];

  constructor({ req, url, info, params, place }: ContextInit) {
    this.req = req;
    this.url = url;
    this.info = info;
    this.params = params;
    this.#place = place;
  }

  /** What the build found; for staticFiles(). */
  static snapshotOf(ctx: Context<unknown>): Snapshot {
    return ctx.#place.snapshot;
  }

  /** Answers with a page, in the layout and the app wrapper. */
  async render(vnode: ComponentChild, init: RenderInit = {}): Promise<Response> {
    const shell = await this.#place.loadShell();
    return renderDocument(vnode, { ctx: this, shell, snapshot: this.#place.snapshot, init });
  }

  /** Upgrades to a WebSocket (seconds); throws HttpError 400 where the request does not ask for one. */
  upgrade(options: { idleTimeout?: number; protocol?: string } = {}): Deno.WebSocketUpgrade {
    if (this.req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      throw new HttpError(400, "Expected a WebSocket upgrade request");
    }
    return Deno.upgradeWebSocket(this.req, options);
  }
}
