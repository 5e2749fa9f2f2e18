// The example of a client without our code, run as its reader would, against a server with somebody in the
// meeting.

import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { startServer } from "../fakes/test_server.ts";

const root = new URL("../../", import.meta.url).pathname;
type Server = Awaited<ReturnType<typeof startServer>>;

function run(args: readonly string[]) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-net", "examples/client.ts", ...args],
    cwd: root,
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  return { child, ended: child.output() };
}

async function enter(server: Server, draft: object = {}) {
  const token = await server.newToken();
  const headers = { authorization: `Bearer ${token}` };
  const body = JSON.stringify({ title: "Weekly", organizer_name: "Olga", ...draft });
  const made = await server.request("/meeting", { method: "POST", headers, body });
  const { id: room_id, link_key } = made.body.data;
  const socket = await server.connect();
  const about = { token, room_id };
  await socket.ask({ ...about, type: "JOIN_MEETING", muid: crypto.randomUUID(), name: "Olga" });
  const link = `${server.origin}/j/${room_id}${link_key ? `#link=${link_key}` : ""}`;
  return { socket, about, link };
}

Deno.test("[F18] the example joins by its link, is seen, reads and writes chat, and leaves when asked", async () => {
  await using server = await startServer(applyBuild);
  const { socket, about, link } = await enter(server, { link_only: true });
  const { child, ended } = run([link, "Robot", "Hello from a robot"]);
  const said = await socket.find((frame) => frame.type === "CHAT");
  assert.deepEqual([said.data.name, said.data.text], ["Robot", "Hello from a robot"]);
  await socket.ask({ ...about, type: "CHAT", text: "Hello, robot" });
  // It reads on the connection on which it then leaves.
  child.kill("SIGINT");
  const left = (frame: { type: string; data: { participants: unknown[] } }) =>
    frame.type === "USER_UPDATE" && frame.data.participants.length === 1;
  await socket.find(left);
  const { code, stdout } = await ended;
  const lines = new TextDecoder().decode(stdout).trim().split("\n");
  assert.deepEqual([code, lines], [0, [
    'Joined "Weekly" as PARTICIPANT',
    "+ Olga",
    "Robot: Hello from a robot",
    "Olga: Hello, robot",
    "Left",
  ]]);
  await socket.close();
});

Deno.test("[F18] the example waits where it has to, and says why it is not let in", async () => {
  await using server = await startServer(applyBuild);
  const { socket, about, link } = await enter(server, { lobby: true });
  const waiting = run([link, "Robot"]);
  const update = await socket.find((frame) =>
    frame.type === "LOBBY_UPDATE" && frame.data.waiting.length === 1
  );
  const [{ muid }] = update.data.waiting;
  await socket.ask({ ...about, type: "DENY_USER", muid });
  const denied = await waiting.ended;
  assert.equal(denied.code, 1);
  const decoder = new TextDecoder();
  assert.match(decoder.decode(denied.stdout), /^Waiting to be let in/);
  assert.match(decoder.decode(denied.stderr), /The host did not let you in/);

  const { code, stderr } = await run(["https://example.org/"]).ended;
  assert.equal(code, 2);
  assert.match(decoder.decode(stderr), /usage/);
  await socket.close();
});
