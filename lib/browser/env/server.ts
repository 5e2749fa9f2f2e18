// Whether our server has another build by now, for a page that misses something of it.

/**
 * True where the server is there and its pages no longer have `assetKey`, the end of the addresses of
 * static files, which names the build; never rejects.
 */
export async function isServerNewer(assetKey: string): Promise<boolean> {
  try {
    const answer = await fetch("/", { cache: "no-store" });
    return answer.ok && !(await answer.text()).includes(assetKey);
  } catch {
    // Offline, or the server is away.
    return false;
  }
}
