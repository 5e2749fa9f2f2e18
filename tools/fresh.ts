// `deno task fresh`: tries the app on Fresh itself, for who reaches its registry. In a copy without the
// stand-in and its link: installs, checks the types, builds, serves, and runs the description of Fresh, the
// contract of the seed and one call. Other tests instead: `deno task fresh tests/http tests/e2e`.

const root = new URL("../", import.meta.url).pathname;
const copy = await Deno.makeTempDir({ prefix: "conflux-on-fresh-" });
const env = { DENO_NO_UPDATE_CHECK: "1", FRESH_NO_UPDATE_CHECK: "true", CONFLUX_IS_BUILT: "1" };

async function run(program: string, args: readonly string[]): Promise<boolean> {
  console.log(`\n$ ${program} ${args.join(" ")}`);
  const child = new Deno.Command(program, { args: [...args], cwd: copy, env }).spawn();
  return (await child.status).success;
}

async function deno(...args: readonly string[]): Promise<void> {
  if (!await run(Deno.execPath(), args)) fail(["deno", ...args]);
}

function fail(command: readonly string[]): never {
  console.error(`\nFailed: ${command.join(" ")}\nThe copy is in ${copy}.`);
  Deno.exit(1);
}

/** Everything that git knows or would take, but the stand-in and what follows from it. */
async function copyTree(): Promise<void> {
  const { success, stdout } = await new Deno.Command("git", {
    args: ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    cwd: root,
  }).output();
  if (!success) throw new Error("Cannot list the files: this is no checkout of git");
  const paths = new TextDecoder().decode(stdout).split("\0");
  for (const path of paths.filter((path) => path && !/^(lib\/fresh\/|deno\.lock$)/.test(path))) {
    await Deno.mkdir(`${copy}/${path}`.replace(/\/[^/]+$/, ""), { recursive: true });
    await Deno.copyFile(root + path, `${copy}/${path}`).catch((error) => {
      // Deleted, and git was not told yet.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
  const { links: _, ...config } = JSON.parse(await Deno.readTextFile(`${copy}/deno.json`));
  await Deno.writeTextFile(`${copy}/deno.json`, JSON.stringify(config, null, 2));
}

/** Tests with calls, which want a network with nothing but loopback. */
const isOfCalls = (path: string) => /^tests\/(e2e|faults|ui)/.test(path);

/**
 * Runs tests; those with calls in such a network, where that can be. The others may need the registry:
 * development loads parts of Fresh that nothing else does.
 */
async function test(paths: readonly string[], ...options: readonly string[]): Promise<void> {
  const command = ["test", "-A", "--no-check", ...options];
  const others = paths.filter((path) => !isOfCalls(path));
  if (others.length > 0) await deno(...command, ...others);
  const calls = paths.filter(isOfCalls);
  if (calls.length === 0) return;
  const wrapper = ["tests/lab/loopback.sh"];
  if (!await run("sh", [...wrapper, "true"])) return await deno(...command, ...calls);
  if (await run("sh", [...wrapper, Deno.execPath(), ...command, ...calls])) return;
  fail(["deno", ...command, ...calls]);
}

await copyTree();
await deno("install");
await deno("task", "check");
await deno("task", "build");
if (Deno.args.length > 0) await test(Deno.args);
else {
  await test(["tests/fresh", "tests/http/seed_test.ts"]);
  await test(["tests/e2e/call_test.ts"], "--filter", "two people join");
}
await Deno.remove(copy, { recursive: true });
console.log("\nConFlux runs on Fresh itself.");
