// Owns what development adds to an app: telling open pages which run of the server they talk to.
// Restarting on change is left to `deno run --watch`.

import { aliveUrl } from "./bundle.ts";

export type ListenOptions = Partial<Deno.ServeTcpOptions>;

type Handler = (req: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

/** Serves until the process ends. */
export async function serveDevelopment(handler: Handler, options: ListenOptions): Promise<void> {
  const revision = crypto.randomUUID();
  const onListen = ({ hostname, port }: Deno.NetAddr): void => {
    const host = hostname === "0.0.0.0" || hostname === "::" ? "localhost" : hostname;
    console.log(`Listening on http://${host}:${port}/`);
  };
  await Deno.serve({ onListen, ...options }, async (req, info) => {
    const isAlive = new URL(req.url).pathname === aliveUrl;
    return isAlive ? tellRevision(revision) : await handler(req, info);
  }).finished;
}

/** An endless answer whose first event names this run of the server. */
function tellRevision(revision: string): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(`retry: 300\ndata: ${revision}\n\n`));
    },
  });
  const headers = { "content-type": "text/event-stream", "cache-control": "no-store" };
  return new Response(body, { headers });
}
