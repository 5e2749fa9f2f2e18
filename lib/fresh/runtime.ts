// What `fresh/runtime` exports, on the server. In a bundle, browser/runtime.ts takes its place.

import { getBuildId } from "./build_id.ts";
import { addCacheKey } from "./cache_key.ts";

/** Whether this code runs in a browser. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

/** The URL of a static file with the key of this build, under which it may be kept for a year. */
export function asset(path: string): string {
  return addCacheKey(path, getBuildId());
}
