// The descriptions of the interfaces against a server that runs: they are served, nothing is missing in
// them, and the server says what they say.

import assert from "node:assert/strict";
import { parseConfig } from "../../lib/server/config.ts";
import { applyBuild } from "../fakes/built_app.ts";
import { type Described, readDescribed, step } from "../fakes/described.ts";
import { type Answer, type Json, startServer, testConfig } from "../fakes/test_server.ts";

const metricsToken = "m0nit0r-kX9vQ2mN7pR4tW8yB3dF6hJ1";
const secret = "rT5yU8iO1pA4sD7fG0hJ3kL6zX9cV2bN";
const { turn } = parseConfig({
  CONFLUX_SECRET: secret,
  COTURN_SECRET: secret,
  COTURN_URLS: "stun:t.example:3478,turn:t.example:3478?transport=udp",
});
const adminToken = "0perat0r-kX9vQ2mN7pR4tW8yB3dF6hJ1";
const config = testConfig({ metrics: { port: null, token: metricsToken }, adminToken, turn });

for (const path of ["/openapi.json", "/asyncapi.json"]) {
  Deno.test(`[O10][O11] ${path} is JSON that is asked for again, and sent again where it is another`, async () => {
    await using server = await startServer(applyBuild);
    const answer = await server.request(path);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-type"), "application/json");
    assert.equal(answer.headers.get("cache-control"), "no-cache");
    assert.match(answer.headers.get("vary") ?? "", /Accept-Encoding/);
    assert.equal(answer.headers.get("content-encoding"), "br");
    const etag = answer.headers.get("etag") ?? "";
    assert.match(etag, /^W\/"[\w-]{22}"$/);
    assert.equal((await server.request(path)).text, answer.text);
    const again = await server.request(path, { headers: { "if-none-match": etag } });
    assert.deepEqual([again.status, again.text], [304, ""]);
    const other = await server.request(path, { headers: { "if-none-match": 'W/"other"' } });
    assert.equal(other.status, 200);
    const head = await server.request(path, { method: "HEAD" });
    assert.deepEqual([head.status, head.text], [200, ""]);
    const plain = await server.request(path, { headers: { "accept-encoding": "identity" } });
    assert.equal(plain.headers.get("content-encoding"), null);
    const post = await server.request(path, { method: "POST" });
    assert.deepEqual([post.status, post.headers.get("allow")], [405, "GET, HEAD"]);
    const below = await server.request(`${path}/x`, { headers: { accept: "text/html" } });
    assert.deepEqual([below.status, below.body.error], [404, "NOT_FOUND"]);
    // Whatever it is called by those who ask.
    const { hostname, port } = new URL(server.origin);
    assert.ok(!answer.text.includes(hostname) && !answer.text.includes(`:${port}`));
  });
}

/** Every file under routes/ that answers by `rest()`, as a path of the description. */
async function restRoutes(
  folder = new URL("../../routes/", import.meta.url),
  way = "/",
): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) {
      found.push(...await restRoutes(new URL(`${encodeURI(name)}/`, folder), `${way}${name}/`));
    } else if (/\b(rest|admin)\(/.test(await Deno.readTextFile(new URL(encodeURI(name), folder)))) {
      const path = (way + name).replace(/\.tsx?$/, "").replace(/\/index$/, "");
      found.push(path.replace(/\[(\w+)\]/g, "{$1}"));
    }
  }
  return found;
}

Deno.test("[O10] every route of the REST side is described with its methods, and nothing else", async () => {
  await using server = await startServer(applyBuild, { config });
  const { body: document } = await server.request("/openapi.json");
  const paths = Object.keys(document.paths);
  assert.deepEqual(paths.toSorted(), (await restRoutes()).toSorted());
  assert.equal(paths.length, 14);
  for (const path of paths) {
    const real = path.replaceAll(/\{\w+\}/g, "1");
    const { status, headers } = await server.request(real, { method: "PUT" });
    assert.equal(status, 405, path);
    const methods = (headers.get("allow") ?? "").toLowerCase().split(", ")
      .filter((one) => one !== "head");
    assert.deepEqual(Object.keys(document.paths[path]).toSorted(), methods.toSorted(), path);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const operation of Object.values<Json>(document.paths[path])) {
      const told = (operation.parameters ?? []).filter((one: Json) => one.in === "path");
      assert.deepEqual(told.map((one: Json) => one.name), inPath);
    }
  }
});

/** Holds answers against the description; says at the end which of its answers were never seen. */
function createWitness(document: Json) {
  const described = readDescribed(document, { dialect: "2020-12", isWhole: true });
  const seen = new Set<string>();
  return {
    seen,
    check(method: string, path: string, answer: Answer): void {
      const at = `#/paths/${step(path)}/${method}/responses/${answer.status}`;
      const told = document.paths[path]?.[method]?.responses?.[answer.status];
      assert.ok(told, `${method} ${path} may not answer ${answer.status}: ${answer.text}`);
      const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
      const value = type === "application/json" ? answer.body : answer.text;
      const wrong = described.wrongWith(`${at}/content/${step(type)}/schema`, value);
      assert.equal(wrong, null, `${method} ${path}: ${wrong}`);
      for (const name of Object.keys(told.headers ?? {})) {
        const isSometimes = name === "Retry-After" || name === "WWW-Authenticate";
        assert.ok(answer.headers.has(name) || isSometimes, `${path} lacks ${name}`);
      }
      seen.add(`${method} ${path} ${answer.body?.error ?? answer.status}`);
    },
  };
}

Deno.test("[O10] what the REST routes answer is as described, refusals too", async () => {
  let isFull = false;
  const verdicts = [{
    url: "turn:t.example:3478",
    ok: true,
    kind: "ok" as const,
    sentence: "It works.",
    tookMs: 1,
  }];
  await using server = await startServer(applyBuild, {
    config,
    memory: () => isFull ? "full" : "ok",
    checkTurn: () => Promise.resolve(verdicts),
  });
  const { check, seen } = createWitness((await server.request("/openapi.json")).body);
  const token = await server.newToken();
  const bearer = { authorization: `Bearer ${token}` };
  const draft = { title: "Weekly", organizer_name: "Olga" };
  const post = (body: unknown, headers: Record<string, string> = bearer) =>
    server.request("/meeting", { method: "POST", headers, body: JSON.stringify(body) });

  check("get", "/config/{user_id}", await server.request(`/config/${crypto.randomUUID()}`));
  check("get", "/config/{user_id}", await server.request("/config/nobody"));

  const wanted = { ...bearer, "x-organizer-key": "wanted" };
  const made = await post({ ...draft, link_only: true, start_time: Date.now() + 1e6 }, wanted);
  check("post", "/meeting", made);
  check("post", "/meeting", await post(draft));
  check("post", "/meeting", await post(draft, {}));
  check("post", "/meeting", await post({}));
  check("post", "/meeting", await post("x".repeat(20_000)));
  isFull = true;
  check("post", "/meeting", await post(draft));
  check("get", "/readyz", await server.request("/readyz"));
  isFull = false;

  const look = (id: string, name: string, headers = {}) =>
    server.request(`/meeting/${id}/${encodeURIComponent(name)}`, { headers });
  const lookUp = "/meeting/{meeting_id}/{name}";
  const { id, link_key, organizer_key } = made.body.data;
  check("get", lookUp, await look(id, "Bo"));
  check("get", lookUp, await look(id, "Bo", { "x-meeting-link": link_key }));
  check("get", lookUp, await look(id, "\u202e"));
  check("get", lookUp, await look("999999999", "Bo"));
  const guarded = (await post({ ...draft, passcode: "two words" })).body.data.id;
  check("get", lookUp, await look(guarded, "Bo"));
  check("get", lookUp, await look(guarded, "Bo", { "x-meeting-passcode": "one" }));
  check("get", lookUp, await look(guarded, "Bo", { "x-meeting-passcode": "two%20words" }));

  const person = await server.connect();
  const muid = crypto.randomUUID();
  await person.ask({ type: "JOIN_MEETING", room_id: id, token, muid, name: "Ana", hand: true });
  await person.ask({
    type: "UPDATE_USER_STATE",
    room_id: id,
    token,
    participant_diff: { hand: true },
  });
  const inside = await look(id, "Bo", { "x-meeting-link": link_key });
  assert.equal(inside.body.data.participants.length, 1);
  check("get", lookUp, inside);
  check("get", lookUp, await look(id, "Ana", { "x-meeting-link": link_key }));
  await person.close();

  const other = { authorization: `Bearer ${await server.newToken()}` };
  const plan = (method: string, at: string, headers: Record<string, string>, body?: unknown) =>
    server.request(`/meeting/${at}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const change = { title: "Monthly" };
  for (const [method, body] of [["PATCH", change], ["DELETE", undefined]] as const) {
    const path = "/meeting/{meeting_id}";
    const checked = async (...asked: [string, Record<string, string>]) =>
      check(method.toLowerCase(), path, await plan(method, ...asked, body));
    await checked(id, {});
    await checked(id, other);
    await checked(id, { ...other, "x-organizer-key": "wrong" });
    await checked("999999999", bearer);
    await checked(id, { ...other, "x-organizer-key": organizer_key });
    if (!body) continue;
    check("patch", path, await plan(method, id, bearer, {}));
    check("patch", path, await plan(method, id, bearer, "x".repeat(20_000)));
  }

  check(
    "post",
    "/origin",
    await server.request("/origin", { method: "POST", headers: { origin: server.origin } }),
  );
  check(
    "post",
    "/origin",
    await server.request("/origin", {
      method: "POST",
      headers: { origin: "https://evil.example" },
    }),
  );
  check("get", "/healthz", await server.request("/healthz"));
  check("get", "/readyz", await server.request("/readyz"));
  check("get", "/metrics", await server.request("/metrics"));
  check(
    "get",
    "/metrics",
    await server.request("/metrics", { headers: { authorization: `Bearer ${metricsToken}` } }),
  );
  const report = (body: unknown) =>
    server.request("/report", { method: "POST", body: JSON.stringify(body) });
  const links = [{ path: "direct", first_frame_ms: 420 }, { path: "none" }];
  check("post", "/report", await report({ token, links }));
  check("post", "/report", await report({ token: "guess", links }));
  check("post", "/report", await report({ token, links: [] }));
  check("post", "/report", await report({ token: "x".repeat(20_000), links }));

  const manage = async (method: string, path: string, at = path) => {
    const as = (authorization: string) =>
      server.request(at, { method, headers: { authorization } });
    check(method.toLowerCase(), path, await as("Bearer guess"));
    const answer = await as(`Bearer ${adminToken}`);
    check(method.toLowerCase(), path, answer);
    return answer;
  };
  const busy = await server.connect();
  const about = { room_id: guarded, token, passcode: "two words" };
  await busy.ask({ type: "JOIN_MEETING", ...about, muid: crypto.randomUUID(), name: "Ana" });
  const rooms = await manage("GET", "/admin/rooms");
  assert.equal(rooms.body.data.rooms.length, 1);
  await manage("POST", "/admin/drain");
  check("get", "/readyz", await server.request("/readyz"));
  await manage("DELETE", "/admin/drain");
  await manage("DELETE", "/admin/rooms/{meeting_id}", `/admin/rooms/${guarded}`);
  const again = await manage("DELETE", "/admin/rooms/{meeting_id}", `/admin/rooms/${guarded}`);
  assert.equal(again.body.error, "MEETING_NOT_FOUND");
  await busy.close();

  check("get", "/openapi.json", await server.request("/openapi.json"));
  check("get", "/asyncapi.json", await server.request("/asyncapi.json"));
  assert.equal(seen.size, 47, [...seen].join("\n"));
});

Deno.test("[O10] RATE_LIMITED and a server without metrics or an operator's token answer as described", async () => {
  const httpPerMinute = 1;
  await using server = await startServer(applyBuild, { config: testConfig({ httpPerMinute }) });
  const { check, seen } = createWitness((await server.request("/openapi.json")).body);
  await server.request(`/config/${crypto.randomUUID()}`);
  const limited = await server.request(`/config/${crypto.randomUUID()}`);
  check("get", "/config/{user_id}", limited);
  assert.match(limited.headers.get("retry-after") ?? "", /^\d+$/);
  check("post", "/meeting", await server.request("/meeting", { method: "POST" }));
  check("get", "/meeting/{meeting_id}/{name}", await server.request("/meeting/123456789/Bo"));
  check("get", "/metrics", await server.request("/metrics"));
  check("post", "/report", await server.request("/report", { method: "POST", body: "{}" }));
  check("get", "/admin/rooms", await server.request("/admin/rooms"));
  assert.equal(seen.size, 6);
});

/** Holds the frames of a socket against the description. */
function checkFrames(frames: readonly Json[], { described, document, seen }: {
  described: Described;
  document: Json;
  seen: Set<string>;
}): void {
  for (const frame of frames) {
    const type = String(frame.type).replace(/^RES_/, "");
    const kind = frame.type === type ? "event" : frame.error ? "refusal" : "reply";
    const key = `${kind}.${type}`;
    const message = document.components.messages[key];
    assert.ok(message, `${key} is not described: ${JSON.stringify(frame)}`);
    const wrong = described.wrongWith(message.payload.$ref, frame);
    assert.equal(wrong, null, `${key}: ${wrong}: ${JSON.stringify(frame)}`);
    seen.add(key + (frame.error ? ` ${frame.error}` : ""));
  }
}

Deno.test("[O11] everything that is said in a meeting is described", async () => {
  await using server = await startServer(applyBuild, { config });
  const document = (await server.request("/asyncapi.json")).body;
  const described = readDescribed(document, { dialect: "draft-07", isWhole: true });
  const seen = new Set<string>();
  const state = { mic: true, camera: true, screen: false };
  const token = await server.newToken();
  const room_id = await server.createMeeting(token, { lobby: true, link_only: true });
  const enter = async (name: string, token: string, more = {}) => {
    const client = await server.connect();
    const muid = crypto.randomUUID();
    const said = (type: string, fields = {}) => client.ask({ type, room_id, token, ...fields });
    const me = { muid, name, state, ...more };
    return { client, muid, said, me, token, first: await said("JOIN_MEETING", me) };
  };
  const ana = await enter("Ana", token);
  await ana.said("JOIN_MEETING", ana.me);
  const bo = await enter("Bo", await server.newToken());
  await ana.client.find((frame) => frame.type === "LOBBY_UPDATE" && frame.data.waiting.length > 0);
  await ana.said("ADMIT_USER", { muid: bo.muid });
  await bo.client.next("RES_JOIN_MEETING");
  const eve = await enter("Eve", await server.newToken());
  await ana.said("DENY_USER", { muid: eve.muid });
  await eve.client.next("RES_JOIN_MEETING");
  await ana.said("SET_LOBBY", { lobby: false });
  await eve.client.close();

  await ana.said("CHAT", { text: "Hello" });
  await bo.client.next("CHAT");
  await bo.said("CHAT_HISTORY", { before: crypto.randomUUID() });
  await bo.said("CHAT_HISTORY", {
    before: ana.client.frames.find((one) => one.type === "CHAT").data.id,
  });
  await bo.said("REACT", { emoji: "👏" });
  await bo.said("SIGNAL", {
    to: ana.muid,
    payload: { description: { type: "offer", sdp: "v=0" } },
  });
  await ana.client.next("SIGNAL");
  await bo.said("SIGNAL", { to: crypto.randomUUID(), payload: { candidate: { candidate: "" } } });
  await bo.said("UPDATE_USER_STATE", {
    participant_diff: { hand: true, name: "Bob", state: { screen: true } },
  });
  await ana.said("UPDATE_USER_STATE", { participant_diff: { state: { screen: true } } });
  await ana.said("UPDATE_USER_STATE", { participant_diff: { name: "Bob" } });
  await ana.said("UPDATE_USER_STATE", { participant_diff: { role: "PARTICIPANT" } });
  await ana.said("UPDATE_USER_STATE", { muid: crypto.randomUUID(), participant_diff: {} });
  await ana.said("ASK_TO_UNMUTE", { muid: bo.muid });
  await bo.client.next("UNMUTE_REQUEST");
  await bo.said("LOCK_MEETING", { locked: true });
  for (const type of ["PING", "WHAT"]) bo.client.send({ type });
  await bo.client.next("PONG");
  await bo.client.next("ERROR");
  await bo.said("PING", { token: "bad" });

  const { resume_token } = bo.client.frames.find((one) => one.type === "RES_JOIN_MEETING").self;
  await bo.client.close();
  await ana.client.next("PEER_CONNECTION");
  const back = await server.connect();
  const resume = { type: "RESUME_MEETING", room_id, token: bo.token, resume_token, last_seq: 0 };
  const resumed = await back.ask(resume);
  await back.ask(resume);
  const last = await server.connect();
  const next = { ...resume, resume_token: resumed.self.resume_token, last_seq: resumed.seq };
  assert.equal((await last.ask(next)).data, null);
  const late = await server.connect();
  await late.ask(resume);

  await ana.said("LOCK_MEETING", { locked: true });
  const cy = await enter("Cy", await server.newToken());
  await ana.said("LOCK_MEETING", { locked: false });
  await ana.said("REMOVE_USER", { muid: bo.muid });
  await last.next("REMOVED");
  const update = await ana.client.find((one) =>
    one.type === "LOBBY_UPDATE" && one.data.removed.length > 0
  );
  await ana.said("ALLOW_USER", { ticket: update.data.removed[0].ticket });
  await ana.said("ALLOW_USER", { ticket: "none" });
  await ana.said("REMOVE_USER", { muid: ana.muid });
  const dee = await enter("Dee", await server.newToken(), { link_key: ana.first.link_key });
  await dee.said("LEAVE_MEETING");
  await dee.said("LEAVE_MEETING");
  await ana.said("FINISH_MEETING");
  await ana.client.next("FINISH_MEETING");
  await cy.said("JOIN_MEETING", cy.me);

  const clients = [ana.client, bo.client, eve.client, back, last, late, cy.client, dee.client];
  for (const client of clients) checkFrames(client.frames, { described, document, seen });
  const keys = new Set([...seen].map((one) => one.split(" ")[0] ?? ""));
  const sent = Object.keys(document.components.messages).filter((key) =>
    /^(reply|event)\./.test(key)
  );
  assert.deepEqual(sent.filter((key) => !keys.has(key)), [], "all of it was said");
  assert.equal(seen.size, 45, [...seen].join("\n"));
  for (const client of clients) await client.close();
});
