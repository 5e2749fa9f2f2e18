// Starts the servers and the load generator as processes, each pinned to a core, and ends them.
// ConFlux runs by the command of its own `serve` task; only settings differ from production.

import type { CrowdMeasured, CrowdPlan } from "./crowd.ts";
import type { Measured, Plan } from "./load.ts";
import type { Target } from "./people.ts";
import { sleep } from "./process.ts";

const root = new URL("../../", import.meta.url).pathname;
const cores = { server: "0", generator: "1" };
const startMs = 20_000;

/** Words of the `serve` task, so that a change of its permissions is measured too. */
async function serveCommand(): Promise<string[]> {
  const { tasks } = JSON.parse(await Deno.readTextFile(`${root}deno.json`));
  const words: string[] = tasks.serve.match(/'[^']*'|\S+/g) ?? [];
  return words.map((word) => word.replaceAll("'", ""));
}

/** Builds what the server serves. */
export async function build(): Promise<void> {
  const args = ["task", "--quiet", "build"];
  const { success, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd: root }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

/** True where a program of Debian's can be run. */
export async function isInstalled(program: string): Promise<boolean> {
  return (await new Deno.Command("which", { args: [program] }).output()).success;
}

function freePort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  listener.close();
  return listener.addr.port;
}

/** A server that runs; `exit` sends a signal and resolves when it is gone. */
export interface RunningServer extends AsyncDisposable {
  readonly port: number;
  readonly pid: number;
  exit(signal: Deno.Signal): Promise<void>;
}

/** Starts a server and waits until it listens; on a free port where none is given. */
export async function startServer(
  target: Target,
  { settings, port = freePort() }: { settings: Record<string, string>; port?: number },
): Promise<RunningServer> {
  const bare = ["deno", "run", "--allow-env=PORT", "--allow-net", "tests/bench/bare_relay.ts"];
  const [, ...args] = target === "bare" ? bare : await serveCommand();
  const child = new Deno.Command("taskset", {
    args: ["-c", cores.server, Deno.execPath(), ...args],
    cwd: root,
    env: { PORT: String(port), HOST: "127.0.0.1", ...settings },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const deadline = performance.now() + startMs;
  while (!await isServing(port)) {
    if (performance.now() > deadline) throw new Error(`${target} does not listen`);
    await sleep(20);
  }
  let isGone = false;
  async function exit(signal: Deno.Signal): Promise<void> {
    if (!isGone) child.kill(signal);
    isGone = true;
    await child.status;
  }
  // `taskset` becomes the program it starts, so this is Deno itself.
  return { port, pid: child.pid, exit, [Symbol.asyncDispose]: () => exit("SIGKILL") };
}

async function isServing(port: number): Promise<boolean> {
  try {
    await (await fetch(`http://127.0.0.1:${port}/healthz`)).body?.cancel();
    return true;
  } catch {
    // Nobody listens yet.
    return false;
  }
}

/** Runs one plan against a server of its own, whose limits are out of the way. */
export async function measure(plan: Omit<Plan, "port" | "pid">): Promise<Measured> {
  const settings = {
    CONFLUX_STORE: "memory",
    CONFLUX_SECRET: crypto.randomUUID(),
    CONFLUX_HTTP_PER_MINUTE: "1000000",
    CONFLUX_MESSAGES_PER_SECOND: "1000000",
    CONFLUX_MAX_PER_ADDRESS: "1000000",
    // One seat is kept for an organizer, who does not come.
    CONFLUX_MAX_PARTICIPANTS: "17",
  };
  await using server = await startServer(plan.target, { settings });
  const { port, pid } = server;
  return await runGenerator("tests/bench/load.ts", { ...plan, port, pid });
}

/** Brings a crowd in and takes its server away. */
export async function measureCrowd(plan: CrowdPlan): Promise<CrowdMeasured> {
  return await runGenerator("tests/bench/crowd.ts", plan);
}

/** Runs a script on the generator's core; it prints what it measured as JSON. */
async function runGenerator(script: string, plan: object) {
  // Deno gives /proc to nobody with less.
  const args = ["run", "--allow-all", script, JSON.stringify(plan)];
  const { success, stdout, stderr } = await new Deno.Command("taskset", {
    args: ["-c", cores.generator, Deno.execPath(), ...args],
    cwd: root,
  }).output();
  if (!success) throw new Error(`${script} failed: ${new TextDecoder().decode(stderr)}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}
