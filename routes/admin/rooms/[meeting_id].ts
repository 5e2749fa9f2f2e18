// DELETE /admin/rooms/:meeting_id — ends a meeting for everybody, wherever its people are (O5).

import { refusalResponse, successResponse } from "../../../lib/server/http/mod.ts";
import { refusal } from "../../../lib/shared/errors.ts";
import { admin } from "../../../utils.ts";

export const handler = admin({
  async DELETE(ctx) {
    const id = ctx.params.meeting_id ?? "";
    const error = await ctx.state.services.registry.command(id, { type: "cancel" });
    return error ? refusalResponse(refusal(error)) : successResponse({ id });
  },
});
