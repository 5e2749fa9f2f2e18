// POST /meeting — creates a meeting (P4).

import {
  clientAddress,
  overLimit,
  readJson,
  refusalResponse,
  successResponse,
  wrongField,
} from "../../lib/server/http/mod.ts";
import { bearerToken } from "../../lib/server/token.ts";
import { refusal } from "../../lib/shared/errors.ts";
import { MeetingDraft } from "../../lib/shared/protocol/mod.ts";
import { rest } from "../../utils.ts";

export const handler = rest({
  async POST(ctx) {
    const { tokens, registry, organizerKeys, linkKeys, config, httpLimit, memory, entry, drain } =
      ctx.state.services;
    const limited = await overLimit(httpLimit, clientAddress(ctx, config));
    if (limited) return refusalResponse(limited);
    if (drain.isOn || memory() !== "ok") return refusalResponse(refusal("UNAVAILABLE"));
    const token = bearerToken(ctx.req.headers);
    const identity = token ? await tokens.verify(token) : null;
    if (!identity) {
      return refusalResponse(refusal("UNAUTHORIZED"), { "www-authenticate": "Bearer" });
    }
    const closed = entry.refuseCreate(identity.entry);
    if (closed) return refusalResponse(closed);
    const body = await readJson(ctx.req);
    if (!body.ok) return refusalResponse(body.refusal);
    const draft = MeetingDraft.safeParse(body.value);
    if (!draft.success) return refusalResponse(wrongField(draft.error));
    const created = await registry.createMeeting(draft.data, identity.subject);
    if (!created.ok) return refusalResponse(created.refusal);
    const id = created.value;
    const { subject } = identity;
    // Only to who asks for them: question and answer stay the seed's, to the letter.
    const wantsKey = ctx.req.headers.has("x-organizer-key");
    return successResponse({
      id,
      ...(draft.data.link_only ? { link_key: linkKeys.keyOf({ id, organizer: { subject } }) } : {}),
      ...(wantsKey ? { organizer_key: organizerKeys.keyOf(id, subject) } : {}),
    });
  },
});
