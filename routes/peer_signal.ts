// GET /peer_signal — upgrades to the signalling socket (P7).

import { clientAddress, openSocket, ownOrigin, refusalResponse } from "../lib/server/http/mod.ts";
import { refusal } from "../lib/shared/errors.ts";
import { define } from "../utils.ts";

export const handler = define.handlers((ctx) => {
  const { sockets, config } = ctx.state.services;
  if (ctx.req.method !== "GET" && ctx.req.method !== "HEAD") {
    return refusalResponse(refusal("METHOD_NOT_ALLOWED"), { allow: "GET" });
  }
  if (ctx.req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return refusalResponse(refusal("UPGRADE_REQUIRED"), { upgrade: "websocket" });
  }
  const address = clientAddress(ctx, config);
  const origin = ctx.req.headers.get("origin");
  const refused = sockets.refuseOpen({ origin, ownOrigin: ownOrigin(ctx.req, config), address });
  if (refused) return refusalResponse(refused);
  const { socket, response } = openSocket(ctx);
  if (socket) sockets.attach(socket, address);
  return response;
});
