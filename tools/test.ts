// `deno task test`: every test there is, each suite in the surroundings that it needs. Installs from
// Debian what is missing where it may; what could not run is named, and under CI that is a failure.
// The NAT lab waits for most of its time, and runs beside what computes and knows no time. (Faults and
// screens beside each other took as long on two cores as one after the other.)

interface Suite {
  readonly name: string;
  readonly paths: readonly string[];
  /** Debian packages by a program of each. */
  readonly needs: Readonly<Record<string, string>>;
  /** Script that makes the network the suite runs in. */
  readonly wrapper?: string;
}

const browser = { chromium: "chromium", unshare: "util-linux", ip: "iproute2" };
const unit: Suite = {
  name: "unit, contracts, HTTP and sockets",
  paths: ["shared", "server", "contracts", "http", "browser", "tools"],
  needs: {},
};
const fresh: Suite = {
  name: "Fresh as we use it",
  paths: ["fresh"],
  needs: browser,
  wrapper: "tests/lab/loopback.sh",
};
const servers: Suite = {
  name: "servers as processes, Redis, proxies, attacks",
  paths: ["servers", "attack"],
  needs: {
    "redis-server": "redis-server",
    nginx: "nginx-light",
    caddy: "caddy",
    haproxy: "haproxy",
    apache2: "apache2-bin",
    openssl: "openssl",
    promtool: "prometheus",
    "systemd-analyze": "systemd",
    unshare: "util-linux",
    curl: "curl",
    git: "git",
  },
};
const coturn: Suite = {
  name: "coturn",
  paths: ["turn"],
  needs: { ...browser, turnserver: "coturn", openssl: "openssl" },
};
const screens: Suite = {
  name: "screens",
  paths: ["ui"],
  needs: browser,
  wrapper: "tests/lab/loopback.sh",
};
const calls: Suite = {
  name: "calls in Chromium and Firefox",
  paths: ["e2e"],
  needs: {
    ...browser,
    "firefox-esr": "firefox-esr",
    turnserver: "coturn",
    openssl: "openssl",
    iptables: "iptables",
    "redis-server": "redis-server",
    nginx: "nginx-light",
  },
  wrapper: "tests/lab/loopback.sh",
};
const faults: Suite = {
  name: "faults and repairs in Chromium and Firefox",
  paths: ["faults"],
  needs: calls.needs,
  wrapper: "tests/lab/loopback.sh",
};
const lab: Suite = {
  name: "NAT lab",
  paths: ["lab"],
  needs: { ...browser, turnserver: "coturn", iptables: "iptables" },
  wrapper: "tests/lab/enter.sh",
};

/** Phases one after another; the lanes of a phase beside each other; the suites of a lane in turn. */
const plan: readonly (readonly (readonly Suite[])[])[] = [
  [[unit, fresh, coturn, screens], [lab]],
  [[servers]],
  [[calls, faults]],
];
const suites = plan.flat(2);

/** Three times what the longest suite takes on two cores. */
const longestMinutes = 45;

const root = new URL("../", import.meta.url).pathname;
const isCi = Deno.env.get("CI") === "true";
const env = { DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1", CONFLUX_IS_BUILT: "1" };

async function run(command: string, args: readonly string[]): Promise<boolean> {
  const child = new Deno.Command(command, { args: [...args], cwd: root, env }).spawn();
  return (await child.status).success;
}

async function isInstalled(program: string): Promise<boolean> {
  for (const dir of `${Deno.env.get("PATH")}:/usr/sbin:/sbin`.split(":")) {
    const found = await Deno.stat(`${dir}/${program}`).catch(() => null);
    if (found?.isFile) return true;
  }
  return false;
}

async function missingPackages(): Promise<string[]> {
  const needs = Object.entries(Object.assign({}, ...suites.map((suite) => suite.needs)));
  const checked = await Promise.all(
    needs.map(async ([program, name]) => await isInstalled(program) ? null : String(name)),
  );
  return [...new Set(checked.filter((name) => name !== null))];
}

async function installMissing(): Promise<void> {
  const missing = await missingPackages();
  if (missing.length === 0 || Deno.uid() !== 0 || !await isInstalled("apt-get")) return;
  console.log(`Installing ${missing.join(", ")}`);
  await run("apt-get", ["update", "-qq"]);
  const quiet = ["-qq", "-y", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0"];
  await run("apt-get", ["install", ...quiet, ...missing]);
}

async function whyNot(suite: Suite): Promise<string | null> {
  for (const [program, name] of Object.entries(suite.needs)) {
    if (!await isInstalled(program)) return `${program} is missing (Debian package ${name})`;
  }
  if (suite.wrapper && !await run("sh", [suite.wrapper, "true"])) {
    return `${suite.wrapper} cannot make its network here`;
  }
  return null;
}

interface Result {
  readonly passed: number;
  readonly failed: number;
  /** Why it was not run. */
  readonly left?: string;
}

/** Runs one suite, passes its output to `show`, and gives back what `deno test` counted. */
async function runSuite(suite: Suite, show: (text: string) => void): Promise<Result> {
  show(`\n=== ${suite.name}\n`);
  const reason = await whyNot(suite);
  if (reason) return { passed: 0, failed: 0, left: `${suite.name}: ${reason}` };
  const startedAt = performance.now();
  const paths = suite.paths.map((path) => `tests/${path}`);
  const test = [Deno.execPath(), "test", "-A", "--no-check", ...paths];
  const command = suite.wrapper ? ["sh", suite.wrapper, ...test] : test;
  // A suite that hangs is red and named, before CI gives the whole run up without a word.
  const args = ["--kill-after=10", `${longestMinutes}m`, ...command];
  const pipes = { stdout: "piped", stderr: "piped" } as const;
  const child = new Deno.Command("timeout", { args, cwd: root, env, ...pipes }).spawn();
  let output = "";
  const follow = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      show(text);
      output += text;
    }
  };
  const [{ success, code }] = await Promise.all([
    child.status,
    follow(child.stdout),
    follow(child.stderr),
  ]);
  if (code === 124) {
    show(`\n=== ${suite.name}: ended, it did not by itself in ${longestMinutes} min\n`);
  }
  show(`=== ${suite.name}: ${Math.round((performance.now() - startedAt) / 1_000)} s\n`);
  const [, passed = "0", failed = "0"] = /(\d+) passed.*?\| (\d+) failed/.exec(output) ?? [];
  // A run that ended badly without a failed test (leak, crash) is a failure all the same.
  return { passed: Number(passed), failed: success ? 0 : Math.max(1, Number(failed)) };
}

/** Runs suites in turn; their output comes as it is made, or suite by suite where it is `held`. */
async function runLane(lane: readonly Suite[], isHeld: boolean): Promise<Result[]> {
  const results: Result[] = [];
  for (const suite of lane) {
    let held = "";
    const show = isHeld ? (text: string) => void (held += text) : print;
    results.push(await runSuite(suite, show));
    print(held);
  }
  return results;
}

function print(text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}

const only = new Set(Deno.args);
await installMissing();
// Once for all, as suites share the files and the build.
for (const args of [["check", "--quiet"], ["task", "--quiet", "build"]]) {
  if (!await run(Deno.execPath(), args)) Deno.exit(1);
}
const results: Result[] = [];
for (const phase of plan) {
  const lanes = phase
    .map((lane) =>
      lane.filter(({ paths }) => only.size === 0 || paths.some((one) => only.has(one)))
    )
    .filter((lane) => lane.length > 0);
  // One lane speaks as it goes; the output of others would get into its lines.
  const runs = lanes.map((lane, at) => runLane(lane, at > 0));
  results.push(...(await Promise.all(runs)).flat());
}
const left = results.flatMap((result) => result.left ?? []);
const count = (key: "passed" | "failed") => results.reduce((sum, result) => sum + result[key], 0);
const failed = count("failed") + (isCi ? left.length : 0);
for (const reason of left) console.error(`NOT RUN  ${reason}`);
console.log(`\n${count("passed")} passed, ${failed} failed`);
Deno.exit(failed > 0 || count("passed") === 0 ? 1 : 0);
