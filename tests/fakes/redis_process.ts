// A real redis-server for tests, on a free port of loopback, with everything on disk.
// Ends the process it started and nothing else.

import { createClient } from "@redis/client";

const startDeadlineMs = 10_000;

export interface RedisProcess {
  readonly url: string;
  /** The same over TLS, where it was given a certificate for localhost. */
  readonly tlsUrl: string;
  /** Sends a command over a connection of the test's own. */
  command(...args: string[]): Promise<unknown>;
  /** SIGKILL, and wait until it is gone. */
  kill(): Promise<void>;
  /** Starts it again, same port, same data. */
  start(): Promise<void>;
  /** Forgets everything. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a Redis with nothing in it; `fsync`: how soon it is on disk what it was told. */
export async function startRedis(
  { fsync = "always", tls }: {
    fsync?: "always" | "everysec";
    tls?: { cert: string; key: string };
  } = {},
): Promise<RedisProcess> {
  const dir = await Deno.makeTempDir();
  const port = freePort();
  const url = `redis://127.0.0.1:${port}`;
  const tlsPort = freePort();
  const tlsArgs = tls
    ? ["--tls-port", `${tlsPort}`, "--tls-auth-clients", "no"]
      .concat(["--tls-cert-file", tls.cert, "--tls-key-file", tls.key])
    : [];
  let child: Deno.ChildProcess | null = null;

  async function start(): Promise<void> {
    const place = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", dir];
    const disk = ["--save", "", "--appendonly", "yes", "--appendfsync", fsync];
    child = new Deno.Command("redis-server", {
      args: [...place, ...disk, ...tlsArgs],
      stdout: "null",
      stderr: "inherit",
    }).spawn();
    const deadline = Date.now() + startDeadlineMs;
    while (!await isReady(port)) {
      if (Date.now() > deadline) throw new Error("redis-server does not answer");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async function kill(): Promise<void> {
    child?.kill("SIGKILL");
    await child?.status;
    child = null;
  }

  const command = (...args: string[]) => ask(url, args);
  await start();
  return {
    url,
    tlsUrl: `rediss://localhost:${tlsPort}`,
    command,
    kill,
    start,
    flush: async () => void await command("FLUSHALL"),
    async close() {
      await kill();
      await Deno.remove(dir, { recursive: true });
    },
  };
}

/** Asked in plain text: a client whose connection is refused would leave timers behind. */
async function isReady(port: number): Promise<boolean> {
  try {
    using connection = await Deno.connect({ port, hostname: "127.0.0.1" });
    await connection.write(new TextEncoder().encode("PING\r\n"));
    const answer = new Uint8Array(64);
    const length = await connection.read(answer) ?? 0;
    return new TextDecoder().decode(answer.subarray(0, length)).startsWith("+PONG");
  } catch {
    // Not listening yet.
    return false;
  }
}

async function ask(url: string, args: string[]): Promise<unknown> {
  const client = createClient({ url, RESP: 2, socket: { reconnectStrategy: false } });
  client.on("error", () => {});
  try {
    await client.connect();
    return await client.sendCommand(args);
  } finally {
    if (client.isOpen) client.destroy();
  }
}

function freePort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return port;
}
