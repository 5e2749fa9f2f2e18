// A meeting for who has its link, over the wire: what a stranger learns who only has its number.

import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { startServer } from "../fakes/test_server.ts";

type Server = Awaited<ReturnType<typeof startServer>>;

async function makeMeeting(server: Server, draft: object) {
  const token = await server.newToken();
  const { body } = await server.request("/meeting", {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ title: "Secret plans", organizer_name: "Olga", ...draft }),
  });
  return { token, ...body.data as { id: string; link_key?: string } };
}

Deno.test("[P4] POST /meeting gives the key of the link where it is to be asked for, and else the seed's answer", async () => {
  await using server = await startServer(applyBuild);
  const { token: _, ...linked } = await makeMeeting(server, { link_only: true });
  assert.match(linked.link_key ?? "", /^[A-Za-z0-9_-]{22}$/);
  for (const draft of [{}, { link_only: false }]) {
    const { token: _, ...plain } = await makeMeeting(server, draft);
    assert.deepEqual(Object.keys(plain), ["id"]);
  }
});

Deno.test("[P5] the number alone tells neither title nor names, nor who is in; the link tells them", async () => {
  await using server = await startServer(applyBuild);
  const { id, token, link_key = "" } = await makeMeeting(server, { link_only: true });
  const socket = await server.connect();
  const muid = crypto.randomUUID();
  const join = { type: "JOIN_MEETING", room_id: id, token, muid, name: "Olga" };
  assert.equal((await socket.ask(join)).code, 0);

  const look = async (headers: HeadersInit = {}, name = "Eve") =>
    (await server.request(`/meeting/${id}/${name}`, { headers })).body;
  const shown: HeadersInit[] = [{}, { "x-meeting-link": "A".repeat(22) }, { "x-meeting-link": "" }];
  for (const headers of shown) {
    const { data } = await look(headers);
    assert.deepEqual([data.id, data.title, data.participants, data.link_only], [id, "", [], true]);
    assert.ok(!JSON.stringify(data).includes("Olga"));
  }
  assert.equal((await look({}, "Olga")).code, 0, "nor which names are in use");
  const linked = { "x-meeting-link": link_key };
  const { data } = await look(linked);
  assert.deepEqual([data.title, data.participants.length], ["Secret plans", 1]);
  assert.equal((await look(linked, "Olga")).error, "NAME_TAKEN");
});

Deno.test("[P12][P14] the number alone leads to the waiting room, from where a host lets people in", async () => {
  await using server = await startServer(applyBuild);
  const { id, token, link_key } = await makeMeeting(server, { link_only: true });
  const enter = async (name: string, more: object = {}) => {
    const own = { token: await server.newToken(), ...more };
    const socket = await server.connect();
    const muid = crypto.randomUUID();
    const ask = (message: object) => socket.ask({ room_id: id, token: own.token, ...message });
    const reply = await ask({ type: "JOIN_MEETING", muid, name, ...own });
    return { socket, muid, reply, ask };
  };
  const stranger = await enter("Eve");
  assert.deepEqual([stranger.reply.type, stranger.reply.host_present], ["LOBBY_WAITING", false]);
  for (const type of ["FINISH_MEETING", "CHAT", "LOCK_MEETING", "REMOVE_USER", "SIGNAL"]) {
    const more = { text: "x", locked: true, muid: stranger.muid, to: stranger.muid };
    const payload = { candidate: { candidate: "" } };
    assert.equal((await stranger.ask({ type, payload, ...more })).error, "FORBIDDEN", type);
  }
  const guest = await enter("Gus", { link_key });
  assert.deepEqual([guest.reply.code, guest.reply.self.stand_in], [0, true]);
  const organizer = await enter("Olga", { token });
  assert.deepEqual([organizer.reply.self.role, organizer.reply.self.stand_in], ["HOST", undefined]);
  assert.equal(organizer.reply.link_key, link_key);
  assert.equal((await organizer.ask({ type: "ADMIT_USER", muid: stranger.muid })).code, 0);
  const admitted = await stranger.socket.next("RES_JOIN_MEETING");
  assert.equal(admitted.code, 0);
});
