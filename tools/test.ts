// `deno task test`: every test there is, each suite in the surroundings that it needs. Installs from
// Debian what is missing where it may; what could not run is named, and under CI that is a failure.

interface Suite {
  readonly name: string;
  readonly paths: readonly string[];
  /** Debian packages by a program of each. */
  readonly needs: Readonly<Record<string, string>>;
  /** Script that makes the network the suite runs in. */
  readonly wrapper?: string;
}

const browser = { chromium: "chromium", unshare: "util-linux", ip: "iproute2" };
const suites: readonly Suite[] = [
  {
    name: "unit, contracts, HTTP and sockets",
    paths: ["shared", "server", "contracts", "http", "fresh", "browser", "tools"],
    needs: {},
  },
  {
    name: "servers as processes, Redis",
    paths: ["servers"],
    needs: { "redis-server": "redis-server" },
  },
  {
    name: "coturn",
    paths: ["turn"],
    needs: { ...browser, turnserver: "coturn", openssl: "openssl" },
  },
  { name: "screens", paths: ["ui"], needs: browser, wrapper: "tests/lab/loopback.sh" },
  {
    name: "calls in Chromium and Firefox",
    paths: ["e2e"],
    needs: {
      ...browser,
      "firefox-esr": "firefox-esr",
      turnserver: "coturn",
      openssl: "openssl",
      iptables: "iptables",
      "redis-server": "redis-server",
    },
    wrapper: "tests/lab/loopback.sh",
  },
  {
    name: "NAT lab",
    paths: ["lab"],
    needs: { ...browser, turnserver: "coturn", iptables: "iptables" },
    wrapper: "tests/lab/enter.sh",
  },
];

const root = new URL("../", import.meta.url).pathname;
const isCi = Deno.env.get("CI") === "true";
const env = { DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" };

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

/** Runs one suite, shows its output, and gives back what `deno test` counted. */
async function runSuite(suite: Suite): Promise<{ passed: number; failed: number }> {
  const paths = suite.paths.map((path) => `tests/${path}`);
  const test = [Deno.execPath(), "test", "-A", ...paths];
  const command = suite.wrapper ? ["sh", suite.wrapper, ...test] : test;
  const [program = "", ...args] = command;
  const child = new Deno.Command(program, { args, cwd: root, env, stdout: "piped" }).spawn();
  let output = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    await Deno.stdout.write(new TextEncoder().encode(text));
    output += text;
  }
  const { success } = await child.status;
  const [, passed = "0", failed = "0"] = /(\d+) passed.*?\| (\d+) failed/.exec(output) ?? [];
  // A run that ended badly without a failed test (type error, leak, crash) is a failure all the same.
  return { passed: Number(passed), failed: success ? 0 : Math.max(1, Number(failed)) };
}

const only = new Set(Deno.args);
await installMissing();
const left: string[] = [];
let passed = 0;
let failed = 0;
for (const suite of suites) {
  if (only.size > 0 && !suite.paths.some((path) => only.has(path))) continue;
  console.log(`\n=== ${suite.name}`);
  const reason = await whyNot(suite);
  if (reason) {
    left.push(`${suite.name}: ${reason}`);
    continue;
  }
  const started = performance.now();
  const counts = await runSuite(suite);
  console.log(`=== ${suite.name}: ${Math.round((performance.now() - started) / 1_000)} s`);
  passed += counts.passed;
  failed += counts.failed;
}
for (const reason of left) console.error(`NOT RUN  ${reason}`);
if (isCi) failed += left.length;
console.log(`\n${passed} passed, ${failed} failed`);
Deno.exit(failed > 0 || passed === 0 ? 1 : 0);
