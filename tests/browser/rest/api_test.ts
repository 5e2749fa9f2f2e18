// The REST client.

import assert from "node:assert/strict";
import { createApi, fetchConfig } from "../../../lib/browser/rest/api.ts";
import type { HttpAnswer } from "../../../lib/browser/ports.ts";
import { roomInfo } from "../../../lib/shared/room/state.ts";
import { configOf } from "../../fakes/browser/env.ts";
import { joinOf, roomAfter } from "../../fakes/rooms.ts";

function setUp(...answers: (HttpAnswer | Error)[]) {
  const asked: { path: string; init: RequestInit }[] = [];
  const fetchJson = (path: string, init: RequestInit) => {
    asked.push({ path, init });
    const answer = answers.shift() ?? new Error("no answer left");
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const api = createApi({
    fetchJson,
    getToken: () => Promise.resolve("t1"),
    renewToken: () => Promise.resolve("t2"),
  });
  const header = (index: number, name: string) => new Headers(asked[index]?.init.headers).get(name);
  return { api, fetchJson, asked, header };
}
const draft = { title: "Weekly", organizer_name: "Ana" };
const created = { status: 200, body: { code: 0, data: { id: "123456789" }, msg: "success" } };
const failed = (status: number, error: string) => ({
  status,
  body: { code: status, msg: "says why", error },
});

Deno.test("[P4] a meeting is created with the token, and with a new one where it was refused", async () => {
  const { api, header } = setUp(failed(401, "UNAUTHORIZED"), created);
  assert.deepEqual(await api.createMeeting(draft), { ok: true, id: "123456789" });
  assert.equal(header(0, "authorization"), "Bearer t1");
  assert.equal(header(1, "authorization"), "Bearer t2");
});

Deno.test("[P5] looking a meeting up: name and passcode as any text, refusals as data", async () => {
  const room = roomInfo(roomAfter([joinOf(0)]));
  const found = { status: 200, body: { code: 0, data: room, msg: "success" } };
  const { api, asked, header } = setUp(found, found, failed(409, "NAME_TAKEN"));
  const look = (passcode?: string) =>
    api.lookUp("123456789", { name: "Ána/?", ...(passcode ? { passcode } : {}) });
  assert.deepEqual(await look(), { ok: true, room });
  assert.equal(asked[0]?.path, "/meeting/123456789/%C3%81na%2F%3F");
  assert.equal(header(0, "x-meeting-passcode"), null);
  await look("密码 1%");
  assert.equal(decodeURIComponent(header(1, "x-meeting-passcode") ?? ""), "密码 1%");
  assert.deepEqual(await look("plain!"), { ok: false, error: "NAME_TAKEN", message: "says why" });
  assert.equal(header(2, "x-meeting-passcode"), "plain!");
});

Deno.test("[P1] no network, a proxy's page or an odd answer are refusals too", async () => {
  const ids = [];
  for (
    const answer of [
      new TypeError("offline"),
      { status: 502, body: null },
      { status: 404, body: { error: "TEAPOT" } },
      { status: 200, body: { token: 7 } },
    ]
  ) {
    const { fetchJson } = setUp(answer);
    const result = await fetchConfig(fetchJson, "user");
    ids.push(result.ok ? "" : result.error);
  }
  assert.deepEqual(ids, ["UNAVAILABLE", "UNAVAILABLE", "INTERNAL", "INTERNAL"]);
  const { fetchJson } = setUp({ status: 200, body: configOf("me", 0, { FUTURE: 1 }) });
  assert.equal((await fetchConfig(fetchJson, "user")).ok, true, "[P17] more fields are fine");
});
