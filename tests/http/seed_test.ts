// Every example of ../shared/seed/conflux-api-0.0.1.md, quoted, against the running app: same paths,
// same methods, same field names, same envelopes. Extensions stand beside, never instead.

import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { type Json, startServer } from "../fakes/test_server.ts";

const seed = {
  ROOM_INFO: {
    id: "123456789",
    title: "Meeting Title",
    organizer: { muid: "abcdefgh-1234-5678-901a-bcdefghijklm", name: "organizer_name" },
    start_time: 1234567890123,
    participants: [],
  },
  USER_INFO: {
    muid: "muid",
    name: "user_name",
    role: "HOST",
    state: { mic: true, camera: true, screen: false },
    avatar: "",
    expandCamera: true,
    mirrorCamera: true,
  },
  CONFIG: {
    token: "token",
    COTURN_PREFIX: "coturn",
    PEER_SERVER_PATH: "/peer_signal",
    COTURN_USERNAME: "conflux",
    COTURN_PASSWORD: "conflux",
    BUILD_TIME: "2024-04-21T23:41:48.940Z",
    BUILD_VERSION: "0.0.1",
  },
};

/** Every field of the example is there, of the example's type, at the same place. */
function assertShape(actual: Json, example: Json, path = "answer"): void {
  if (Array.isArray(example)) return assert.ok(Array.isArray(actual), `${path} is a list`);
  assert.equal(typeof actual, typeof example, path);
  if (typeof example !== "object") return;
  for (const [field, value] of Object.entries(example)) {
    assert.ok(field in actual, `${path}.${field} is there`);
    assertShape(actual[field], value, `${path}.${field}`);
  }
}

Deno.test("[P1] seed: GET /config/:user_id", async () => {
  await using server = await startServer(applyBuild);
  const { status, body } = await server.request(`/config/${crypto.randomUUID()}`);
  assert.equal(status, 200);
  assertShape(body, seed.CONFIG);
  assert.equal(body.PEER_SERVER_PATH, seed.CONFIG.PEER_SERVER_PATH);
  assert.equal(body.COTURN_PREFIX, seed.CONFIG.COTURN_PREFIX);
  assert.equal(new Date(body.BUILD_TIME).toISOString(), body.BUILD_TIME);
});

Deno.test("[P4] seed: POST /meeting", async () => {
  await using server = await startServer(applyBuild);
  const token = await server.newToken();
  const { status, body } = await server.request("/meeting", {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    body: JSON.stringify({ title: "meeting_title", organizer_name: "user_name" }),
  });
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(body).sort(), ["code", "data", "msg"]);
  assert.deepEqual(Object.keys(body.data), ["id"]);
  assert.equal(body.code, 0);
  assert.equal(body.msg, "success");
  assert.match(body.data.id, /^[1-9][0-9]{8}$/);
});

Deno.test("[P5][P6] seed: GET /meeting/:meeting_id/:name", async () => {
  await using server = await startServer(applyBuild);
  const id = await server.createMeeting(await server.newToken());
  const { status, body } = await server.request(`/meeting/${id}/user_name`);
  assert.equal(status, 200);
  assert.equal(body.code, 0);
  assert.equal(body.msg, "success");
  assertShape(body.data, seed.ROOM_INFO);
  assert.equal(body.data.id, id);
});

Deno.test("[P9] seed: every command of the socket and its answer", async () => {
  await using server = await startServer(applyBuild);
  const token = await server.newToken();
  const room_id = await server.createMeeting(token);
  const host = await server.connect();
  const guest = await server.connect();
  const removed = await server.connect();

  const join = (muid: string, name: string, of: string) => ({
    type: "JOIN_MEETING",
    room_id,
    token: of,
    ...seed.USER_INFO,
    muid,
    name,
  });
  const hostMuid = crypto.randomUUID();
  host.send(join(hostMuid, "organizer_name", token));
  const joined = await host.next("RES_JOIN_MEETING");
  assert.equal(joined.message, "SUCCESS");
  assertShape(joined.data, seed.ROOM_INFO);
  assertShape(joined.data.participants[0], seed.USER_INFO);
  assert.deepEqual(joined.data.organizer, { muid: hostMuid, name: "organizer_name" });

  const guestToken = await server.newToken();
  guest.send(join(crypto.randomUUID(), "guest", guestToken));
  await guest.next("RES_JOIN_MEETING");
  const removedMuid = crypto.randomUUID();
  removed.send(join(removedMuid, "removed", await server.newToken()));
  await removed.next("RES_JOIN_MEETING");

  const answered = async (client: typeof host, type: string, message: object) => {
    client.send({ type, room_id, ...message });
    const { message: text, type: answerType } = await client.next(`RES_${type}`);
    assert.deepEqual({ message: text, type: answerType }, {
      message: "SUCCESS",
      type: `RES_${type}`,
    });
  };
  await answered(host, "UPDATE_USER_STATE", {
    token,
    participant_diff: { state: { mic: false, camera: true, screen: false } },
  });
  await answered(host, "REMOVE_USER", { token, muid: removedMuid });
  assert.equal((await removed.whenClosed()).code, 4403);
  await answered(guest, "LEAVE_MEETING", { token: guestToken });
  await answered(host, "FINISH_MEETING", { token });
  assert.equal((await host.whenClosed()).code, 4410);
  await guest.close();
});
