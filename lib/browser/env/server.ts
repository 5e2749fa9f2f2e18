// Whether our server is there, for a page that misses something of it.

/** Asks for nothing but an answer; never rejects. */
export async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    // Offline, or the server is away.
    return false;
  }
}
