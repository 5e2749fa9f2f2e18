// The headers of every answer (S10): the policy, of which Fresh's csp() makes the part with the nonce,
// and the rest. Pure.

import type { Config } from "../config.ts";

/** The one script that may compile WebAssembly: a worker has the policy of its own file, not its page's. */
const wasmWorkerPath = "/effects/worker.js";
/** The one file for pages of other sites: it puts ConFlux into them (docs/EMBED.md). */
const embedPath = "/embed.js";

/**
 * The policy as csp() of Fresh takes it: the nonce of a page comes where 'unsafe-inline' stands. Each
 * directive that csp() has by itself is among them.
 */
export function policyDirectives({ frameAncestors }: Pick<Config, "frameAncestors">): string[] {
  const ancestors = frameAncestors.length > 0 ? frameAncestors.join(" ") : "'none'";
  return [
    "default-src 'none'",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self'",
    "font-src 'none'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob: mediastream:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ];
}

/**
 * What csp() leaves to do: without a nonce nothing inline may run, one worker may compile WebAssembly,
 * and there is no `upgrade-insecure-requests`, as ConFlux also serves plain http on localhost and LANs.
 */
export function finishPolicy(policy: string, path: string): string {
  const wasm = path === wasmWorkerPath ? "'wasm-unsafe-eval'" : "";
  return policy.split("; ").filter((one) => one !== "upgrade-insecure-requests")
    .map((one) => one.replace("'unsafe-inline'", wasm).trim()).join("; ");
}

/** The other headers of the answer at this path. */
export function securityHeaders(
  { frameAncestors }: Pick<Config, "frameAncestors">,
  path: string,
): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy":
      "camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), " +
      "fullscreen=(self), picture-in-picture=(self), screen-wake-lock=(self), geolocation=(), " +
      "browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    ...(frameAncestors.length > 0 ? {} : { "x-frame-options": "DENY" }),
    ...(path === embedPath ? embedHeaders : { "cross-origin-resource-policy": "same-origin" }),
  };
}

/**
 * Any page may load it, also with a hash of it (SRI, section 3.2), and each time asks whether it is still
 * the same: its address is fixed, and it has to fit the pages that it shows.
 */
const embedHeaders = {
  "cross-origin-resource-policy": "cross-origin",
  "access-control-allow-origin": "*",
  "cache-control": "no-cache",
};
