// The operator's self-test against the real coturn: each verdict once, in time, without words about
// anybody's credential.

import assert from "node:assert/strict";
import { systemClock } from "../../lib/server/clock.ts";
import { checkTurn, type TurnVerdict } from "../../lib/server/turn/check.ts";
import { allocationsPerUser } from "../../lib/server/turn/quota.ts";
import { openTurnClient, outcome } from "../fakes/turn_client.ts";
import { startTurnProcess, turnFor, turnSecret } from "../fakes/turn_process.ts";

const oneRelayPort = { COTURN_MIN_PORT: "49999", COTURN_MAX_PORT: "49999" };
const server = await startTurnProcess();
const small = await startTurnProcess({ ...oneRelayPort, COTURN_TOTAL_QUOTA: "100" });
const outside = await startTurnProcess({
  COTURN_MODE: "production",
  COTURN_LISTENING_IP: "127.0.0.1",
  COTURN_EXTERNAL_IP: "192.168.7.7/127.0.0.1",
});
Deno.test.afterAll(async () => {
  for (const one of [server, small, outside]) await one.close();
});

async function check(urls: string[], secret = turnSecret): Promise<TurnVerdict[]> {
  const { config, turn } = turnFor(urls, { secret });
  const startedAt = performance.now();
  const verdicts = await checkTurn(config, turn, systemClock);
  assert(performance.now() - startedAt < 3_000, "a verdict comes within 3 s");
  const { username, password } = turn.credentials("self-test");
  for (const { sentence } of verdicts) {
    for (const secretWord of [secret, username, password]) assert(!sentence.includes(secretWord));
  }
  return verdicts;
}

const kinds = (verdicts: readonly TurnVerdict[]) => verdicts.map(({ kind }) => kind);

Deno.test("[P2] the self-test says ok for STUN, TURN over UDP and TURN over TCP, again and again", async () => {
  const { address } = server;
  const urls = [`stun:${address}`, `turn:${address}`, `turn:${address}?transport=tcp`];
  for (let round = 0; round < 4; round++) {
    const verdicts = await check(urls);
    assert.deepEqual(kinds(verdicts), ["ok", "ok", "ok"]);
    assert(verdicts.every(({ ok }) => ok));
  }
});

Deno.test("[P2] the self-test names a wrong secret as such", async () => {
  const verdicts = await check([`turn:${server.address}`], `${turnSecret}x`);
  assert.deepEqual(kinds(verdicts), ["wrong-secret"]);
  assert.match(verdicts[0]?.sentence ?? "", /COTURN_SECRET must be the same/);
});

Deno.test("[P2] the self-test tells a stopped server, a wrong host and a URL no browser uses apart", async () => {
  const stopped = await startTurnProcess();
  await stopped.close();
  const verdicts = await check([
    `turn:${stopped.address}`,
    `turn:${stopped.address}?transport=tcp`,
    "turn:nowhere.invalid",
    "turns:127.0.0.1?transport=udp",
  ]);
  assert.deepEqual(kinds(verdicts), ["unreachable", "unreachable", "unknown-host", "bad-url"]);
  assert(verdicts.every(({ ok, sentence }) => !ok && sentence.startsWith("COTURN_URLS: ")));
});

Deno.test("[P2] the self-test names a used-up quota and a used-up port range", async () => {
  const url = `turn:${server.address}?transport=tcp`;
  const { username, password } = turnFor([url]).turn.credentials("self-test");
  const greedy = await Promise.all(
    Array.from(
      { length: allocationsPerUser(16) },
      () => openTurnClient(url, { username, password }),
    ),
  );
  for (const client of greedy) assert.equal(outcome(await client.allocate()), "ok");
  assert.deepEqual(kinds(await check([url])), ["quota"]);
  for (const client of greedy) client.close();

  const smallUrl = `turn:${small.address}?transport=tcp`;
  const holder = await openTurnClient(
    smallUrl,
    turnFor([smallUrl]).turn.credentials("holder"),
  );
  assert.equal(outcome(await holder.allocate()), "ok");
  assert.deepEqual(kinds(await check([smallUrl])), ["no-ports"]);
  holder.close();
});

Deno.test("[S14] the self-test says ok where coturn gives what the participant limit takes, again and again", async () => {
  const { address } = server;
  const urls = [`stun:${address}`, `turn:${address}?transport=tcp`, `turn:${address}`];
  const { config, turn } = turnFor(urls);
  for (const maxParticipants of [16, 16, 2]) {
    const startedAt = performance.now();
    const verdicts = await checkTurn({ ...config, maxParticipants }, turn, systemClock);
    assert.deepEqual(kinds(verdicts), ["ok", "ok", "ok"]);
    assert(performance.now() - startedAt < 6_000);
  }
  const over = await openTurnClient(`turn:${address}`, turn.credentials("another"));
  assert.equal(outcome(await over.allocate()), "ok", "what it took it gave back");
  await over.free();
  over.close();
});

Deno.test("[S14] the self-test names a quota that is smaller than the participant limit takes, both numbers", async () => {
  const few = await startTurnProcess({ CONFLUX_MAX_PARTICIPANTS: "4" });
  try {
    for (const transport of ["udp", "tcp"]) {
      const urls = [`stun:${few.address}`, `turn:${few.address}?transport=${transport}`];
      const { config, turn } = turnFor(urls);
      const ask = (maxParticipants: number) =>
        checkTurn({ ...config, maxParticipants }, turn, systemClock);
      assert.deepEqual(kinds(await ask(4)), ["ok", "ok"]);
      for (const limit of [5, 16]) {
        const verdicts = await ask(limit);
        assert.deepEqual(kinds(verdicts), ["ok", "small-quota"], `${limit} over ${transport}`);
        const [, { ok, sentence }] = verdicts as [TurnVerdict, TurnVerdict];
        assert(!ok);
        assert.match(sentence, /CONFLUX_MAX_PARTICIPANTS/);
        assert(sentence.includes(` ${allocationsPerUser(4)} allocations`), sentence);
        assert(sentence.includes(`user-quota=${allocationsPerUser(limit)}`), sentence);
      }
    }
  } finally {
    await few.close();
  }
});

Deno.test("[S14] few ports, or a socket that breaks, are no word on the quota of a person", async () => {
  const ports = { COTURN_MIN_PORT: "49900", COTURN_MAX_PORT: "49909" };
  const narrow = await startTurnProcess({ ...ports, COTURN_TOTAL_QUOTA: "1000" });
  try {
    const { config, turn } = turnFor([`turn:${narrow.address}`]);
    const verdicts = await checkTurn({ ...config, maxParticipants: 16 }, turn, systemClock);
    assert.deepEqual(kinds(verdicts), ["ok"]);
    assert(
      narrow.log.some((line) => /one meeting of CONFLUX_MAX_PARTICIPANTS=16 takes 240/.test(line)),
    );
  } finally {
    await narrow.close();
  }
});

Deno.test("[P2] the self-test names a relay address that nobody reaches", async () => {
  const verdicts = await check([`turn:${outside.address}`]);
  assert.deepEqual(kinds(verdicts), ["wrong-external-ip"]);
  assert.match(verdicts[0]?.sentence ?? "", /COTURN_EXTERNAL_IP/);
});

Deno.test("[P2] the self-test knows a server that is no TURN server, and one that never speaks", async () => {
  const silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const web = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response("hi"),
  );
  const verdicts = await check([
    `turn:127.0.0.1:${silent.addr.port}?transport=tcp`,
    `turn:127.0.0.1:${web.addr.port}?transport=tcp`,
    `turns:127.0.0.1:${silent.addr.port}`,
  ]);
  assert.deepEqual(kinds(verdicts), ["unreachable", "bad-answer", "tls-failed"]);
  silent.close();
  await web.shutdown();
});

Deno.test("[S15] the self-test runs with the server's permissions: the network, nothing else", async () => {
  const urls = JSON.stringify([`turn:${server.address}`, `turn:${server.address}?transport=tcp`]);
  const here = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const code = `
    import { checkTurn } from ${here("../../lib/server/turn/check.ts")};
    import { createTurn } from ${here("../../lib/server/turn/credentials.ts")};
    import { systemClock } from ${here("../../lib/server/clock.ts")};
    const settings = { prefix: "", secret: "${turnSecret}", ttlS: 60, urls: ${urls} };
    const turn = createTurn({ turn: settings, idSecret: "id", clock: systemClock });
    const verdicts = await checkTurn({ turn: settings }, turn, systemClock);
    console.log(verdicts.map(({ kind }) => kind).join());`;
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(file, code);
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--no-check",
      "--config",
      "tools/check_server.json",
      "--allow-net",
      file,
    ],
    cwd: new URL("../../", import.meta.url),
  }).output();
  await Deno.remove(file);
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  assert.equal(decode(stdout), "ok,ok", decode(stderr));
});
