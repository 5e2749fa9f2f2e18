// GET /admin/rooms — the rooms that are open on this server, in numbers (O5).

import { successResponse } from "../../../lib/server/http/mod.ts";
import { admin } from "../../../utils.ts";

export const handler = admin({
  GET(ctx) {
    const { registry, drain, config } = ctx.state.services;
    return successResponse({
      node: config.log.node,
      draining: drain.isOn,
      rooms: registry.openRooms(),
    });
  },
});
