// The app from its services: middleware and routes. Apart from main.ts, which starts services when it
// is imported, so that tests can build an app on services of their own.

import { App, type Context, csp, HttpError, staticFiles } from "fresh";
import { h } from "preact";
import {
  type BuildFiles,
  compressPage,
  createSubPathWatch,
  finishPolicy,
  guardRequest,
  meetingPathFor,
  pageOptions,
  policyDirectives,
  readBuildFiles,
  refusalResponse,
  requestId,
  requestLanguage,
  securityHeaders,
} from "./lib/server/http/mod.ts";
import { describeError } from "./lib/server/log.ts";
import type { Services } from "./lib/server/services.ts";
import { refusal } from "./lib/shared/errors.ts";
import { languageOf, pageQuery, readPageOptions } from "./lib/shared/page_options.ts";
import { ErrorPage } from "./lib/ui/ErrorPage.tsx";
import { catalogues } from "./lib/ui/text/all.ts";
import { buildId, define, type State } from "./utils.ts";

/** Paths of machines: their failures are JSON, never a page. */
const apiPath =
  /^\/(config|meeting|origin|peer_signal|healthz|readyz|metrics|admin|report|\w+api\.json)(\/|$)/;
const buildFolder = new URL("_fresh/", import.meta.url);

/** Makes the app; the caller starts and closes the services. */
export function createApp(services: Services): App<State> {
  const { config } = services;
  const directives = policyDirectives(config);
  const subPaths = createSubPathWatch(services.log);
  const policy = csp<State>({ useNonce: true, csp: directives });

  function addHeaders(response: Response, path: string): Response {
    const { headers } = response;
    const written = headers.get("content-security-policy") ?? directives.join("; ");
    headers.set("content-security-policy", finishPolicy(written, path));
    for (const [name, value] of Object.entries(securityHeaders(config, path))) {
      headers.set(name, value);
    }
    return response;
  }

  const provideServices = define.middleware((ctx) => {
    const options = pageOptions(ctx.url);
    const text = catalogues[languageOf(options) ?? requestLanguage(ctx.req)];
    Object.assign(ctx.state, { services, text, options, requestId: requestId(ctx.req.headers) });
    subPaths.seePrefix(ctx.req.headers);
    return ctx.next();
  });

  /** Outermost, so that pages, files, refusals and errors all leave with the same headers (S10). */
  const secure = define.middleware(async (ctx) => {
    const response = await ctx.next();
    if (!takesHeaders(response)) return response;
    // So that who saw the failure and who reads the log mean the same one.
    if (response.status >= 500) response.headers.set("x-request-id", ctx.state.requestId);
    return addHeaders(response, ctx.url.pathname);
  });

  /** Puts the nonce of a page into its policy. */
  const addPolicy = define.middleware((ctx) =>
    ctx.req.headers.has("upgrade") ? ctx.next() : policy(ctx)
  );

  const catchErrors = define.middleware(async (ctx) => {
    try {
      return await ctx.next();
    } catch (error) {
      return await answerError(ctx, error);
    }
  });

  /** A link that was damaged on its way leads to its meeting all the same, with what it asks for. */
  const findMeeting = define.middleware((ctx) => {
    const path = ["GET", "HEAD"].includes(ctx.req.method) ? meetingPathFor(ctx.url.pathname) : null;
    if (path === null) return ctx.next();
    const location = path + pageQuery(readPageOptions(ctx.url.searchParams));
    return new Response(null, { status: 302, headers: { location } });
  });

  async function answerError(ctx: Context<State>, error: unknown): Promise<Response> {
    const status = error instanceof HttpError ? error.status : 500;
    if (status >= 500) {
      const path = `/${ctx.url.pathname.split("/")[1] ?? ""}`;
      const request = ctx.state.requestId;
      services.log({ event: "request_failed", path, error: describeError(error), request });
    }
    if (status === 404) subPaths.seeMissing(ctx.url.pathname);
    const reason = toRefusal(status);
    const wantsPage = ctx.req.headers.get("accept")?.includes("text/html");
    if (!wantsPage || apiPath.test(ctx.url.pathname)) return refusalResponse(reason);
    const hasChrome = ctx.state.options.chrome === undefined;
    return await ctx.render(h(ErrorPage, { status, error: reason.error, hasChrome }), { status });
  }

  // Which build is served is known with the first request, not yet while the app is made.
  let buildFiles: Promise<BuildFiles> | null = null;

  /** What a build has ready, and pages, go out compressed; pages name the modules that follow. */
  const send = define.middleware(async (ctx) => {
    const files = await (buildFiles ??= readBuildFiles(buildFolder, buildId()));
    const kept = await files.findKept(ctx.url.pathname);
    if (kept) return await files.encode(ctx.req, kept);
    const response = await ctx.next();
    if (!response.headers.get("content-type")?.startsWith("text/html")) {
      return await files.encode(ctx.req, response);
    }
    const link = response.headers.get("link");
    for (const url of link ? files.followers(link, ctx.state.text.language) : []) {
      response.headers.append("link", `<${url}>; rel="modulepreload"; as="script"`);
    }
    response.headers.append("vary", "Accept-Language, Cookie, Accept-Encoding");
    return await compressPage(ctx.req, response);
  });

  return new GuardedApp(addHeaders)
    .use(provideServices, secure, send, addPolicy, catchErrors, findMeeting, staticFiles())
    .fsRoutes();
}

/** Answers by itself what Fresh would fail on. */
class GuardedApp extends App<State> {
  constructor(private readonly addHeaders: (response: Response, path: string) => Response) {
    super();
  }

  override handler(): ReturnType<App<State>["handler"]> {
    const answer = super.handler();
    return async (req, info) => {
      const guarded = guardRequest(req);
      if (guarded instanceof Request) return await answer(guarded, info);
      return this.addHeaders(guarded, new URL(req.url).pathname);
    };
  }
}

/** The answer to an upgrade is the runtime's own, and its headers cannot be set. */
function takesHeaders(response: Response): boolean {
  return response.status !== 101;
}

function toRefusal(status: number) {
  if (status === 404) return refusal("NOT_FOUND");
  if (status === 405) return refusal("METHOD_NOT_ALLOWED");
  if (status === 429) return refusal("RATE_LIMITED");
  return status < 500 ? refusal("BAD_REQUEST") : refusal("INTERNAL");
}
