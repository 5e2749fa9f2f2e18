// The production server as its own process with its own narrow permissions, as `deno task serve` runs
// it; built once per test process. Killed by pid, restarted on the same port and data.

import { descendantsOf, signalAll } from "./process_tree.ts";

const root = new URL("../../../", import.meta.url).pathname;

/** Settings of a production server on which one machine may be many people. */
export const productionSettings = {
  CONFLUX_SECRET: "kX9vQ2mN7pR4tW8yB3dF6hJ1lZ5cV0aS",
  CONFLUX_HTTP_PER_MINUTE: "100000",
  CONFLUX_MESSAGES_PER_SECOND: "1000",
  CONFLUX_MAX_PER_ADDRESS: "100000",
  HOST: "127.0.0.1",
  DENO_NO_UPDATE_CHECK: "1",
  NO_COLOR: "1",
};

export interface AppProcess {
  readonly origin: string;
  /** Its data folder. */
  readonly dataDir: string;
  /** The log so far. */
  readonly output: string;
  /** The process of the server itself. */
  pid(): Promise<number>;
  /** SIGKILL, and wait until it is gone. */
  kill(): Promise<void>;
  /** Sends a signal to the server itself. */
  signal(name: Deno.Signal): Promise<void>;
  /** Resolves when it has ended by itself; its exit code. */
  ended(): Promise<number>;
  /** Starts it again, same port, same data. */
  start(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Builds the app into _fresh, the first time that a test process asks for it. */
export async function buildApp(): Promise<void> {
  // The environment is all that the files of one `deno test` have in common.
  if (Deno.env.has("CONFLUX_IS_BUILT")) return;
  const build = new Deno.Command(Deno.execPath(), {
    args: ["task", "build"],
    cwd: root,
    stdout: "piped",
    stderr: "piped",
  });
  const { success, stdout, stderr } = await build.output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(decoder.decode(stdout) + decoder.decode(stderr));
  Deno.env.set("CONFLUX_IS_BUILT", "1");
}

/**
 * Builds the app once more, as a deploy does: the same code under another id. Where it does not keep the
 * old build, it is as if this one had been made in a folder of its own, for an image.
 */
export async function buildAnew({ keepsOld = true } = {}): Promise<void> {
  Deno.env.delete("CONFLUX_IS_BUILT");
  await buildApp();
  if (keepsOld) return;
  const { buildId } = JSON.parse(await Deno.readTextFile(`${root}_fresh/files.json`));
  const scripts = `${root}_fresh/static/_fresh/js`;
  for await (const { name } of Deno.readDir(scripts)) {
    if (name !== buildId) await Deno.remove(`${scripts}/${name}`, { recursive: true });
  }
}

/** A port of loopback that nobody listens on. */
export function freePort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return port;
}

/** Serves the built app on a free port with a data folder of its own. */
export async function serveApp(
  settings: Record<string, string> = {},
  /** How many files and connections the system lets it have. */
  { openFiles }: { openFiles?: number } = {},
): Promise<AppProcess> {
  const port = freePort();
  await Deno.mkdir(`${root}/data`, { recursive: true });
  const dataDir = await Deno.makeTempDir({ dir: `${root}/data`, prefix: "test-" });
  const origin = `http://localhost:${port}`;
  const env = { ...productionSettings, PORT: String(port), CONFLUX_DATA: dataDir, ...settings };
  const decoder = new TextDecoder();
  let output = "";
  let child: Deno.ChildProcess | null = null;
  let drained: Promise<unknown> = Promise.resolve();

  async function collect(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const chunk of stream) output += decoder.decode(chunk);
  }

  async function start(): Promise<void> {
    const limit = openFiles ? `ulimit -n ${openFiles}; ` : "";
    child = new Deno.Command("sh", {
      args: ["-c", `${limit}exec "$0" task serve`, Deno.execPath()],
      cwd: root,
      env,
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    drained = Promise.all([collect(child.stdout), collect(child.stderr)]);
    const deadline = Date.now() + 60_000;
    while (!await isHealthy(origin)) {
      if (Date.now() > deadline) throw new Error(`the server does not answer:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function kill(): Promise<void> {
    if (!child) return;
    // The task runner is the parent: the server is its child, and both are ours.
    signalAll([...await descendantsOf(child.pid), child.pid], "SIGKILL");
    await child.status;
    await drained;
    child = null;
  }

  async function pid(): Promise<number> {
    const [own] = child ? await descendantsOf(child.pid) : [];
    if (own === undefined) throw new Error("the server does not run");
    return own;
  }

  async function ended(): Promise<number> {
    const status = await child?.status;
    await drained;
    child = null;
    return status?.code ?? -1;
  }

  await start();
  return {
    origin,
    dataDir,
    get output() {
      return output;
    },
    pid,
    kill,
    signal: async (name) => Deno.kill(await pid(), name),
    ended,
    start,
    async [Symbol.asyncDispose]() {
      await kill();
      await Deno.remove(dataDir, { recursive: true });
    },
  };
}

async function isHealthy(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/healthz`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    // Not listening yet.
    return false;
  }
}
