// Processes below a process, by /proc: whoever ends or stops one of ours ends or stops all of it.

/** Every process below `pid`, in no order; those that end meanwhile are left out. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = await parentOf(Number(name));
    if (parent !== null) parents.set(Number(name), parent);
  }
  const below = (root: number): number[] =>
    [...parents].filter(([, parent]) => parent === root)
      .flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** Sends a signal to each of these processes that still runs. */
export function signalAll(pids: readonly number[], signal: Deno.Signal): void {
  for (const pid of pids) {
    try {
      Deno.kill(pid, signal);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

/** The parent of a process, or null where it has gone. */
async function parentOf(pid: number): Promise<number | null> {
  // Everybody may read this file, so it fails for a process that ended before it was opened (ENOENT) or
  // while it was read (ESRCH, for which Deno has no class and sets no code).
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`).catch(() => null);
  // "pid (name) state parent …": the name may hold anything, even brackets.
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}
