// What an operator does to a running server: over HTTP, and by the command.

import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { startServer, testConfig } from "../fakes/test_server.ts";

const token = "0perat0r-kX9vQ2mN7pR4tW8yB3dF6hJ1";
const bearer = (shown: string) => ({ authorization: `Bearer ${shown}` });
const state = { mic: true, camera: true, screen: false };

const withAdmin = (adminToken: string | null = token) =>
  startServer(applyBuild, { config: testConfig({ adminToken }) });
type Server = Awaited<ReturnType<typeof withAdmin>>;

async function enter(server: Server, room_id: string, name: string) {
  const socket = await server.connect();
  const about = { token: await server.newToken(), room_id };
  const muid = crypto.randomUUID();
  const reply = await socket.ask({ ...about, type: "JOIN_MEETING", muid, name, state });
  return { socket, about, reply };
}

/** Runs `deno task admin` against this server. */
async function command(server: Server, args: string[], shown = token) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "admin", "--server", server.origin, ...args],
    cwd: new URL("../..", import.meta.url).pathname,
    env: { CONFLUX_ADMIN_TOKEN: shown, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
  }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

Deno.test("[O5] without the setting there is nothing; without the token nothing is told and nothing done", async () => {
  for (const adminToken of [null, token]) {
    await using server = await withAdmin(adminToken);
    const id = await server.createMeeting(await server.newToken());
    for (
      const [method, path] of [
        ["GET", "/admin/rooms"],
        ["DELETE", `/admin/rooms/${id}`],
        ["POST", "/admin/drain"],
        ["DELETE", "/admin/drain"],
      ]
    ) {
      for (const headers of [{}, bearer("guess"), bearer(await server.newToken())]) {
        const { status, body } = await server.request(path ?? "", { method, headers });
        const expected = adminToken === null ? [404, "NOT_FOUND"] : [401, "UNAUTHORIZED"];
        assert.deepEqual([status, body.error], expected, `${method} ${path}`);
      }
    }
    assert.equal((await server.request(`/meeting/${id}/Ana`)).status, 200);
    assert.equal((await server.request("/readyz")).status, 200);
  }
});

Deno.test("[O5] the command shows rooms in numbers and ends a meeting for everybody", async () => {
  await using server = await withAdmin();
  const first = await server.createMeeting(await server.newToken(), { title: "Salaries" });
  const second = await server.createMeeting(await server.newToken());
  const ana = await enter(server, first, "Ana");
  const ben = await enter(server, first, "Ben");
  const cleo = await enter(server, second, "Cleo");
  const shown = await command(server, ["rooms"]);
  assert.equal(shown.code, 0);
  assert.match(shown.out, /: 2 open\n/);
  assert.match(shown.out, new RegExp(`^${first} +2 +2 +0 +\\d{4}-`, "m"));
  assert.match(shown.out, new RegExp(`^${second} +1 +1 +0 +\\d{4}-`, "m"));
  assert.doesNotMatch(shown.out, /Salaries|Ana|Ben|Cleo/);

  assert.deepEqual(await command(server, ["end", first]), {
    code: 0,
    out: `Meeting ${first} has ended.\n`,
    err: "",
  });
  for (const { socket } of [ana, ben]) await socket.next("FINISH_MEETING");
  assert.equal((await server.request(`/meeting/${first}/Ana`)).status, 404);
  assert.equal((await server.request(`/meeting/${second}/Ana`)).status, 200);
  for (const { socket } of [ana, ben, cleo]) await socket.close();
});

Deno.test("[O5] a drained server takes nobody new, keeps who is in, and takes them back after a break", async () => {
  await using server = await withAdmin();
  const organizer = await server.newToken();
  const id = await server.createMeeting(organizer);
  const { socket, about, reply } = await enter(server, id, "Ana");
  assert.match((await command(server, ["drain"])).out, /Takes nobody new; 1 still in\./);
  const ready = await server.request("/readyz");
  assert.deepEqual([ready.status, ready.body.why], [503, "draining"]);
  const newcomer = await enter(server, id, "Ben");
  assert.equal(newcomer.reply.error, "UNAVAILABLE");
  const body = JSON.stringify({ title: "Other", organizer_name: "Olga" });
  const headers = bearer(organizer);
  const made = await server.request("/meeting", { method: "POST", headers, body });
  assert.equal(made.status, 503);

  await socket.close();
  const back = await server.connect();
  const resume = { type: "RESUME_MEETING", resume_token: reply.self.resume_token, last_seq: 0 };
  assert.equal((await back.ask({ ...about, ...resume })).code, 0);

  const waiting = command(server, ["drain", "--wait"]);
  await back.ask({ ...about, type: "LEAVE_MEETING" });
  const { code, out } = await waiting;
  assert.deepEqual([code, out.trim().split("\n").at(-1)], [0, "Nobody is left."]);

  assert.equal((await command(server, ["drain", "--off"])).code, 0);
  assert.equal((await server.request("/readyz")).status, 200);
  assert.equal((await enter(server, id, "Cleo")).reply.code, 0);
  for (const one of [newcomer.socket, back]) await one.close();
});

Deno.test("[O5] the command says what is wrong", async () => {
  await using server = await withAdmin();
  await using bare = await withAdmin(null);
  const cases = [
    [await command(server, ["rooms"], "guess"), /not that of the server/],
    [await command(bare, ["rooms"]), /has no CONFLUX_ADMIN_TOKEN/],
    [await command(server, ["end", "123456789"]), /no meeting with this number/],
    [await command(server, ["stop"]), /COMMAND/],
    [await command(server, ["end"]), /COMMAND/],
    [await command({ ...server, origin: "http://127.0.0.1:9" }, ["rooms"]), /No answer from/],
  ] as const;
  for (const [{ code, err }, sentence] of cases) {
    assert.equal(code, 1);
    assert.match(err, sentence);
  }
});
