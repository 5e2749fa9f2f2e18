// PATCH and DELETE /meeting/:meeting_id — the organizer plans a meeting anew, or calls it off (P4).

import {
  clientAddress,
  overLimit,
  readJson,
  refusalResponse,
  type RestContext,
  successResponse,
  wrongField,
} from "../../../lib/server/http/mod.ts";
import type { Planner } from "../../../lib/server/rooms/mod.ts";
import { bearerToken } from "../../../lib/server/token.ts";
import { type Refusal, refusal } from "../../../lib/shared/errors.ts";
import { MeetingChange } from "../../../lib/shared/protocol/mod.ts";
import { rest, type State } from "../../../utils.ts";

type Context = RestContext & { state: State };

/** Who asks, or why they are not heard. */
async function readPlanner(ctx: Context): Promise<Planner | Response> {
  const { tokens, config, httpLimit } = ctx.state.services;
  const address = clientAddress(ctx, config);
  const limited = await overLimit(httpLimit, address);
  if (limited) return refusalResponse(limited);
  const token = bearerToken(ctx.req.headers);
  const identity = token ? await tokens.verify(token) : null;
  if (!identity) {
    return refusalResponse(refusal("UNAUTHORIZED"), { "www-authenticate": "Bearer" });
  }
  const key = ctx.req.headers.get("x-organizer-key") ?? undefined;
  return { subject: identity.subject, key, address };
}

const answer = (id: string, refused: Refusal | null) =>
  refused ? refusalResponse(refused) : successResponse({ id });

export const handler = rest({
  async PATCH(ctx) {
    const planner = await readPlanner(ctx);
    if (planner instanceof Response) return planner;
    const body = await readJson(ctx.req);
    if (!body.ok) return refusalResponse(body.refusal);
    const change = MeetingChange.safeParse(body.value);
    if (!change.success) return refusalResponse(wrongField(change.error));
    const id = ctx.params.meeting_id ?? "";
    return answer(id, await ctx.state.services.planning.change(id, planner, change.data));
  },
  async DELETE(ctx) {
    const planner = await readPlanner(ctx);
    if (planner instanceof Response) return planner;
    const id = ctx.params.meeting_id ?? "";
    return answer(id, await ctx.state.services.planning.cancel(id, planner));
  },
});
