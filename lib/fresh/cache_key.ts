// Owns the key of a build on the URLs of static files, in the browser and on the server.

/** The query parameter that carries it. */
export const CACHE_KEY = "__frsh_c";

/** Adds the key to a path on this site; other URLs and keyed paths stay as they are. */
export function addCacheKey(path: string, buildId: string): string {
  if (!path.startsWith("/") || path.startsWith("//")) return path;
  const url = new URL(path, "http://site.invalid");
  if (url.searchParams.has(CACHE_KEY)) return path;
  url.searchParams.set(CACHE_KEY, buildId);
  return url.pathname + url.search + url.hash;
}
