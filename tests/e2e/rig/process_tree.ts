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

async function parentOf(pid: number): Promise<number | null> {
  try {
    const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
    // "pid (name) state parent …": the name may hold anything, even brackets.
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** The file is there until the process is: reading it may fail in two ways. */
function isGone(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound ||
    (error instanceof Error && "code" in error && error.code === "ESRCH");
}
