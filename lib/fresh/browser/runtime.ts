// Owns `fresh/runtime` in the browser. IS_BROWSER is a constant, so that the bundler drops the code
// that is for the server only; the build id is put in place by the bundler.

import { addCacheKey } from "../build_id.ts";

declare const __FRSH_BUILD_ID: string;

export { IS_BROWSER } from "./is_browser.ts";

/** The URL of a static file, with a key that changes with each build so that it can be cached. */
export function asset(path: string): string {
  return addCacheKey(path, __FRSH_BUILD_ID);
}
