// Planning anew and calling off over the wire: by whom, with what, and what it does to who is there.

import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { type Json, startServer } from "../fakes/test_server.ts";

type Server = Awaited<ReturnType<typeof startServer>>;

async function plan(server: Server) {
  const token = await server.newToken();
  const { body } = await server.request("/meeting", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "x-organizer-key": "wanted" },
    body: JSON.stringify({
      title: "Weekly",
      organizer_name: "Olga",
      start_time: Date.now() + 3_600_000,
    }),
  });
  return { token, id: body.data.id as string, key: body.data.organizer_key as string };
}

function ask(server: Server, method: string, id: string, more: {
  token?: string;
  key?: string;
  body?: unknown;
}): Promise<{ status: number; body: Json }> {
  return server.request(`/meeting/${id}`, {
    method,
    headers: {
      ...(more.token ? { authorization: `Bearer ${more.token}` } : {}),
      ...(more.key ? { "x-organizer-key": more.key } : {}),
    },
    ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
  });
}

const look = (server: Server, id: string) => server.request(`/meeting/${id}/Ana`);

Deno.test("[P4] the organizer gives a meeting another title and start, on another device by the key", async () => {
  await using server = await startServer(applyBuild);
  const { token, id, key } = await plan(server);
  const renamed = await ask(server, "PATCH", id, { token, body: { title: "Monthly" } });
  assert.deepEqual([renamed.status, renamed.body.data], [200, { id }]);
  const other = await server.newToken();
  const start_time = Date.now() + 7_200_000;
  assert.equal(
    (await ask(server, "PATCH", id, { token: other, key, body: { start_time } })).status,
    200,
  );
  const { body } = await look(server, id);
  assert.deepEqual([body.data.title, body.data.start_time], ["Monthly", start_time]);
});

Deno.test("[P4] nobody else plans or calls off, what is wrong says which field, and nothing changes", async () => {
  await using server = await startServer(applyBuild);
  const { token, id, key } = await plan(server);
  const stranger = await server.newToken();
  const body = { title: "Mine now" };
  const cases = [
    [{ body }, 401, "UNAUTHORIZED"],
    [{ token: stranger, body }, 403, "FORBIDDEN"],
    [{ token: stranger, key: `${key.slice(0, -2)}xx`, body }, 403, "ORGANIZER_KEY_WRONG"],
    [{ token, body: {} }, 400, "BAD_REQUEST"],
    [{ token, body: { title: " " } }, 400, "BAD_REQUEST"],
    [{ token, body: { start_time: "soon" } }, 400, "BAD_REQUEST"],
  ] as const;
  for (const [more, status, error] of cases) {
    const answer = await ask(server, "PATCH", id, more);
    assert.deepEqual([answer.status, answer.body.error], [status, error]);
  }
  assert.equal((await ask(server, "DELETE", id, { token: stranger })).status, 403);
  assert.equal((await ask(server, "DELETE", "100000000", { token })).status, 404);
  assert.equal((await look(server, id)).body.data.title, "Weekly");
});

Deno.test("[P4] who waits for the start hears of another one, and a meeting that is called off is over for them", async () => {
  await using server = await startServer(applyBuild);
  const { token, id } = await plan(server);
  const guest = await server.connect();
  guest.send({
    type: "JOIN_MEETING",
    room_id: id,
    token: await server.newToken(),
    muid: crypto.randomUUID(),
    name: "Gus",
  });
  const first = await guest.next("LOBBY_WAITING");
  const start_time = first.starts_at + 60_000;
  assert.equal((await ask(server, "PATCH", id, { token, body: { start_time } })).status, 200);
  await guest.find((frame) => frame.type === "LOBBY_WAITING" && frame.starts_at === start_time);
  assert.equal((await ask(server, "DELETE", id, { token })).status, 200);
  assert.equal((await guest.whenClosed()).code, 4410);
  assert.equal((await look(server, id)).status, 404);
});
