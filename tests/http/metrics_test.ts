// What an operator reads of a server, after a meeting in which everything that is counted has happened.

import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { startServer, testConfig } from "../fakes/test_server.ts";
import type { Config } from "../../lib/server/config.ts";
import { freePort } from "../e2e/rig/app_process.ts";
import { serveMetrics } from "../../lib/server/metrics/mod.ts";

const token = "m0nit0r-kX9vQ2mN7pR4tW8yB3dF6hJ1";
const bearer = (shown: string) => ({ headers: { authorization: `Bearer ${shown}` } });
const state = { mic: true, camera: true, screen: false };
const turn: Config["turn"] = {
  prefix: "coturn",
  secret: "a-long-secret-of-the-relay-0123456789",
  urls: ["turn:turn.example.org:3478"],
  ttlS: 600,
};

const withToken = (change: Partial<Config> = {}) =>
  startServer(applyBuild, {
    config: testConfig({ metrics: { port: null, token }, turn, ...change }),
  });

type Server = Awaited<ReturnType<typeof withToken>>;

/** Every sample by its name and labels. */
function samplesOf(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
  return new Map(lines.map((line) => {
    const at = line.lastIndexOf(" ");
    return [line.slice(0, at), Number(line.slice(at))];
  }));
}

const read = async (server: Server) =>
  samplesOf((await server.request("/metrics", bearer(token))).text);

/** One who is in, on a socket of their own. */
async function enter(server: Server, room_id: string, name: string, more: object = {}) {
  const own = await server.newToken();
  const muid = crypto.randomUUID();
  const socket = await server.connect();
  const about = { token: own, room_id };
  const ask = (message: object) => socket.ask({ ...about, ...message });
  const reply = await ask({ type: "JOIN_MEETING", muid, name, state, ...more });
  return { token: own, muid, socket, about, ask, reply };
}

Deno.test("[F18][O1][O2] after a meeting each number is what happened", async () => {
  await using server = await withToken();
  const organizer = await server.newToken();
  const id = await server.createMeeting(organizer, { passcode: "open sesame" });
  const passcode = "open sesame";
  const wrong = await enter(server, id, "Wanda", { passcode: "wrong" });
  assert.equal(wrong.reply.error, "PASSCODE_WRONG");
  const ana = await enter(server, id, "Ana", { passcode });
  const ben = await enter(server, id, "Ben", { passcode });
  assert.deepEqual([ana.reply.code, ben.reply.code], [0, 0]);
  const payload = { description: { type: "offer", sdp: "v=0" } };
  ana.socket.send({ ...ana.about, type: "SIGNAL", to: ben.muid, payload });
  await ben.socket.next("SIGNAL");
  assert.equal((await ben.ask({ type: "CHAT", text: "hello" })).code, 0);
  assert.equal((await ben.ask({ type: "LOCK_MEETING", locked: true })).error, "FORBIDDEN");

  const during = await read(server);
  const gauge = (name: string) => during.get(`conflux_${name}`);
  assert.deepEqual([gauge("rooms"), gauge("participants")], [1, 2]);
  assert.deepEqual(
    ["unauthenticated", "idle", "waiting", "joined"].map((one) => gauge(`sockets{state="${one}"}`)),
    [0, 1, 0, 2],
  );
  assert.ok((gauge('memory_bytes{kind="resident"}') ?? 0) > 10_000_000);

  await ben.socket.close();
  const again = await server.connect();
  const resumed = await again.ask({
    ...ben.about,
    type: "RESUME_MEETING",
    resume_token: ben.reply.self.resume_token,
    last_seq: 0,
  });
  assert.equal(resumed.code, 0);
  const stale = await server.connect();
  assert.equal(
    (await stale.ask({
      ...ben.about,
      type: "RESUME_MEETING",
      resume_token: "spent",
      last_seq: 0,
    })).error,
    "RESUME_FAILED",
  );
  assert.equal((await ana.ask({ type: "LEAVE_MEETING" })).code, 0);

  const after = await read(server);
  const commands = [...after].filter(([name]) => name.startsWith("conflux_commands_total"));
  assert.deepEqual(Object.fromEntries(commands), {
    'conflux_commands_total{command="JOIN_MEETING",result="PASSCODE_WRONG"}': 1,
    'conflux_commands_total{command="JOIN_MEETING",result="ok"}': 2,
    'conflux_commands_total{command="SIGNAL",result="ok"}': 1,
    'conflux_commands_total{command="CHAT",result="ok"}': 1,
    'conflux_commands_total{command="LOCK_MEETING",result="FORBIDDEN"}': 1,
    'conflux_commands_total{command="RESUME_MEETING",result="ok"}': 1,
    'conflux_commands_total{command="RESUME_MEETING",result="RESUME_FAILED"}': 1,
    'conflux_commands_total{command="LEAVE_MEETING",result="ok"}': 1,
  });
  for (const [command, count] of [["JOIN_MEETING", 3], ["SIGNAL", 1], ["CHAT", 1]]) {
    assert.equal(after.get(`conflux_command_seconds_count{command="${command}"}`), count);
  }
  // One for each token asked for, here by four people, and one for each who came in, or came back.
  assert.equal(after.get("conflux_turn_credentials_total"), 4 + 3);
  assert.equal(after.get('conflux_store_seconds_count{operation="create"}'), 1);
  assert.ok((after.get('conflux_store_seconds_count{operation="commit"}') ?? 0) >= 4);
  assert.equal([...after.keys()].some((name) => name.includes("store_failures_total{")), false);
  const text = (await server.request("/metrics", bearer(token))).text;
  for (const secret of [id, "Ana", "Ben", ana.muid, "hello", passcode]) {
    assert.ok(!text.includes(secret), `${secret} is nobody's business`);
  }
});

Deno.test("[F18] a store that fails is counted, by what it failed at", async () => {
  await using server = await withToken();
  const { store } = server.services;
  const own = await server.newToken();
  // What is measured stands around the store; behind it everything is as it was.
  await assert.rejects(store.commit({} as Parameters<typeof store.commit>[0]));
  await server.createMeeting(own);
  const samples = await read(server);
  assert.equal(samples.get('conflux_store_failures_total{operation="commit"}'), 1);
  assert.equal(samples.get('conflux_store_failures_total{operation="create"}'), undefined);
});

Deno.test("[F18] somebody in the waiting room is counted as such, and a join that waits has no answer yet", async () => {
  await using server = await withToken();
  const organizer = await server.newToken();
  const id = await server.createMeeting(organizer, { lobby: true });
  const guest = await enter(server, id, "Gus");
  assert.equal(guest.reply.type, "LOBBY_WAITING");
  const samples = await read(server);
  assert.equal(samples.get('conflux_sockets{state="waiting"}'), 1);
  const waiting = 'conflux_commands_total{command="JOIN_MEETING",result="waiting"}';
  assert.equal(samples.get(waiting), 1);
});

Deno.test("[F18] without a setting there are no metrics, without the token nobody reads them", async () => {
  await using silent = await startServer(applyBuild);
  assert.equal((await silent.request("/metrics", bearer(token))).status, 404);
  assert.equal(silent.services.metrics, null);
  await using server = await withToken();
  for (const init of [{}, bearer("wrong"), bearer(`${token}x`)]) {
    const { status, headers, body } = await server.request("/metrics", init);
    assert.deepEqual([status, body.error], [401, "UNAUTHORIZED"]);
    assert.equal(headers.get("www-authenticate"), "Bearer");
  }
  const { status, headers } = await server.request("/metrics", bearer(token));
  assert.equal(status, 200);
  assert.match(headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
  assert.equal(headers.get("cache-control"), "no-store");
  const post = await server.request("/metrics", { method: "POST", ...bearer(token) });
  assert.equal(post.status, 405);
});

Deno.test("[F18] on a port of their own they are for whoever reaches it, and the app's port has none", async () => {
  const port = freePort();
  await using server = await startServer(applyBuild, {
    config: testConfig({ metrics: { port, token: null } }),
  });
  const { metrics } = server.services;
  assert.ok(metrics);
  await using _metrics = serveMetrics(metrics, { port, hostname: "127.0.0.1" });
  assert.equal((await server.request("/metrics")).status, 404);
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
    return { status: response.status, text: await response.text() };
  };
  assert.equal((await ask("/metrics")).status, 200);
  assert.match((await ask("/metrics")).text, /^conflux_rooms 0$/m);
  assert.equal((await ask("/")).status, 404);
  assert.equal((await ask("/metrics", { method: "POST" })).status, 405);
});

const report = (token: string, links: unknown) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ token, links }),
});

Deno.test("[O7] what browsers report of their calls is counted; what is no report changes nothing", async () => {
  await using server = await withToken();
  const userId = crypto.randomUUID();
  const { body: config } = await server.request(`/config/${userId}`);
  assert.equal(config.CALL_REPORTS, true);
  const good = [
    { path: "direct", first_frame_ms: 400, longest_freeze_ms: 0 },
    { path: "direct", first_frame_ms: 1_500 },
    { path: "relay", longest_freeze_ms: 3_000 },
    { path: "none" },
  ];
  assert.equal((await server.request("/report", report(config.token, good))).status, 200);
  const bad = [
    [401, report("guess", good)],
    [400, report(config.token, [])],
    [400, report(config.token, [{ path: "Ana" }])],
    [400, report(config.token, [...good, { path: "direct", first_frame_ms: -1 }])],
    [400, report(config.token, Array.from({ length: 101 }, () => ({ path: "direct" })))],
  ] as const;
  for (const [status, init] of bad) {
    assert.equal((await server.request("/report", init)).status, status);
  }
  const samples = await read(server);
  const found = [...samples].filter(([name]) => name.startsWith("conflux_link"));
  const of = (name: string) => found.find(([one]) => one === `conflux_${name}`)?.[1];
  assert.deepEqual([
    of('links_total{path="direct"}'),
    of('links_total{path="relay"}'),
    of('links_total{path="none"}'),
    of("link_first_frame_seconds_count"),
    of("link_first_frame_seconds_sum"),
    of('link_first_frame_seconds_bucket{le="0.5"}'),
    of("link_longest_freeze_seconds_count"),
    of("link_longest_freeze_seconds_sum"),
  ], [2, 1, 1, 2, 1.9, 1, 2, 3]);
});

Deno.test("[O7] where it is set off, or nobody reads metrics, browsers are not asked and not heard", async () => {
  for (const change of [{ hasCallReports: false }, { metrics: { port: null, token: null } }]) {
    await using server = await withToken(change);
    const { body: config } = await server.request(`/config/${crypto.randomUUID()}`);
    assert.ok(!("CALL_REPORTS" in config));
    const told = await server.request("/report", report(config.token, [{ path: "direct" }]));
    assert.equal(told.status, 404);
  }
});
