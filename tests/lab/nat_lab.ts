// A network of NATs on one machine, for calls between real browsers: "inet" with the servers at
// 203.0.113.1, NATs at 203.0.113.11 and up, and a client behind each. Runs under tests/lab/enter.sh.

import { natScript, teardownScript } from "./nat_script.ts";

/**
 * What stands between a client and the internet. `symmetric` gives every peer another port, `cone`
 * keeps one, `udp-blocked` is a cone that lets no UDP through.
 */
export type NatKind = "symmetric" | "cone" | "udp-blocked";
/** "inet" is where servers run; a number is the client behind that NAT. */
export type Place = "inet" | number;

export const serverIp = "203.0.113.1";

export interface LabProcess {
  readonly pid: number;
  /** Standard output and error so far. */
  readonly output: () => string;
  /** Ends it (SIGTERM) and waits until it has ended. */
  close(): Promise<void>;
}

export interface Lab {
  /** Runs a command to its end; its output, or an error that shows it. */
  run(place: Place, ...command: string[]): Promise<string>;
  /** Starts a process that runs until it or the lab is closed. */
  spawnIn(place: Place, command: readonly string[], env?: Record<string, string>): LabProcess;
  /** Starts coturn in "inet" with the product's configuration, on port 3478 (5349 with a certificate). */
  startTurn(secret: string, env?: Record<string, string>): Promise<LabProcess>;
  /** Resolves when this TCP port of `serverIp` accepts; rejects after a minute or when the process ends. */
  waitForPort(port: number, process: LabProcess): Promise<void>;
  /** Path of a script that runs Chromium behind this NAT: Playwright's `executablePath`. */
  chromium(client: number): string;
  /** Takes this client off the internet and puts it back; its own interface does not notice. */
  cutUplink(client: number): Promise<void>;
  restoreUplink(client: number): Promise<void>;
  /** Gives this client another address in its own network, as a machine that goes to another access point. */
  changeAddress(client: number): Promise<void>;
}

/** Builds the network, lends it to `use`, and takes it and every process started in it down again. */
export async function withLab<T>(
  options: { readonly nats: readonly NatKind[] },
  use: (lab: Lab) => Promise<T>,
): Promise<T> {
  if (Deno.env.get("CONFLUX_LAB") !== "1") {
    throw new Error("The NAT lab needs its own namespaces: sh tests/lab/enter.sh deno test -A …");
  }
  const scripts = await Deno.makeTempDir({ prefix: "conflux-lab-" });
  const processes: LabProcess[] = [];
  try {
    await runCommand(["sh", "-euc", natScript(options.nats)]);
    for (const client of options.nats.keys()) await writeChromium(scripts, client);
    return await use(createLab(scripts, processes));
  } finally {
    for (const process of processes.toReversed()) await process.close();
    await runCommand(["sh", "-c", teardownScript(options.nats)]);
    await Deno.remove(scripts, { recursive: true });
  }
}

function createLab(scripts: string, processes: LabProcess[]): Lab {
  /** Clients with their second address. */
  const moved = new Set<number>();
  const lab: Lab = {
    run: (place, ...command) => runCommand(inPlace(place, command)),
    spawnIn(place, command, env = {}) {
      const process = spawnProcess(inPlace(place, command), env);
      processes.push(process);
      return process;
    },
    async startTurn(secret, env = {}) {
      const entrypoint = new URL("../../turn/entrypoint.sh", import.meta.url).pathname;
      const turn = lab.spawnIn("inet", ["sh", entrypoint], {
        COTURN_SECRET: secret,
        COTURN_EXTERNAL_IP: serverIp,
        COTURN_LISTENING_IP: serverIp,
        ...env,
      });
      await lab.waitForPort(3478, turn);
      return turn;
    },
    async waitForPort(port, process) {
      const deadline = Date.now() + 60_000;
      while (!await accepts(port)) {
        const isRunning = await Deno.stat(`/proc/${process.pid}`).then(() => true, () => false);
        if (!isRunning || Date.now() > deadline) {
          throw new Error(`Nothing listens on ${serverIp}:${port}:\n${process.output()}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    chromium: (client) => `${scripts}/chromium${client}.sh`,
    async cutUplink(client) {
      await runCommand(inPlace("inet", ["ip", "link", "set", `port${client}`, "down"]));
    },
    async changeAddress(client) {
      const lan = `192.168.${client + 1}`;
      const [before, after] = moved.has(client) ? [3, 2] : [2, 3];
      if (after === 3) moved.add(client);
      else moved.delete(client);
      await runCommand(inPlace(client, [
        "sh",
        "-ec",
        `ip addr add ${lan}.${after}/24 dev eth0
         ip addr del ${lan}.${before}/24 dev eth0
         ip addr replace ${lan}.${after}/24 dev eth0
         ip route replace default via ${lan}.1`,
      ]));
    },
    async restoreUplink(client) {
      await runCommand(inPlace("inet", ["ip", "link", "set", `port${client}`, "up"]));
    },
  };
  return lab;
}

function inPlace(place: Place, command: readonly string[]): string[] {
  return ["ip", "netns", "exec", place === "inet" ? "inet" : `client${place}`, ...command];
}

async function writeChromium(folder: string, client: number): Promise<void> {
  const path = `${folder}/chromium${client}.sh`;
  const command = inPlace(client, ["/usr/bin/chromium", '"$@"']).join(" ");
  await Deno.writeTextFile(path, `#!/bin/sh\nexec ${command}\n`, { mode: 0o755 });
}

async function runCommand([program = "", ...args]: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  if (!success) throw new Error(`${program} ${args.join(" ")} failed:\n${decode(stderr)}`);
  return decode(stdout);
}

function spawnProcess(
  [program = "", ...args]: readonly string[],
  env: Record<string, string>,
): LabProcess {
  const pipes = { stdin: "null", stdout: "piped", stderr: "piped" } as const;
  const child = new Deno.Command(program, { args, env, ...pipes }).spawn();
  let output = "";
  const follow = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) output += text;
  };
  let hasEnded = false;
  const ended = Promise.all([
    child.status.then(() => hasEnded = true),
    follow(child.stdout),
    follow(child.stderr),
  ]);
  return {
    pid: child.pid,
    output: () => output,
    async close() {
      if (!hasEnded) child.kill("SIGTERM");
      await ended;
    },
  };
}

async function accepts(port: number): Promise<boolean> {
  try {
    (await Deno.connect({ hostname: serverIp, port })).close();
    return true;
  } catch {
    return false;
  }
}
