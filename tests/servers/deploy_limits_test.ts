// The build as Deno Deploy would run it, as far as that can be tried elsewhere: `_fresh/server.js` as the
// entry point, nothing to write to, no program to start, Redis over TLS, and instances that end at any time.

import assert from "node:assert/strict";
import { buildApp, freePort, productionSettings } from "../e2e/rig/app_process.ts";
import { makeCertificate } from "../fakes/proxy_process.ts";
import { type RedisProcess, startRedis } from "../fakes/redis_process.ts";
import type { Json } from "../fakes/test_server.ts";
import { joinAs, newToken, scheduleMeeting } from "./people.ts";

await buildApp();

const root = new URL("../../", import.meta.url).pathname;
const deadlineMs = 60_000;
/** Of an account of Redis; it may stand in no log. */
const password = "p4ssw0rdOfRedis";

interface Instance {
  readonly origin: string;
  readonly output: string;
  kill(): Promise<void>;
}

/** An instance; its settings are those that DEPLOY.md names for Deno Deploy. */
async function startInstance(settings: Record<string, string>): Promise<Instance> {
  const port = freePort();
  const origin = `http://localhost:${port}`;
  const denied = ["--deny-write", "--deny-run", "--deny-ffi", "--deny-sys", "--no-prompt"];
  const child = new Deno.Command(Deno.execPath(), {
    args: ["serve", "--allow-net", "--allow-env", `--allow-read=${root}`, ...denied]
      .concat(["--host", "127.0.0.1", "--port", `${port}`, "_fresh/server.js"]),
    cwd: root,
    env: { ...productionSettings, CONFLUX_DATA: "/nowhere/data", ...settings },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let output = "";
  const collect = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) output += text;
  };
  const drained = Promise.all([collect(child.stdout), collect(child.stderr)]);
  let hasEnded = false;
  const ended = child.status.then(() => hasEnded = true);
  const kill = async () => {
    if (!hasEnded) child.kill("SIGKILL");
    await ended;
    await drained;
  };
  const deadline = Date.now() + deadlineMs;
  while (await status(`${origin}/healthz`) !== 200) {
    if (!hasEnded && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    await kill();
    throw new Error(`the instance does not answer:\n${output}`);
  }
  return {
    origin,
    get output() {
      return output;
    },
    kill,
  };
}

/** 0 where nobody answers. */
async function status(url: string): Promise<number> {
  try {
    const answer = await fetch(url);
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}

/** Asks until it is so: when an instance finds its Redis is its own business. */
async function becomes(url: string, wanted: number): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  while (await status(url) !== wanted) {
    if (Date.now() > deadline) throw new Error(`${url} does not become ${wanted}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Place {
  readonly redis: RedisProcess;
  /** Starts an instance, and ends it with the test. */
  start(settings?: Record<string, string>): Promise<Instance>;
}

async function onDeploy(test: (place: Place) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  const tls = await makeCertificate(dir);
  const redis = await startRedis({ tls });
  const instances: Instance[] = [];
  try {
    await redis.command("ACL", "SETUSER", "app", "on", `>${password}`, "~*", "&*", "+@all");
    const url = redis.tlsUrl.replace("//", `//app:${password}@`);
    await test({
      redis,
      async start(settings = { DENO_CERT: tls.cert }) {
        const instance = await startInstance({ CONFLUX_STORE: url, ...settings });
        instances.push(instance);
        return instance;
      },
    });
    for (const { output } of instances) assert.equal(output.includes(password), false);
  } catch (error) {
    for (const { origin, output } of instances) console.error(`${origin} said:\n${output}`);
    throw error;
  } finally {
    for (const instance of instances) await instance.kill();
    await redis.close();
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("[O24] instances without a disk share a meeting over Redis with TLS; one ends without a word, and the others go on", () =>
  onDeploy(async ({ start }) => {
    const one = await start();
    const other = await start();
    for (const { origin } of [one, other]) await becomes(`${origin}/readyz`, 200);
    assert.equal((await (await fetch(`${one.origin}/readyz`)).json()).memory, "ok");
    const page = await (await fetch(one.origin)).text();
    const [, script = ""] = /src="([^"]+\.js[^"]*)"/.exec(page) ??
      /href="([^"]+\.js[^"]*)"/.exec(page) ?? [];
    assert.equal(await status(new URL(script, one.origin).href), 200, script);

    const token = await newToken(one.origin);
    const id = await scheduleMeeting(one.origin, token);
    const olga = await joinAs(one.origin, id, "Olga", { token });
    const ana = await joinAs(other.origin, id, "Ana");
    assert.equal((await olga.ask({ type: "CHAT", text: "from one" })).code, 0);
    await ana.socket.find((frame) => frame.data?.text === "from one");

    await one.kill();
    const third = await start();
    await becomes(`${third.origin}/readyz`, 200);
    const { reply } = await olga.resume(third.origin);
    assert.equal(reply.code, 0, JSON.stringify(reply));
    assert.equal(reply.self.role, "HOST");
    assert.equal((await olga.ask({ type: "CHAT", text: "from the third" })).code, 0);
    await ana.socket.find((frame) => frame.data?.text === "from the third");
    const ben = await joinAs(other.origin, id, "Ben");
    const joined = ben.socket.frames.find(({ type }) => type === "RES_JOIN_MEETING");
    assert.deepEqual(
      joined?.chat.map(({ text }: Json) => text),
      ["from one", "from the third"],
    );
    for (const { socket } of [olga, ana, ben]) await socket.close();
  }));

Deno.test("[O24] an instance that cannot trust the certificate of its Redis is not ready, and ends nobody else", () =>
  onDeploy(async ({ start }) => {
    const wary = await start({});
    const answer = await fetch(`${wary.origin}/readyz`);
    assert.equal(answer.status, 503);
    assert.equal((await answer.json()).why, "store");
    assert.equal(await status(`${wary.origin}/healthz`), 200);
    assert.match(wary.output, /"event":"store_failed","operation":"connect"/);
    const trusting = await start();
    await becomes(`${trusting.origin}/readyz`, 200);
  }));

Deno.test("[O24] with the store on a disk that it may not write to, an instance refuses to start", async () => {
  await assert.rejects(startInstance({ CONFLUX_STORE: "kv" }), /Requires write access/);
  await assert.rejects(startInstance({ CONFLUX_STORE: "memory" }), /Requires write access/);
});
