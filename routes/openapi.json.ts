// GET /openapi.json — the REST side for programs, OpenAPI 3.1 (O10).

import { rest } from "../utils.ts";

export const handler = rest({ GET: (ctx) => ctx.state.services.api.openApi().respond(ctx.req) });
