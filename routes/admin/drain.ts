// POST and DELETE /admin/drain — takes no new work from now on, or takes it again (O5).

import { successResponse } from "../../lib/server/http/mod.ts";
import type { Services } from "../../lib/server/services.ts";
import { admin } from "../../utils.ts";

function answer({ drain, registry }: Services): Response {
  return successResponse({ draining: drain.isOn, people: registry.seatCount });
}

export const handler = admin({
  POST(ctx) {
    const { services } = ctx.state;
    services.drain.isOn = true;
    return answer(services);
  },
  DELETE(ctx) {
    const { services } = ctx.state;
    services.drain.isOn = false;
    return answer(services);
  },
});
