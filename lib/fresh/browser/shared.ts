// What `fresh/runtime` exports in the browser; the bundler puts the build's id in.

import { addCacheKey } from "../cache_key.ts";

declare const FRESH_BUILD_ID: string;

/** Whether this code runs in a browser. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

/** The URL of a static file with the key of this build, under which it may be kept for a year. */
export function asset(path: string): string {
  return addCacheKey(path, FRESH_BUILD_ID);
}
