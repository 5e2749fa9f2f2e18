// GET /meeting/:meeting_id/:name — a meeting as somebody sees it who is about to join (P5, P6).

import {
  clientAddress,
  overLimit,
  pathPart,
  refusalResponse,
  successResponse,
} from "../../../lib/server/http/mod.ts";
import { refusal } from "../../../lib/shared/errors.ts";
import { cleanName } from "../../../lib/shared/names.ts";
import { rest } from "../../../utils.ts";

/** A header holds ASCII only: other characters, and "%" itself, come percent-encoded. */
function decodePasscode(header: string | null): string | undefined {
  if (header === null) return undefined;
  try {
    return decodeURIComponent(header);
  } catch {
    // A lone "%": it was not encoded, and is meant as it stands.
    return header;
  }
}

export const handler = rest({
  async GET(ctx) {
    const { registry, config, httpLimit, entry } = ctx.state.services;
    const address = clientAddress(ctx, config);
    const limited = await overLimit(httpLimit, address);
    if (limited) return refusalResponse(limited);
    const name = cleanName(pathPart(ctx.url, 2));
    if (name === null) {
      return refusalResponse(
        refusal("BAD_REQUEST", '"name": must have 1 to 64 visible characters'),
      );
    }
    const meetingId = ctx.params.meeting_id ?? "";
    const closed = entry.refuseJoin(await entry.read(ctx.req), meetingId);
    if (closed) return refusalResponse(closed);
    const passcode = decodePasscode(ctx.req.headers.get("x-meeting-passcode"));
    const linkKey = ctx.req.headers.get("x-meeting-link") ?? undefined;
    const shown = { name, passcode, linkKey, address };
    const seen = await registry.lookUp(meetingId, shown);
    return seen.ok ? successResponse(seen.value) : refusalResponse(seen.refusal);
  },
});
