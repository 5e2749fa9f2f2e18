// How many files and connections this process may have open: where it runs out, the runtime takes no
// connection any more, for good and without a word.

/** For the store, other servers, and connections that are taken only to be refused. */
const reserve = 256;

/** Descriptors for connections and what goes out on them, `wanted` at most: found by trying. */
export function freeDescriptors(wanted: number): number {
  const opened: Deno.FsFile[] = [];
  const own = new URL(import.meta.url);
  try {
    while (opened.length < wanted + reserve) opened.push(Deno.openSync(own));
  } catch (error) {
    // EMFILE or ENFILE, which Deno has no class of its own for.
    if (!(error instanceof Error && "code" in error)) throw error;
  } finally {
    for (const file of opened) file.close();
  }
  return Math.max(0, opened.length - reserve);
}
