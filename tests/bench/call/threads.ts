// Which of Chromium's processes and threads spent how much: what /proc says, compared over a while and
// grouped by names. Pure; processes.ts reads the files.

/** One thread as /proc/<pid>/task/<tid> has it. */
export interface Thread {
  readonly name: string;
  /** CPU time so far, user and system. */
  readonly ticks: number;
}

export interface Process {
  readonly kind: string;
  /** Of all its threads, also of those that have ended. */
  readonly ticks: number;
  readonly threads: ReadonlyMap<number, Thread>;
}

export type Snapshot = ReadonlyMap<number, Process>;

/** CPU seconds by kind of process, or by process and group of threads. */
export type Seconds = ReadonlyMap<string, number>;

/** Clock ticks per second in /proc; 100 on every Linux that Deno runs on. */
const ticksPerSecond = 100;

/** Name and ticks of a process or a thread, from the text of its "stat". */
export function parseStat(stat: string): Thread {
  // "pid (name) state parent …": the name may hold anything, even brackets.
  const end = stat.lastIndexOf(")");
  const fields = stat.slice(end + 2).split(" ");
  return {
    name: stat.slice(stat.indexOf("(") + 1, end),
    ticks: Number(fields[11]) + Number(fields[12]),
  };
}

const services: readonly (readonly [part: string, kind: string])[] = [
  ["network", "network service"],
  ["audio", "audio service"],
  ["video_capture", "capture service"],
];

/** What a process of Chromium is there for, from its command line. */
export function kindOf(commandLine: string): string {
  const type = /--type=([a-z-]+)/.exec(commandLine)?.[1];
  if (!type) return "browser process";
  if (type === "renderer") return "pages";
  if (type === "gpu-process") return "GPU process";
  if (type !== "utility") return "other processes";
  const service = /--utility-sub-type=(\S+)/.exec(commandLine)?.[1] ?? "";
  return services.find(([part]) => service.includes(part))?.[1] ?? "other processes";
}

/** Names are cut off by Linux after 15 letters. The first one that fits counts. */
const groups: readonly (readonly [name: RegExp, group: string])[] = [
  [/[Aa]udio/, "audio threads"],
  [/^WebRTC_Signal/, "signalling thread"],
  // One thread for both in Chromium 156.
  [/^WebRTC_(W|N)/, "WebRTC worker and network thread"],
  // "ThreadPoolPresentationWorker". By a trace of a call of 2: four fifths of its time WebRTC's queue of
  // frames to encode, one fifth that of frames to decode.
  [/^ThreadPoolPrese/, "encoder and decoder pool"],
  [/^ThreadPool/, "other pools"],
  [/^VideoFrameCompo/, "video frame compositor"],
  [/^VizCompositor/, "drawing thread"],
  [/^Compositor/, "compositor"],
  [/^Chrome_(Child)?IO/, "IPC thread"],
];

/** The group of a thread; the first thread of a process has the process's own id. */
export function groupOf(name: string, isMain: boolean): string {
  if (isMain) return "main thread";
  return groups.find(([pattern]) => pattern.test(name))?.[1] ?? "other threads";
}

/** Adds up, in a new map; what is nothing is left out. */
function sum(parts: readonly (readonly [key: string, ticks: number])[]): Seconds {
  const all = new Map<string, number>();
  for (const [key, ticks] of parts) {
    if (ticks > 0) all.set(key, (all.get(key) ?? 0) + ticks / ticksPerSecond);
  }
  return all;
}

/** What each kind of process spent between two looks. One that ended meanwhile is not in it. */
export function byProcess(before: Snapshot, after: Snapshot): Seconds {
  return sum([...after].map(([pid, { kind, ticks }]) =>
    [
      kind,
      ticks - (before.get(pid)?.ticks ?? 0),
    ] as const
  ));
}

/** The same by group of threads, "process: group". */
export function byThread(before: Snapshot, after: Snapshot): Seconds {
  const parts = [...after].flatMap(([pid, { kind, ticks, threads }]) => {
    const old = before.get(pid);
    const own = [...threads].map(([tid, thread]) => {
      const spent = thread.ticks - (old?.threads.get(tid)?.ticks ?? 0);
      return [`${kind}: ${groupOf(thread.name, tid === pid)}`, spent] as const;
    });
    const known = own.reduce((all, [, spent]) => all + spent, 0);
    const ended = ticks - (old?.ticks ?? 0) - known;
    return [...own, [`${kind}: threads that ended`, ended] as const];
  });
  return sum(parts);
}

export function total(seconds: Seconds): number {
  return [...seconds.values()].reduce((all, one) => all + one, 0);
}
