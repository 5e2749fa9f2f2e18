// A server for people who have signed in elsewhere: what it keeps from everybody else.

import assert from "node:assert/strict";
import { SignJWT } from "jose";
import { applyBuild } from "../fakes/built_app.ts";
import { startServer, testConfig } from "../fakes/test_server.ts";
import type { EntryConfig } from "../../lib/server/config.ts";

const secret = "a-shared-key-of-the-operators-login-01";
const state = { mic: true, camera: true, screen: false };

const guarded = (what: EntryConfig["for"]) =>
  startServer(applyBuild, {
    config: testConfig({
      entry: {
        for: what,
        keys: { kind: "shared", secret },
        issuer: null,
        audience: null,
        loginUrl: "https://login.example.org/conflux?x=1",
      },
    }),
  });
type Server = Awaited<ReturnType<typeof guarded>>;

async function entryToken(claims: Record<string, unknown> = {}): Promise<string> {
  const key = new TextEncoder().encode(secret);
  return await new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).setExpirationTime("1 min")
    .sign(key);
}

async function tokenOf(server: Server, entry: string | null): Promise<string> {
  const headers: Record<string, string> = entry === null ? {} : { "x-entry-token": entry };
  return (await server.request(`/config/${crypto.randomUUID()}`, { headers })).body.token;
}

function create(server: Server, token: string) {
  const body = JSON.stringify({ title: "Weekly", organizer_name: "Olga" });
  const headers = { authorization: `Bearer ${token}` };
  return server.request("/meeting", { method: "POST", headers, body });
}

async function join(server: Server, token: string, room_id: string) {
  const socket = await server.connect();
  const muid = crypto.randomUUID();
  const reply = await socket.ask({
    type: "JOIN_MEETING",
    token,
    room_id,
    muid,
    name: muid.slice(0, 8),
    state,
  });
  return { socket, reply };
}

Deno.test("[O4] where making a meeting needs a sign-in, only who has signed in makes one; everybody joins", async () => {
  await using server = await guarded("create");
  const refused = await create(server, await tokenOf(server, null));
  assert.deepEqual([refused.status, refused.body.error], [401, "ENTRY_REQUIRED"]);
  const forOne = await tokenOf(server, await entryToken({ meeting: "123456789" }));
  assert.equal((await create(server, forOne)).body.error, "ENTRY_REQUIRED");

  const made = await create(server, await tokenOf(server, await entryToken()));
  assert.equal(made.status, 200);
  const id = made.body.data.id;
  assert.equal((await server.request(`/meeting/${id}/Ana`)).status, 200);
  const { socket, reply } = await join(server, await tokenOf(server, null), id);
  assert.equal(reply.code, 0);
  await socket.close();
});

Deno.test("[O4] where joining needs one, a stranger learns nothing of a meeting and does not get in; a seat is taken back without", async () => {
  await using server = await guarded("join");
  const host = await tokenOf(server, await entryToken());
  const id = (await create(server, host)).body.data.id;
  const stranger = await tokenOf(server, null);
  const looked = await server.request(`/meeting/${id}/Ana`);
  assert.deepEqual([looked.status, looked.body.error], [401, "ENTRY_REQUIRED"]);
  // Nor whether there is one.
  assert.deepEqual((await server.request("/meeting/999999999/Ana")).body, looked.body);
  const refused = await join(server, stranger, id);
  assert.equal(refused.reply.error, "ENTRY_REQUIRED");
  await refused.socket.close();

  const cookie = `conflux_entry=${await entryToken({ meeting: id })}`;
  const userId = crypto.randomUUID();
  const config = await server.request(`/config/${userId}`, { headers: { cookie } });
  assert.equal((await server.request(`/meeting/${id}/Ana`, { headers: { cookie } })).status, 200);
  const { socket, reply } = await join(server, config.body.token, id);
  assert.equal(reply.code, 0);
  const other = (await create(server, host)).body.data.id;
  const elsewhere = await join(server, config.body.token, other);
  assert.equal(elsewhere.reply.error, "ENTRY_REQUIRED");
  await elsewhere.socket.close();
  await socket.close();

  // What was shown has ended, and the browser has another token of ours.
  const { body: { token } } = await server.request(`/config/${userId}`);
  const again = await server.connect();
  const resumed = await again.ask({
    type: "RESUME_MEETING",
    token,
    room_id: id,
    resume_token: reply.self.resume_token,
    last_seq: 0,
  });
  assert.equal(resumed.code, 0);
  await again.close();
});

Deno.test("[O4] our token ends with the one that was shown", async () => {
  await using server = await guarded("join");
  const headers = { "x-entry-token": await entryToken() };
  const path = `/config/${crypto.randomUUID()}`;
  const ends = async (init: RequestInit) =>
    (await server.request(path, init)).body.TOKEN_EXPIRES_AT - Date.now();
  assert.ok(await ends({ headers }) < 62_000);
  assert.ok(await ends({}) > 3_500_000);
});

Deno.test("[O4] the pages know where people sign in", async () => {
  await using server = await guarded("join");
  for (const path of ["/", "/j/123456789"]) {
    const { text } = await server.request(path);
    assert.match(text, /https:\/\/login\.example\.org\/conflux\?x=1/, path);
  }
});
