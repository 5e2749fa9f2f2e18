// Answers in the shapes of the REST side (PROTOCOL.md, section 2): JSON, refusals, and the wrapper that
// gives every route of it the same edges. No framework and no routes.

import { type Refusal, refusal } from "../../shared/errors.ts";

/** A JSON answer that is never cached. */
export function jsonResponse(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set("cache-control", "no-store");
  return Response.json(body, { ...init, headers });
}

/** Success of the `/meeting*` routes: `{ code: 0, data, msg: "success" }`. */
export function successResponse(data: unknown): Response {
  return jsonResponse({ code: 0, data, msg: "success" });
}

/** The one shape of every failure: `{ code, msg, error }` with `code` as HTTP status. */
export function refusalResponse(reason: Refusal, headers: Record<string, string> = {}): Response {
  const { error, status, message, retryAfterS } = reason;
  const response = jsonResponse({ code: status, msg: message, error }, { status, headers });
  if (retryAfterS !== undefined) response.headers.set("retry-after", String(retryAfterS));
  return response;
}

/** What a REST handler gets of Fresh's context. */
export interface RestContext {
  readonly req: Request;
  readonly url: URL;
  readonly params: Record<string, string | undefined>;
  readonly info: { readonly remoteAddr: Deno.Addr };
}

type Method = "GET" | "POST" | "PATCH" | "DELETE";

/**
 * Wraps the handlers of one REST route for all methods: another method is 405 with `Allow`, HEAD is
 * answered as GET without a body, and what throws is a JSON 500 (reported to `onError`).
 */
export function restHandler<C extends RestContext>(
  methods: Partial<Record<Method, (ctx: C) => Promise<Response> | Response>>,
  onError: (ctx: C, error: unknown) => void,
): (ctx: C) => Promise<Response> {
  const allow = Object.keys(methods).flatMap((one) => one === "GET" ? ["GET", "HEAD"] : [one]);
  // A map, as a name such as "constructor" is none of them.
  const byName = new Map(Object.entries(methods));
  const find = (name: string) => byName.get(name === "HEAD" ? "GET" : name);
  return async (ctx) => {
    const method = find(ctx.req.method);
    if (!method) {
      return refusalResponse(refusal("METHOD_NOT_ALLOWED"), { allow: allow.join(", ") });
    }
    try {
      const response = await method(ctx);
      return ctx.req.method === "HEAD" ? new Response(null, response) : response;
    } catch (error) {
      onError(ctx, error);
      return refusalResponse(refusal("INTERNAL"));
    }
  };
}
