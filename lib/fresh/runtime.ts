// Owns `fresh/runtime` on the server. In a bundle, browser/runtime.ts takes its place.

import { addCacheKey, getBuildId } from "./build_id.ts";

/** Whether this code runs in a browser. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

/** The URL of a static file, with a key that changes with each build so that it can be cached. */
export function asset(path: string): string {
  return addCacheKey(path, getBuildId());
}
