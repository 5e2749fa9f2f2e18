// Starts the servers and the load generator as processes, each pinned to a core, and ends them.
// ConFlux runs by the command of its own `serve` task; only settings differ from production.

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

function freePort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  listener.close();
  return listener.addr.port;
}

async function startServer(target: Target) {
  const bare = ["deno", "run", "--allow-env=PORT", "--allow-net", "tests/bench/bare_relay.ts"];
  const [, ...args] = target === "bare" ? bare : await serveCommand();
  const port = freePort();
  const child = new Deno.Command("taskset", {
    args: ["-c", cores.server, Deno.execPath(), ...args],
    cwd: root,
    env: {
      PORT: String(port),
      HOST: "127.0.0.1",
      CONFLUX_STORE: "memory",
      CONFLUX_SECRET: crypto.randomUUID(),
      CONFLUX_HTTP_PER_MINUTE: "1000000",
      CONFLUX_MESSAGES_PER_SECOND: "1000000",
    },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const deadline = performance.now() + startMs;
  while (!await isServing(port)) {
    if (performance.now() > deadline) throw new Error(`${target} does not listen`);
    await sleep(20);
  }
  return {
    port,
    // `taskset` becomes the program it starts, so this is Deno itself.
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.status;
    },
  };
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

/** Runs one plan against a server of its own. */
export async function measure(plan: Omit<Plan, "port" | "pid">): Promise<Measured> {
  await using server = await startServer(plan.target);
  const { port, pid } = server;
  const script = "tests/bench/load.ts";
  // Deno gives /proc to nobody with less.
  const json = JSON.stringify({ ...plan, port, pid });
  const args = ["-c", cores.generator, Deno.execPath(), "run", "--allow-all", script, json];
  const { success, stdout, stderr } = await new Deno.Command("taskset", { args, cwd: root })
    .output();
  if (!success) {
    throw new Error(`load on ${plan.target} failed: ${new TextDecoder().decode(stderr)}`);
  }
  return JSON.parse(new TextDecoder().decode(stdout));
}
