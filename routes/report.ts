// POST /report — a browser tells how its part of a call ran, where the operator counts that (O7).

import {
  clientAddress,
  overLimit,
  readJson,
  refusalResponse,
  successResponse,
  wrongField,
} from "../lib/server/http/mod.ts";
import { refusal } from "../lib/shared/errors.ts";
import { CallReport } from "../lib/shared/protocol/mod.ts";
import { rest } from "../utils.ts";

export const handler = rest({
  async POST(ctx) {
    const { tokens, metrics, config, httpLimit } = ctx.state.services;
    if (!metrics || !config.hasCallReports) return refusalResponse(refusal("NOT_FOUND"));
    const limited = await overLimit(httpLimit, clientAddress(ctx, config));
    if (limited) return refusalResponse(limited);
    const body = await readJson(ctx.req);
    if (!body.ok) return refusalResponse(body.refusal);
    const report = CallReport.safeParse(body.value);
    if (!report.success) return refusalResponse(wrongField(report.error));
    const { token, links } = report.data;
    if (!await tokens.verify(token)) return refusalResponse(refusal("UNAUTHORIZED"));
    for (const link of links) metrics.noteLink(link);
    return successResponse(null);
  },
});
