// Opens the socket that a request asks for, whoever serves it: our own listener, or the runtime as on
// Deno Deploy and while developing.

/** Seconds: Deno pings within it, and a peer that does not answer is dead by then (R8). */
const idleTimeout = 30;

interface UpgradeContext {
  readonly info: Deno.ServeHandlerInfo & { readonly acceptSocket?: () => WebSocket | null };
  upgrade(options: { idleTimeout: number }): Deno.WebSocketUpgrade;
}

/** The open socket, null where the handshake is none, and what the handler returns for it. */
export function openSocket(
  ctx: UpgradeContext,
): { socket: WebSocket | null; response: Response } {
  if (!ctx.info.acceptSocket) return ctx.upgrade({ idleTimeout });
  // Answered already: of this the listener takes no notice.
  return { socket: ctx.info.acceptSocket(), response: new Response(null) };
}
