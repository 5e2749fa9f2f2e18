// Reads from /proc what a process and everything below it has spent, and how busy the machine was.

import { descendantsOf } from "../../e2e/rig/process_tree.ts";
import { kindOf, parseStat, type Process, type Snapshot, type Thread } from "./threads.ts";

/** The process and all below it; what ends while it is looked at is left out. */
export async function lookAt(root: number): Promise<Snapshot> {
  const snapshot = new Map<number, Process>();
  for (const pid of [root, ...await descendantsOf(root)]) {
    const process = readProcess(pid);
    if (process) snapshot.set(pid, process);
  }
  return snapshot;
}

function readProcess(pid: number): Process | null {
  const stat = read(`/proc/${pid}/stat`);
  const commandLine = read(`/proc/${pid}/cmdline`);
  if (stat === null || commandLine === null) return null;
  const threads = new Map<number, Thread>();
  for (const tid of list(`/proc/${pid}/task`)) {
    const own = read(`/proc/${pid}/task/${tid}/stat`);
    if (own !== null) threads.set(tid, parseStat(own));
  }
  return { kind: kindOf(commandLine.replaceAll("\0", " ")), ticks: parseStat(stat).ticks, threads };
}

/** Fails for what has ended: not there (ENOENT), or gone while read (ESRCH, no class in Deno). */
function read(path: string): string | null {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    // Not ours to count any more.
    return null;
  }
}

function list(path: string): number[] {
  try {
    return [...Deno.readDirSync(path)].map(({ name }) => Number(name));
  } catch {
    // As above.
    return [];
  }
}

/** CPU seconds that the whole machine has spent so far. */
export function machineSeconds(): number {
  const [line = ""] = Deno.readTextFileSync("/proc/stat").split("\n");
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line.split(/\s+/).slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) / 100;
}
