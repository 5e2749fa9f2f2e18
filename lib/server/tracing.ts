// Spans for an operator who has Deno's OpenTelemetry on (OTEL_DENO): one for each command of a socket, and one
// for each request that tells its route and nobody's name. Where it is off nothing here does anything.

import { SpanKind, trace } from "@opentelemetry/api";
import type { ClientMessage } from "../shared/protocol/mod.ts";
import type { CommandResult } from "./metrics/mod.ts";

export interface Tracing {
  /** Begins the span of a command; what it gives back ends it. */
  begin(command: ClientMessage["type"]): (result: CommandResult) => void;
}

/** As much of a request of Node's HTTP server as is looked at. */
interface Asked {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
}

const ignore = () => {};
export const noTracing: Tracing = { begin: () => ignore };

/** Spans by way of whatever provider Deno has set up. */
export function createTracing(): Tracing {
  const tracer = trace.getTracer("conflux");
  return {
    begin(command) {
      const span = tracer.startSpan(`socket ${command}`);
      span.setAttribute("conflux.command", command);
      return (result) => {
        span.setAttribute("conflux.result", result);
        span.end();
      };
    },
  };
}

/** Paths with somebody's id, name or meeting in them, and what stands for those (OpenTelemetry's http.route). */
const routes: readonly (readonly [path: RegExp, route: string])[] = [
  [/^\/config\/[^/]*$/, "/config/:user_id"],
  [/^\/meeting\/[^/]*$/, "/meeting/:meeting_id"],
  [/^\/meeting\/[^/]*\/[^/]*$/, "/meeting/:meeting_id/:name"],
  [/^\/j\/[^/]*$/, "/j/:meeting_id"],
  [/^\/room\/[^/]*$/, "/room/:meeting_id"],
  [/^\/admin\/rooms\/[^/]*$/, "/admin/rooms/:meeting_id"],
  [/^.*\.(css|js|json|svg|png|wav|webmanifest|wasm)$/, "*.$1"],
];
const plain =
  /^\/(meeting|origin|peer_signal|report|healthz|readyz|metrics|admin\/(rooms|drain)|exit|doctor|api)?$/;

/** The route of a path; "*" for what is none of ours, and may hold anything. */
export function routeOf(path: string): string {
  if (plain.test(path)) return path;
  const found = routes.find(([pattern]) => pattern.test(path));
  return found ? path.replace(...found) : "*";
}

/**
 * Puts a span of our own, of the route, in place of the one that Deno has begun for a request to Node's HTTP
 * server: that one has the whole address, and an attribute once set cannot be taken back. Deno 2.9 keeps it
 * at the response under a symbol of this name, and ends what it finds there; one that nobody ends is never
 * sent. tests/servers/tracing_test.ts finds out should that change.
 */
export function replaceSpan({ method = "", url = "" }: Asked, response: object): void {
  const key = Object.getOwnPropertySymbols(response)
    .find(({ description }) => description === "kOtelSpan");
  if (!key || !Reflect.get(response, key)) return;
  const route = routeOf(url.split("?")[0] ?? "");
  const attributes = { "http.request.method": method, "http.route": route };
  const span = trace.getTracer("conflux")
    .startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes });
  Reflect.set(response, key, span);
}
