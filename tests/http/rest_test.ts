import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { parseConfig } from "../../lib/server/config.ts";
import { openMemoryBackend } from "../../lib/server/stores/memory.ts";
import { createManualClock } from "../fakes/manual_clock.ts";
import { upgradeStatus } from "../fakes/upgrade.ts";
import { applyBuild } from "../fakes/built_app.ts";
import { type Answer, startServer, testConfig } from "../fakes/test_server.ts";

/** Every failure of every REST route looks like this. */
function assertFailure(answer: Answer, status: number, error: string): void {
  assert.equal(answer.status, status, answer.text);
  assert.deepEqual(Object.keys(answer.body).sort(), ["code", "error", "msg"]);
  assert.equal(answer.body.code, status);
  assert.equal(answer.body.error, error);
  assert.ok(answer.body.msg.length > 5);
  assert.equal(answer.headers.get("cache-control"), "no-store");
}

Deno.test("[P1] GET /config: a user_id that is not a UUID is 400 BAD_USER_ID", async () => {
  await using server = await startServer(applyBuild);
  for (const bad of ["x", "1", "..%2f", crypto.randomUUID() + "0", "%00"]) {
    assertFailure(await server.request(`/config/${bad}`), 400, "BAD_USER_ID");
  }
});

Deno.test("[P1][P2] GET /config hands out TURN credentials and ICE servers as configured", async () => {
  const secret = "rT5yU8iO1pA4sD7fG0hJ3kL6zX9cV2bN";
  const { turn } = parseConfig({
    CONFLUX_SECRET: secret,
    COTURN_SECRET: secret,
    COTURN_URLS: "stun:t.example:3478,turn:t.example:3478?transport=udp",
    CONFLUX_TURN_TTL_S: "600",
  });
  await using server = await startServer(applyBuild, { config: testConfig({ turn }) });
  const userId = crypto.randomUUID();
  const { body } = await server.request(`/config/${userId}`);
  const [expiry, id] = body.COTURN_USERNAME.split(":");
  assert.ok(Math.abs(Number(expiry) * 1_000 - Date.now() - 600_000) < 20_000);
  assert.equal(body.TURN_EXPIRES_AT, Number(expiry) * 1_000);
  assert.ok(!userId.includes(id) && !body.token.includes(id));
  const mac = createHmac("sha1", secret).update(body.COTURN_USERNAME).digest("base64");
  assert.equal(body.COTURN_PASSWORD, mac);
  assert.equal(body.ICE_SERVERS.length, 2);
  assert.equal(body.ICE_SERVERS[1].credential, mac);
  assert.equal(body.PROTOCOL_VERSION, 1);
});

Deno.test("[S14] users that an address invents are one to coturn; who is in a meeting is themselves", async () => {
  const secret = "t".repeat(20) + "0123456789abc";
  const { turn } = parseConfig({
    CONFLUX_SECRET: secret,
    COTURN_SECRET: secret,
    COTURN_URLS: "turn:t.example:3478?transport=udp",
  });
  await using server = await startServer(applyBuild, { config: testConfig({ turn }) });
  const idOf = (username: string) => username.split(":")[1];
  const ask = async (userId: string) =>
    idOf((await server.request(`/config/${userId}`)).body.COTURN_USERNAME);
  const [ana, ben] = [crypto.randomUUID(), crypto.randomUUID()];
  const outside = await ask(ana);
  assert.equal(await ask(ben), outside);
  const { token } = (await server.request(`/config/${ana}`)).body;
  const room_id = await server.createMeeting(token);
  const client = await server.connect();
  const muid = crypto.randomUUID();
  const joined = await client.ask({ type: "JOIN_MEETING", room_id, token, muid, name: "Ana" });
  const own = idOf(joined.ice_servers[0].username);
  assert.notEqual(own, outside);
  assert.equal(await ask(ana), own, "renewed as the same one");
  assert.equal(await ask(ben), outside);
  await client.ask({ type: "LEAVE_MEETING", room_id, token });
  assert.equal(await ask(ana), outside);
  await client.close();
});

Deno.test("[P2] GET /config without TURN: empty credentials and no servers", async () => {
  await using server = await startServer(applyBuild);
  const { body } = await server.request(`/config/${crypto.randomUUID()}`);
  assert.equal(body.COTURN_USERNAME, "");
  assert.equal(body.COTURN_PASSWORD, "");
  assert.deepEqual(body.ICE_SERVERS, []);
});

Deno.test("[P4][S2] POST /meeting without a valid token is 401 and stores nothing", async () => {
  const backend = openMemoryBackend();
  const { store } = backend;
  let created = 0;
  const { create } = store;
  store.create = (meeting, expiresAt) => (created++, create(meeting, expiresAt));
  await using server = await startServer(applyBuild, { backend });
  const body = JSON.stringify({ title: "T", organizer_name: "O" });
  for (const authorization of [undefined, "Bearer x", "Basic eDp5", "Bearer a.b.c"]) {
    const headers = authorization ? { authorization } : undefined;
    const answer = await server.request("/meeting", { method: "POST", headers, body });
    assertFailure(answer, 401, "UNAUTHORIZED");
  }
  assert.equal(created, 0);
});

Deno.test("[P4] POST /meeting: a bad body is 400 and the msg names the field", async () => {
  await using server = await startServer(applyBuild);
  const headers = { authorization: `Bearer ${await server.newToken()}` };
  const post = (body: string) => server.request("/meeting", { method: "POST", headers, body });
  const good = { title: "T", organizer_name: "O" };
  for (
    const [field, change] of [
      ["title", { title: undefined }],
      ["title", { title: " " }],
      ["title", { title: "x".repeat(121) }],
      ["organizer_name", { organizer_name: "\u202e" }],
      ["organizer_name", { organizer_name: 5 }],
      ["start_time", { start_time: "soon" }],
      ["start_time", { start_time: Date.UTC(10_000, 0) }],
      ["start_time", { start_time: 8_640_000_000_000_001 }],
      ["passcode", { passcode: "" }],
      ["lobby", { lobby: "yes" }],
    ] as const
  ) {
    const answer = await post(JSON.stringify({ ...good, ...change }));
    assertFailure(answer, 400, "BAD_REQUEST");
    assert.match(answer.body.msg, new RegExp(`"${field}"`));
  }
  assertFailure(await post("{"), 400, "BAD_REQUEST");
  assertFailure(await post("[]"), 400, "BAD_REQUEST");
  assertFailure(await post("x".repeat(20_000)), 413, "BODY_TOO_LARGE");
});

Deno.test("[P4] the answer is sent only after the meeting is stored, and an id is never given twice", async () => {
  const backend = openMemoryBackend();
  const { store } = backend;
  const stored = new Set<string>();
  let refusals = 3;
  const { create } = store;
  store.create = async (meeting, expiresAt) => {
    // As if the first three ids were taken.
    if (refusals-- > 0) return false;
    const isNew = await create(meeting, expiresAt);
    stored.add(meeting.id);
    return isNew;
  };
  await using server = await startServer(applyBuild, { backend });
  const id = await server.createMeeting(await server.newToken());
  assert.deepEqual([...stored], [id]);
});

Deno.test("[R14][O3] a store that fails: 503 UNAVAILABLE, /readyz is 503, /healthz is not", async () => {
  const backend = openMemoryBackend();
  const { store } = backend;
  const clock = createManualClock(Date.now());
  await using server = await startServer(applyBuild, { backend, clock });
  assert.equal((await server.request("/readyz")).status, 200);
  const headers = { authorization: `Bearer ${await server.newToken()}` };
  const fail = () => Promise.reject(new Error("disk is gone"));
  Object.assign(store, { create: fail, load: fail, check: fail });
  const body = JSON.stringify({ title: "T", organizer_name: "O" });
  const answer = await server.request("/meeting", { method: "POST", headers, body });
  assertFailure(answer, 503, "UNAVAILABLE");
  assertFailure(await server.request("/meeting/123456789/Ana"), 503, "UNAVAILABLE");
  assert.equal((await server.request("/readyz")).status, 200, "the store is asked once a second");
  clock.advance(1_000);
  const unready = await server.request("/readyz");
  const { status, body: { error, why } } = unready;
  assert.deepEqual([status, error, why], [503, "UNAVAILABLE", "store"]);
  assert.equal((await server.request("/healthz")).status, 200);
});

Deno.test("[S7] with little memory left new meetings and people are refused, then new connections, and /readyz says so", async () => {
  let memory: "ok" | "tight" | "full" = "ok";
  await using server = await startServer(applyBuild, { memory: () => memory });
  const token = await server.newToken();
  const room_id = await server.createMeeting(token);
  const join = async (name: string) => {
    const client = await server.connect();
    const muid = crypto.randomUUID();
    const answer = await client.ask({ type: "JOIN_MEETING", room_id, token, muid, name });
    return { client, answer };
  };
  const make = async () => {
    const headers = { authorization: `Bearer ${token}` };
    const body = JSON.stringify({ title: "More", organizer_name: "Olga" });
    return (await server.request("/meeting", { method: "POST", headers, body })).status;
  };
  const { client, answer } = await join("Olga");
  assert.equal((await server.request("/readyz")).body.memory, "ok");
  memory = "tight";
  assert.equal(await make(), 503);
  const late = await join("Late");
  assert.deepEqual([late.answer.code, late.answer.error], [503, "UNAVAILABLE"]);
  assert.equal((await server.request("/readyz")).body.memory, "tight");
  await client.close();
  const { self: { resume_token }, seq: last_seq } = answer;
  const back = await (await server.connect())
    .ask({ type: "RESUME_MEETING", room_id, token, resume_token, last_seq });
  assert.equal(back.code, 0, "who has a seat gets it back");
  memory = "full";
  const unready = await server.request("/readyz");
  assert.deepEqual([unready.status, unready.body.why], [503, "memory"]);
  assert.equal(await upgradeStatus(server.origin, { origin: server.origin }), 503);
  assert.equal((await server.request("/healthz")).status, 200);
});

Deno.test("[F18] an answer that says INTERNAL names its line in the log", async () => {
  await using server = await startServer(applyBuild);
  Object.assign(server.services.httpLimit, { take: () => Promise.reject(new TypeError("a bug")) });
  const headers = { "x-request-id": "edge-42" };
  const answer = await server.request(`/config/${crypto.randomUUID()}`, { headers });
  assert.deepEqual([answer.status, answer.headers.get("x-request-id")], [500, "edge-42"]);
  const [line] = server.logged.map((one) => JSON.parse(one))
    .filter(({ event }) => event === "request_failed");
  assert.deepEqual([line?.path, line?.request], ["/config", "edge-42"]);
  const fine = await server.request("/healthz", { headers });
  assert.equal(fine.headers.get("x-request-id"), null);
});

Deno.test("[F18] /readyz shows what the self-test of TURN found", async () => {
  const sentence = "The relay refuses our credential: COTURN_SECRET differs.";
  const verdict = {
    url: "turn:t.example",
    kind: "wrong-secret",
    ok: false,
    sentence,
    tookMs: 5,
  } as const;
  await using server = await startServer(applyBuild, {
    checkTurn: () => Promise.resolve([verdict]),
  });
  const { status, body } = await server.request("/readyz");
  assert.equal(status, 200);
  assert.deepEqual(body, {
    status: "ready",
    memory: "ok",
    turn: [{ url: "turn:t.example", ok: false, sentence }],
  });
});

Deno.test("[P5] GET /meeting/:id/:name: unknown meeting, bad name", async () => {
  await using server = await startServer(applyBuild);
  assertFailure(await server.request("/meeting/999999999/Ana"), 404, "MEETING_NOT_FOUND");
  assertFailure(await server.request("/meeting/nonsense/Ana"), 404, "MEETING_NOT_FOUND");
  const id = await server.createMeeting(await server.newToken());
  assertFailure(await server.request(`/meeting/${id}/%E2%80%AE`), 400, "BAD_REQUEST");
});

Deno.test("[P5] GET /meeting/:id/:name: a name in use in that room is 409 NAME_TAKEN", async () => {
  await using server = await startServer(applyBuild);
  const token = await server.newToken();
  const id = await server.createMeeting(token);
  const socket = await server.connect();
  const muid = crypto.randomUUID();
  await socket.ask({ type: "JOIN_MEETING", room_id: id, token, muid, name: "Ana Ö/1 & Co" });
  assertFailure(
    await server.request(`/meeting/${id}/${encodeURIComponent("ana ö/1 & co")}`),
    409,
    "NAME_TAKEN",
  );
  const { body } = await server.request(`/meeting/${id}/Ben`);
  assert.equal(body.data.participants.length, 1);
  assert.ok(!JSON.stringify(body).includes(token));
  await socket.close();
});

Deno.test("[P5][S6] a meeting with a passcode tells nothing of its people without it", async () => {
  // A clock that stands still: twelve hashes may take longer than a try needs to be given back.
  await using server = await startServer(applyBuild, { clock: createManualClock(Date.now()) });
  const token = await server.newToken();
  const id = await server.createMeeting(token, { passcode: "sesame" });
  const look = (passcode?: string) =>
    server.request(`/meeting/${id}/Ben`, {
      headers: passcode ? { "x-meeting-passcode": passcode } : {},
    });
  assertFailure(await look(), 401, "PASSCODE_REQUIRED");
  assertFailure(await look("wrong"), 401, "PASSCODE_WRONG");
  const { body } = await look("sesame");
  assert.equal(body.data.passcode_required, true);
  assert.ok(!JSON.stringify(body).includes("sesame"));
  const other = await server.createMeeting(token, { passcode: "öffne 100%" });
  const encoded = { headers: { "x-meeting-passcode": encodeURIComponent("öffne 100%") } };
  assert.equal((await server.request(`/meeting/${other}/Ben`, encoded)).status, 200);
  for (let i = 0; i < 9; i++) await look("wrong");
  const limited = await look("wrong");
  assertFailure(limited, 429, "RATE_LIMITED");
  assert.ok(Number(limited.headers.get("retry-after")) >= 1);
});

Deno.test("[P6] scheduled meetings tell their start, lobby and lock", async () => {
  await using server = await startServer(applyBuild);
  const token = await server.newToken();
  const start_time = 2_000_000_000_000;
  const id = await server.createMeeting(token, { start_time, lobby: true });
  const { data } = (await server.request(`/meeting/${id}/Ben`)).body;
  assert.equal(data.start_time, start_time);
  assert.equal(data.lobby, true);
  assert.equal(data.locked, false);
  assert.equal(data.passcode_required, false);
});

Deno.test("another method is 405 with Allow, in JSON; HEAD is GET without a body", async () => {
  await using server = await startServer(applyBuild);
  for (
    const [path, method, allow] of [
      [`/config/${crypto.randomUUID()}`, "POST", "GET, HEAD"],
      ["/meeting", "GET", "POST"],
      ["/meeting", "DELETE", "POST"],
      ["/meeting/123456789/Ana", "PUT", "GET, HEAD"],
      ["/peer_signal", "POST", "GET"],
      ["/healthz", "PATCH", "GET, HEAD"],
    ] as const
  ) {
    const answer = await server.request(path, { method });
    assertFailure(answer, 405, "METHOD_NOT_ALLOWED");
    assert.equal(answer.headers.get("allow"), allow);
  }
  const head = await server.request("/healthz", { method: "HEAD" });
  assert.equal(head.status, 200);
  assert.equal(head.text, "");
});

Deno.test("an unknown path below the API is JSON, elsewhere a page for browsers", async () => {
  await using server = await startServer(applyBuild);
  const accept = "text/html";
  assertFailure(await server.request("/meeting/1/2/3", { headers: { accept } }), 404, "NOT_FOUND");
  assertFailure(await server.request("/nothing"), 404, "NOT_FOUND");
  const page = await server.request("/nothing", { headers: { accept } });
  assert.equal(page.status, 404);
  assert.match(page.headers.get("content-type") ?? "", /text\/html/);
  assert.match(page.text, /<!doctype html>/i);
});

Deno.test("[S7] /config and /meeting are limited per address; the address is the proxy's word only where trusted", async () => {
  const limited = testConfig({ httpPerMinute: 5 });
  {
    await using server = await startServer(applyBuild, { config: limited });
    const ask = (from: string) =>
      server.request(`/config/${crypto.randomUUID()}`, { headers: { "x-forwarded-for": from } });
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await ask(`192.0.2.${i}`)).status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429]);
  }
  await using server = await startServer(applyBuild, {
    config: { ...limited, isProxyTrusted: true },
  });
  const ask = (from: string) =>
    server.request(`/config/${crypto.randomUUID()}`, { headers: { "x-forwarded-for": from } });
  for (let i = 0; i < 6; i++) assert.equal((await ask(`203.0.113.9, 192.0.2.${i}`)).status, 200);
  const answers = [];
  for (let i = 0; i < 6; i++) answers.push(await ask(`192.0.2.${i}, 203.0.113.9`));
  assert.equal(answers.at(-1)?.status, 429, "what stands before the proxy's word is the client's");
});
