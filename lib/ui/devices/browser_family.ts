// Tells browsers apart by where they keep the camera permission; for instructions only, never to
// decide what the app can do.

export type BrowserFamily = "chromium" | "firefox" | "safari" | "ios" | "android";

/** `touchPoints` tells an iPad, which calls itself a Mac, from one. */
export function browserFamily(userAgent: string, touchPoints: number): BrowserFamily {
  const isApple = /iPhone|iPad/.test(userAgent) ||
    (/Macintosh/.test(userAgent) && touchPoints > 1);
  if (isApple) return "ios";
  if (/Android/.test(userAgent)) return "android";
  if (/Firefox\//.test(userAgent)) return "firefox";
  if (/Safari\//.test(userAgent) && !/Chrom(e|ium)\//.test(userAgent)) return "safari";
  return "chromium";
}
