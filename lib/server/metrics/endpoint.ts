// Who may read the metrics, and where: at /metrics behind a token, or on a port of their own. Without a
// setting for either there are none.

import { isEqualText } from "../crypto.ts";
import { refusalResponse } from "../http/mod.ts";
import { bearerToken } from "../token.ts";
import { refusal } from "../../shared/errors.ts";
import type { ReadableMetrics } from "./metrics.ts";

async function textResponse(metrics: ReadableMetrics): Promise<Response> {
  const headers = { "content-type": metrics.contentType, "cache-control": "no-store" };
  return new Response(await metrics.read(), { headers });
}

/** The answer to a request for `/metrics` of the app; `token` is what has to be shown. */
export async function answerMetrics(
  req: Request,
  { metrics, token }: { metrics: ReadableMetrics | null; token: string | null },
): Promise<Response> {
  if (!metrics || token === null) return refusalResponse(refusal("NOT_FOUND"));
  const shown = bearerToken(req.headers);
  if (shown !== null && isEqualText(shown, token)) return await textResponse(metrics);
  return refusalResponse(refusal("UNAUTHORIZED"), { "www-authenticate": "Bearer" });
}

/** Serves the metrics, and nothing else, on a port that is for whoever can reach it. */
export function serveMetrics(
  metrics: ReadableMetrics,
  { port, hostname }: { port: number; hostname: string },
): Deno.HttpServer<Deno.NetAddr> {
  return Deno.serve({ port, hostname, onListen() {} }, (req) => {
    const isRead = ["GET", "HEAD"].includes(req.method);
    const { pathname } = new URL(req.url);
    if (pathname !== "/metrics") return refusalResponse(refusal("NOT_FOUND"));
    return isRead
      ? textResponse(metrics)
      : refusalResponse(refusal("METHOD_NOT_ALLOWED"), { allow: "GET, HEAD" });
  });
}
