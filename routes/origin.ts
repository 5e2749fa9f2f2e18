// POST /origin — whether the page that asks may open the socket: of a socket that was refused a browser
// tells its page nothing, and of this it does. A POST has an `Origin` header as a socket has (P7).

import { jsonResponse, ownOrigin, refusalResponse } from "../lib/server/http/mod.ts";
import { rest } from "../utils.ts";

export const handler = rest({
  POST(ctx) {
    const { sockets, config } = ctx.state.services;
    const origin = ctx.req.headers.get("origin");
    const refused = sockets.refuseOrigin({ origin, ownOrigin: ownOrigin(ctx.req, config) });
    return refused ? refusalResponse(refused) : jsonResponse({ status: "ok" });
  },
});
