// GET /asyncapi.json — the socket for programs, AsyncAPI 3.0 (O11).

import { rest } from "../utils.ts";

export const handler = rest({ GET: (ctx) => ctx.state.services.api.asyncApi().respond(ctx.req) });
