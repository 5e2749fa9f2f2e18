// Owns the middleware that sends a Content-Security-Policy, with the nonce of a rendered page in it.

import type { Middleware } from "./define.ts";
import { nonceOf } from "./render.ts";

export interface CSPOptions {
  /** Directives, which take the place of the default ones of their names. */
  csp?: string[];
  /** Puts the page's nonce wherever a directive for scripts or styles says 'unsafe-inline'. */
  useNonce?: boolean;
}

const defaults = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "upgrade-insecure-requests",
];
const withInline =
  /^(script-src|style-src|script-src-elem|style-src-elem|style-src-attr|default-src) /;

/**
 * Sends the policy with every answer that comes back from inside; what throws has none. An answer
 * that was not rendered here gets the directives as they are written, 'unsafe-inline' and all.
 */
export function csp<State>({ csp = [], useNonce = false }: CSPOptions = {}): Middleware<State> {
  const nameOf = (directive: string) => directive.split(" ")[0];
  const given = new Set(csp.map(nameOf));
  const directives = [...defaults.filter((one) => !given.has(nameOf(one))), ...csp];
  return async (ctx) => {
    const response = await ctx.next();
    const nonce = useNonce ? nonceOf(response) : undefined;
    const policy = nonce === undefined
      ? directives
      : directives.map((directive) =>
        withInline.test(directive)
          ? directive.replaceAll("'unsafe-inline'", `'nonce-${nonce}'`)
          : directive
      );
    response.headers.set("content-security-policy", policy.join("; "));
    return response;
  };
}
