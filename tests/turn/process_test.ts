// The running coturn as a process: who it is, when it is healthy, and that it does not run with a
// configuration it does not understand.

import assert from "node:assert/strict";
import { startTurnProcess, turnSecret } from "../fakes/turn_process.ts";

const turnDir = new URL("../../turn/", import.meta.url).pathname;

async function health(env: Record<string, string>): Promise<boolean> {
  const script = `${turnDir}healthcheck.sh`;
  return (await new Deno.Command("sh", { args: [script], env }).output()).success;
}

/** Command line and user ids of the turnserver that serves from this folder. */
async function findTurnserver(config: string): Promise<{ argv: string; status: string }> {
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const argv = await Deno.readTextFile(`/proc/${name}/cmdline`).catch(() => "");
    if (!argv.startsWith("turnserver\0") || !argv.includes(config)) continue;
    return { argv, status: await Deno.readTextFile(`/proc/${name}/status`) };
  }
  throw new Error("no turnserver runs");
}

Deno.test("[S13] coturn runs as nobody, without its secret on the command line, healthy until it ends", async () => {
  const server = await startTurnProcess();
  const env = { COTURN_PORT: String(server.port) };
  let work = "";
  try {
    const line = await server.waitForLog(/pid file created/);
    work = /(\/\S+)\/turnserver.pid/.exec(line)?.[1] ?? "";
    const { argv, status } = await findTurnserver(`${work}/turnserver.conf`);
    assert(!argv.includes(turnSecret));
    if (Deno.uid() === 0) assert.match(status, /^Uid:\s+65534\s+65534\s+65534/m);
    const { mode } = await Deno.stat(`${work}/turnserver.conf`);
    assert.equal((mode ?? 0) & 0o077, 0, "others cannot read the secret");
    assert.equal(await health(env), true);
  } finally {
    await server.close();
  }
  assert.equal(await health(env), false);
  await assert.rejects(Deno.stat(work), "nothing is left behind");
});

for (const bad of ["no-such-option", "denied-peer-ip=10.0.0.0/8"]) {
  Deno.test(`[S14] coturn does not run with a line it does not understand: ${bad}`, async () => {
    const copy = await Deno.makeTempDir();
    for (const name of ["entrypoint.sh", "certificate.sh", "turnserver.conf.template"]) {
      await Deno.copyFile(turnDir + name, `${copy}/${name}`);
    }
    await Deno.writeTextFile(`${copy}/turnserver.conf.template`, `${bad}\n`, { append: true });
    const { code, stdout } = await new Deno.Command("sh", {
      args: [`${copy}/entrypoint.sh`],
      env: { COTURN_MODE: "development", COTURN_SECRET: turnSecret, COTURN_PORT: "34789" },
      stderr: "null",
    }).output();
    await Deno.remove(copy, { recursive: true });
    assert.equal(code, 78);
    assert.match(new TextDecoder().decode(stdout), /does not understand its configuration/);
  });
}
