// Owns the cache key that asset() puts on URLs, on the server. It is module state because asset() is
// a plain function that Fresh lets anyone call; it changes only when a snapshot is applied.

/** The query parameter that carries the cache key. */
export const CACHE_KEY = "__frsh_c";

let current = "";

/** Makes asset() use this build's cache key. */
export function setBuildId(buildId: string): void {
  current = buildId;
}

/** The cache key of the build in use. */
export function getBuildId(): string {
  return current;
}

/** Adds the cache key to a path on this site; other URLs and keyed paths stay as they are. */
export function addCacheKey(path: string, buildId: string): string {
  if (!path.startsWith("/") || path.startsWith("//") || buildId === "") {
    return path;
  }
  const url = new URL(path, "http://site.invalid");
  if (url.searchParams.has(CACHE_KEY)) return path;
  url.searchParams.set(CACHE_KEY, buildId);
  return url.pathname + url.search + url.hash;
}
