// GET /metrics — numbers for Prometheus, for who shows the token of the settings; else there is nothing.

import { answerMetrics } from "../lib/server/metrics/mod.ts";
import { rest } from "../utils.ts";

export const handler = rest({
  GET(ctx) {
    const { metrics, config } = ctx.state.services;
    return answerMetrics(ctx.req, { metrics, token: config.metrics.token });
  },
});
