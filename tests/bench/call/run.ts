// `deno task bench call`, inside a network with only loopback: plays the rounds and writes the part of
// docs/BENCH.md on calls. With numbers, only calls of these sizes; `first`, only the first picture;
// `rounds=1`, fewer of them.

import { readPart, replacePart } from "./markdown.ts";
import { measureCall, measureFirstPicture } from "./measure.ts";
import { startServers, type Target } from "./people.ts";
import { readPlan } from "./plan.ts";
import { callSection, firstSection, heading, type Pair, writePart } from "./report.ts";

const path = new URL("../../../docs/BENCH.md", import.meta.url).pathname;

/** Both, one right after the other; every other round the other way round. */
async function takeTurns<T>(
  what: string,
  rounds: number,
  run: (target: Target) => Promise<T>,
): Promise<Pair<T>[]> {
  const pairs: Pair<T>[] = [];
  for (let index = 0; index < rounds; index++) {
    console.error(`${what}, round ${index + 1} of ${rounds}`);
    if (index % 2 === 0) {
      const bare = await run("bare");
      pairs.push({ bare, conflux: await run("conflux") });
    } else {
      const conflux = await run("conflux");
      pairs.push({ conflux, bare: await run("bare") });
    }
  }
  return pairs;
}

async function describeMachine(): Promise<string> {
  const info = Deno.readTextFileSync("/proc/cpuinfo");
  const model = /model name\s*: (.*)/.exec(info)?.[1] ?? Deno.build.arch;
  const memory = Math.round(Deno.systemMemoryInfo().total / 2 ** 30);
  const { stdout } = await new Deno.Command("/usr/bin/chromium", { args: ["--version"] }).output();
  const [chromium = "Chromium"] = /Chromium [\d.]+/.exec(new TextDecoder().decode(stdout)) ?? [];
  const system = `Linux ${Deno.osRelease()}, Deno ${Deno.version.deno}, ${chromium}`;
  return `${navigator.hardwareConcurrency} cores (${model}), ${memory} GiB, ${system}`;
}

/** Writes as soon as a section is there, so that a run that is broken off leaves what it has. */
async function write(section: string): Promise<void> {
  const text = await Deno.readTextFile(path);
  const part = writePart(readPart(text, heading) ?? "", [section]);
  await Deno.writeTextFile(path, replacePart(text, part));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", path] }).output();
  console.log(`${section}\n`);
}

const plan = readPlan(Deno.args);
const machine = await describeMachine();
const around = () => ({
  date: `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC`,
  machine,
});
await using servers = await startServers();
for (const people of plan.sizes) {
  const run = (target: Target) => measureCall({ servers, target }, people);
  const rounds = await takeTurns(`a call of ${people}`, plan.rounds, run);
  await write(callSection(people, rounds, around()));
}
if (plan.hasFirst) {
  const run = (target: Target) => measureFirstPicture({ servers, target });
  const rounds = await takeTurns("the first picture", plan.firstRounds, run);
  await write(firstSection(rounds, around()));
}
