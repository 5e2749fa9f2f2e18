// The organizer key over the wire: who gets one, what it opens, and what a wrong one costs.

import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { createManualClock } from "../fakes/manual_clock.ts";
import { type Json, startServer, testConfig } from "../fakes/test_server.ts";

type Server = Awaited<ReturnType<typeof startServer>>;

const wanted = { "x-organizer-key": "wanted" };

async function makeMeeting(server: Server, draft: object = {}, headers: HeadersInit = wanted) {
  const token = await server.newToken();
  const { body } = await server.request("/meeting", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify({ title: "T", organizer_name: "Olga", ...draft }),
  });
  return { token, id: body.data.id as string, key: body.data.organizer_key as string };
}

let count = 0;

/** Somebody who has not been here before, or with a token they had. */
async function enter(server: Server, room_id: string, more: object = {}, token?: string) {
  const own = token ?? await server.newToken();
  const socket = await server.connect();
  const muid = crypto.randomUUID();
  const name = `User ${count++}`;
  const join = { type: "JOIN_MEETING", room_id, token: own, muid, name, ...more };
  const reply: Json = await socket.ask(join);
  const ask = (message: object) => socket.ask({ room_id, token: own, ...message });
  return { socket, ask, reply, muid, token: own };
}

Deno.test("[P4] POST /meeting gives an organizer key to who asks for one, and the seed's answer to others", async () => {
  await using server = await startServer(applyBuild);
  const one = await makeMeeting(server);
  const other = await makeMeeting(server);
  assert.match(one.key, /^[A-Za-z0-9_-]{43}$/);
  assert.notEqual(one.key, other.key);
  assert.equal((await makeMeeting(server, {}, {})).key, undefined);
});

Deno.test("[P12][P14] the right key lets anybody in as HOST: an empty room, a lobby, a lock, the seat kept for it", async () => {
  await using server = await startServer(applyBuild, {
    config: testConfig({ maxParticipants: 3 }),
  });
  const arrange: Record<string, (meeting: { id: string; token: string }) => Promise<unknown>> = {
    "nobody is in": () => Promise.resolve(),
    "somebody is in": ({ id }) => enter(server, id),
    "the organizer is in": ({ id, token }) => enter(server, id, {}, token),
    "it is locked": async ({ id, token }) => {
      const host = await enter(server, id, {}, token);
      assert.equal((await host.ask({ type: "LOCK_MEETING", locked: true })).code, 0);
      assert.equal((await enter(server, id)).reply.error, "LOCKED");
    },
    "it is full but for the organizer's seat": async ({ id }) => {
      for (let n = 0; n < 2; n++) assert.equal((await enter(server, id)).reply.code, 0);
      assert.equal((await enter(server, id)).reply.error, "ROOM_FULL");
    },
  };
  for (const [what, prepare] of Object.entries(arrange)) {
    const meeting = await makeMeeting(server);
    await prepare(meeting);
    const { reply } = await enter(server, meeting.id, { organizer_key: meeting.key });
    assert.deepEqual([reply.code, reply.self?.role], [0, "HOST"], what);
  }
  const lobby = await makeMeeting(server, { lobby: true });
  const guest = await enter(server, lobby.id);
  assert.deepEqual([guest.reply.type, guest.reply.host_present], ["LOBBY_WAITING", false]);
  const organizer = await enter(server, lobby.id, { organizer_key: lobby.key });
  assert.equal(organizer.reply.self.role, "HOST");
  const told = await guest.socket.find((frame) =>
    frame.type === "LOBBY_WAITING" && frame.request_id === undefined
  );
  assert.equal(told.host_present, undefined, "there is one now");
  assert.equal((await organizer.ask({ type: "ADMIT_USER", muid: guest.muid })).code, 0);
  const admitted = await guest.socket.next("RES_JOIN_MEETING");
  assert.deepEqual([admitted.code, admitted.self.role], [0, "PARTICIPANT"]);
  assert.ok(!JSON.stringify([guest.socket.frames, organizer.socket.frames]).includes(lobby.key));
});

Deno.test("[P12] a wrong key is refused and changes nothing; who is known as the organizer needs none", async () => {
  await using server = await startServer(applyBuild, { clock: createManualClock() });
  const meeting = await makeMeeting(server);
  const other = await makeMeeting(server);
  const { key } = meeting;
  const swapped = key.replace(
    /[a-z]/i,
    (letter) => letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
  const wrong = ["x", key.slice(1), key.slice(0, -1), `${key}A`, ` ${key}`, swapped, other.key];
  for (const organizer_key of wrong) {
    const { reply } = await enter(server, meeting.id, { organizer_key });
    assert.deepEqual([reply.code, reply.error], [403, "ORGANIZER_KEY_WRONG"], organizer_key);
  }
  const seen = await server.request(`/meeting/${meeting.id}/Visitor`);
  assert.deepEqual(seen.body.data.participants, []);
  const known = await enter(server, meeting.id, { organizer_key: other.key }, meeting.token);
  assert.deepEqual([known.reply.code, known.reply.self.role], [0, "HOST"]);
  const empty = await enter(server, meeting.id, { organizer_key: "" });
  assert.deepEqual([empty.reply.code, empty.reply.self.role], [0, "PARTICIPANT"]);
  const long = await enter(server, meeting.id, { organizer_key: "x".repeat(257) });
  assert.equal(long.reply.error, "BAD_MESSAGE");
});

Deno.test("[S6] wrong keys are counted as wrong passcodes are, per address and per meeting", async () => {
  const clock = createManualClock();
  await using server = await startServer(applyBuild, {
    clock,
    config: testConfig({ isProxyTrusted: true }),
  });
  const { id, key, token } = await makeMeeting(server);
  const one = await server.connect();
  const muid = crypto.randomUUID();
  const base = { type: "JOIN_MEETING", room_id: id, muid, name: "Eve" };
  const own = await server.newToken();
  const guess = async (organizer_key: string) =>
    (await one.ask({ ...base, token: own, organizer_key })).error;
  for (let n = 0; n < 10; n++) assert.equal(await guess(`guess ${n}`), "ORGANIZER_KEY_WRONG");
  assert.equal(await guess("guess 10"), "RATE_LIMITED");
  assert.equal(await guess(key), "RATE_LIMITED", "unseen");
  const organizer = await enter(server, id, {}, token);
  assert.equal(organizer.reply.code, 0, "who needs none is not kept out");
  clock.advance(60_000);
  assert.equal(await guess(key), undefined);
});

Deno.test("[P12][S4] the key is no passcode, and lifts no removal", async () => {
  await using server = await startServer(applyBuild);
  const secret = await makeMeeting(server, { passcode: "two words" });
  const organizer_key = secret.key;
  const without = await enter(server, secret.id, { organizer_key });
  assert.equal(without.reply.error, "PASSCODE_REQUIRED");
  const both = await enter(server, secret.id, { organizer_key, passcode: "two words" });
  assert.equal(both.reply.self.role, "HOST");

  const meeting = await makeMeeting(server);
  const host = await enter(server, meeting.id, {}, meeting.token);
  const ana = await enter(server, meeting.id);
  assert.equal((await host.ask({ type: "REMOVE_USER", muid: ana.muid })).code, 0);
  const again = await enter(server, meeting.id, { organizer_key: meeting.key }, ana.token);
  assert.equal(again.reply.error, "REMOVED");
});

Deno.test("[P14][P15] nobody removes the organizer on another device, who may do what a host may", async () => {
  await using server = await startServer(applyBuild);
  const { id, key, token } = await makeMeeting(server);
  const first = await enter(server, id, {}, token);
  const second = await enter(server, id, { organizer_key: key });
  const ana = await enter(server, id);
  const refused = await first.ask({ type: "REMOVE_USER", muid: second.muid });
  assert.equal(refused.error, "FORBIDDEN");
  assert.equal((await second.ask({ type: "REMOVE_USER", muid: first.muid })).error, "FORBIDDEN");
  assert.equal((await second.ask({ type: "REMOVE_USER", muid: ana.muid })).code, 0);
  assert.equal((await second.ask({ type: "LOCK_MEETING", locked: true })).code, 0);
  assert.equal((await second.ask({ type: "FINISH_MEETING" })).code, 0);
});

Deno.test("[S12] the key is in no log", async () => {
  await using server = await startServer(applyBuild);
  const { id, key } = await makeMeeting(server, { lobby: true });
  await enter(server, id, { organizer_key: key });
  await enter(server, id, { organizer_key: `${key}x` });
  assert.ok(server.logged.length > 0);
  assert.ok(server.logged.every((line) => !line.includes(key)));
});
