// A real coturn for tests, started by turn/entrypoint.sh with the one template, on free ports of
// loopback. Ends the process it started and nothing else.

import { createTurn, type Turn } from "../../lib/server/turn/credentials.ts";
import { systemClock } from "../../lib/server/clock.ts";

export const turnSecret = "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3A";
const entrypoint = new URL("../../turn/entrypoint.sh", import.meta.url).pathname;
const deadlineMs = 60_000;

export interface TurnProcess {
  readonly port: number;
  readonly tlsPort: number;
  /** `127.0.0.1:port`, for URLs. */
  readonly address: string;
  /** Lines of the log so far. */
  readonly log: readonly string[];
  /** Resolves with the first line that fits; rejects after a minute. */
  waitForLog(pattern: RegExp): Promise<string>;
  close(): Promise<void>;
}

/** Runs the entry point to its end: for starts that must be refused. */
export async function runEntrypoint(env: Record<string, string>, ...args: string[]) {
  const { code, stdout, stderr } = await command(env, args).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: decode(stdout), stderr: decode(stderr) };
}

/** Starts coturn in development mode unless `env` says otherwise, and waits until it listens. */
export async function startTurnProcess(env: Record<string, string> = {}): Promise<TurnProcess> {
  const [port, tlsPort] = [freePort(), freePort()];
  const child = command({
    COTURN_MODE: "development",
    COTURN_SECRET: turnSecret,
    COTURN_PORT: String(port),
    COTURN_TLS_PORT: String(tlsPort),
    ...env,
  }, []).spawn();
  const log: string[] = [];
  let onLine = () => {};
  const follow = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    let rest = "";
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      log.push(...lines);
      onLine();
    }
  };
  const streams = Promise.all([follow(child.stdout), follow(child.stderr)]);
  let hasEnded = false;
  const ended = child.status.then((status) => {
    hasEnded = true;
    return status;
  });
  const close = async () => {
    if (!hasEnded) child.kill("SIGTERM");
    await ended;
    await streams;
  };
  const host = env.COTURN_LISTENING_IP?.split(",")[0] ?? "127.0.0.1";
  const deadline = Date.now() + deadlineMs;
  while (!await accepts(host, port)) {
    if (hasEnded || Date.now() > deadline) {
      await close();
      throw new Error(`coturn did not start:\n${log.slice(-15).join("\n")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return {
    port,
    tlsPort,
    address: `${host}:${port}`,
    log,
    async waitForLog(pattern) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const timer = setTimeout(
        () => reject(new Error(`No log line ${pattern} in:\n${log.slice(-15).join("\n")}`)),
        deadlineMs,
      );
      onLine = () => {
        const line = log.find((one) => pattern.test(one));
        if (line !== undefined) resolve(line);
      };
      onLine();
      return await promise.finally(() => clearTimeout(timer));
    },
    close,
  };
}

/** The issuer of credentials as the app makes it, for a server at these URLs. */
export function turnFor(
  urls: readonly string[],
  options: { secret?: string; ttlS?: number } = {},
): { turn: Turn; config: { turn: { urls: readonly string[] } } } {
  const settings = {
    prefix: "coturn",
    secret: options.secret ?? turnSecret,
    urls,
    ttlS: options.ttlS ?? 600,
  };
  const turn = createTurn({ turn: settings, idSecret: "id-secret", clock: systemClock });
  return { turn, config: { turn: { urls } } };
}

function command(env: Record<string, string>, args: string[]): Deno.Command {
  return new Deno.Command("sh", {
    args: [entrypoint, ...args],
    env: { PATH: Deno.env.get("PATH") ?? "/usr/bin:/bin", ...env },
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

async function accepts(hostname: string, port: number): Promise<boolean> {
  try {
    (await Deno.connect({ hostname, port })).close();
    return true;
  } catch {
    return false;
  }
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
