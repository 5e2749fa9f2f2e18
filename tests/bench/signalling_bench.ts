// `deno task bench`: measures ConFlux's signalling beside a bare relay in one run, the two taking
// turns, then brings ten thousand people in and takes their server away; writes its part of
// docs/BENCH.md.
// `deno task bench quick` tries one round and prints it, `… crowd` only the ten thousand.

import { replacePart } from "./call/markdown.ts";
import type { CrowdMeasured } from "./crowd.ts";
import type { Measured, Plan } from "./load.ts";
import type { Results, Round } from "./comparisons.ts";
import { writeReport } from "./report.ts";
import { build, isInstalled, measure, measureCrowd } from "./servers.ts";

const isCrowdOnly = Deno.args.includes("crowd");
const isQuick = Deno.args.includes("quick");
const ms = isQuick ? 1_000 : 2_000;
const rounds = roundsOf();
const roomSizes = [2, 4, 8, 16];
const fewSockets = 200;
const crowdSize = 10_000;

type Scenario = Pick<Plan, "sockets" | "roomSize" | "loads">;
const small: Scenario = { sockets: 1_000, roomSize: 4, loads: ["sdp", "ice", "latency"] };
const large: Scenario = { sockets: 4_000, roomSize: 4, loads: ["idle", "sdp"] };

function roundsOf() {
  if (isCrowdOnly) return { small: 0, large: 0, alone: 0, crowd: 1 };
  if (isQuick) return { small: 1, large: 0, alone: 0, crowd: 0 };
  return { small: 5, large: 3, alone: 3, crowd: 1 };
}

/** Both servers once; every other round the other way round, as the second may find it warmer. */
async function compare(scenario: Scenario, index: number): Promise<Round> {
  console.error(`${scenario.sockets} sockets, round ${index + 1}`);
  const run = (target: Plan["target"]) => measure({ target, ms, ...scenario });
  if (index % 2 === 0) {
    const bare = await run("bare");
    return { bare, conflux: await run("conflux") };
  }
  const conflux = await run("conflux");
  return { conflux, bare: await run("bare") };
}

async function repeat<T>(count: number, task: (index: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let index = 0; index < count; index++) all.push(await task(index));
  return all;
}

/** ConFlux alone with rooms of each size, and with few sockets. */
async function varyAlone(): Promise<{ byRoomSize: Map<number, Measured[]>; few: Measured[] }> {
  const byRoomSize = new Map<number, Measured[]>();
  const few: Measured[] = [];
  const run = (sockets: number, roomSize: number) =>
    measure({ target: "conflux", ms: 1_000, sockets, roomSize, loads: ["sdp"] });
  for (let index = 0; index < rounds.alone; index++) {
    console.error(`rooms of ${roomSizes.join(", ")}, round ${index + 1}`);
    for (const size of roomSizes) {
      byRoomSize.set(size, [...byRoomSize.get(size) ?? [], await run(992, size)]);
    }
    few.push(await run(fewSockets, 4));
  }
  return { byRoomSize, few };
}

/** Busy and all jiffies of the machine, from /proc/stat. */
function jiffies(): { busy: number; all: number } {
  const [line = ""] = Deno.readTextFileSync("/proc/stat").split("\n");
  const fields = line.split(/\s+/).slice(1, 9).map(Number);
  const all = fields.reduce((sum, value) => sum + value, 0);
  return { busy: all - (fields[3] ?? 0) - (fields[4] ?? 0), all };
}

/** Jiffies of everything this process started and has waited for, itself included. */
function ownJiffies(): number {
  const stat = Deno.readTextFileSync("/proc/self/stat");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.slice(11, 15).reduce((sum, value) => sum + Number(value), 0);
}

function describeMachine(): string {
  const info = Deno.readTextFileSync("/proc/cpuinfo");
  const model = /model name\s*: (.*)/.exec(info)?.[1] ?? Deno.build.arch;
  const memory = Math.round(Deno.systemMemoryInfo().total / 2 ** 30);
  const { hardwareConcurrency } = navigator;
  const system = `Linux ${Deno.osRelease()}, Deno ${Deno.version.deno}`;
  return `${hardwareConcurrency} cores (${model}), ${memory} GiB, ${system}`;
}

/** Ten thousand people, on each store that is here. */
async function gatherCrowds(): Promise<CrowdMeasured[]> {
  const hasRedis = await isInstalled("redis-server");
  const stores = hasRedis ? ["kv", "redis"] as const : ["kv"] as const;
  const crowds: CrowdMeasured[] = [];
  for (const store of stores) {
    console.error(`${crowdSize} sockets on ${store}`);
    crowds.push(await measureCrowd({ store, people: crowdSize, roomSize: 4 }));
  }
  return crowds;
}

async function runAll(): Promise<Results> {
  const ofSmall = await repeat(rounds.small, (index) => compare(small, index));
  const ofLarge = await repeat(rounds.large, (index) => compare(large, index));
  const { byRoomSize, few } = await varyAlone();
  const alone = (all: readonly Round[]) => all.map((round) => round.conflux);
  const bySockets = new Map<number, Measured[]>();
  if (few.length > 0) {
    bySockets.set(fewSockets, few);
    bySockets.set(small.sockets, alone(ofSmall));
    bySockets.set(large.sockets, alone(ofLarge));
  }
  const crowds = rounds.crowd > 0 ? await gatherCrowds() : [];
  return { small: ofSmall, large: ofLarge, bySockets, byRoomSize, crowds };
}

await build();
const started = performance.now();
const before = { ...jiffies(), own: ownJiffies() };
const results = await runAll();
const after = { ...jiffies(), own: ownJiffies() };
const others = (after.busy - before.busy) - (after.own - before.own);
const report = writeReport(results, {
  machine: describeMachine(),
  date: new Date().toISOString().slice(0, 10),
  isQuick,
  seconds: (performance.now() - started) / 1_000,
  othersLoad: Math.max(0, others / (after.all - before.all)),
});
console.log(report);
if (!isQuick && !isCrowdOnly) {
  const path = new URL("../../docs/BENCH.md", import.meta.url).pathname;
  await Deno.writeTextFile(path, replacePart(await Deno.readTextFile(path), report));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", path] }).output();
}
