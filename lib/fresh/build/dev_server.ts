// Owns what development adds to an app: telling open pages which run of the server they talk to.
// Restarting on change is left to `deno run --watch`.

import type { Handler } from "../app.ts";
import { ALIVE_URL } from "./bundle.ts";

/** Answers with an endless stream whose first event names this run of the server. */
export function withReload(handler: Handler, revision: string): Handler {
  return async (req, info) => {
    if (new URL(req.url).pathname !== ALIVE_URL) {
      return await handler(req, info);
    }
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(`retry: 300\ndata: ${revision}\n\n`));
      },
    });
    const headers = {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
    };
    return new Response(body, { headers });
  };
}

/** Serves until the process ends. */
export async function serveDevelopment(
  handler: Handler,
  options: Partial<Deno.ServeTcpOptions>,
): Promise<void> {
  const onListen = ({ hostname, port }: Deno.NetAddr): void => {
    const host = hostname === "0.0.0.0" || hostname === "::" ? "localhost" : hostname;
    console.log(`Listening on http://${host}:${port}/`);
  };
  await Deno.serve({ onListen, ...options }, withReload(handler, crypto.randomUUID())).finished;
}
