// GET /healthz — the process answers.

import { jsonResponse } from "../lib/server/http/mod.ts";
import { rest } from "../utils.ts";

export const handler = rest({ GET: () => jsonResponse({ status: "ok" }) });
