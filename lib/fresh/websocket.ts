// Owns the WebSocket upgrade behind `ctx.upgrade()`: telling its two forms apart and wiring handlers.
// Knows nothing of routes or of what is said on the socket.

import { HttpError } from "./http_error.ts";

/** Callbacks of a managed socket, all optional. */
export interface WebSocketHandlers {
  open?(socket: WebSocket): void;
  message?(socket: WebSocket, event: MessageEvent): void;
  close?(socket: WebSocket, code: number, reason: string): void;
  error?(socket: WebSocket, event: Event): void;
}

/** `idleTimeout` is in seconds. */
export interface UpgradeOptions {
  idleTimeout?: number;
  protocol?: string;
}

const HANDLER_NAMES = ["open", "message", "close", "error"] as const;

/** Whether the first argument of `ctx.upgrade()` asks for a managed socket. */
export function isHandlers(value: WebSocketHandlers | UpgradeOptions): value is WebSocketHandlers {
  const candidate = value as WebSocketHandlers;
  return HANDLER_NAMES.some((name) => typeof candidate[name] === "function");
}

/** Upgrades a request to a WebSocket; throws HttpError 400 when it does not ask for one. */
export function upgradeRequest(req: Request, options: UpgradeOptions): Deno.WebSocketUpgrade {
  if (req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    throw new HttpError(400, "Expected a WebSocket upgrade request");
  }
  return Deno.upgradeWebSocket(req, options);
}

/** Connects a socket's events to the handlers. */
export function wireHandlers(socket: WebSocket, handlers: WebSocketHandlers): void {
  socket.onopen = () => handlers.open?.(socket);
  socket.onmessage = (event) => handlers.message?.(socket, event);
  socket.onclose = (event) => handlers.close?.(socket, event.code, event.reason);
  socket.onerror = (event) => handlers.error?.(socket, event);
}
