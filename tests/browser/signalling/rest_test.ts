// The REST client and what the browser remembers.

import assert from "node:assert/strict";
import { createApi, fetchConfig } from "../../../lib/browser/signalling/rest.ts";
import type { HttpAnswer } from "../../../lib/browser/ports.ts";
import { createOwnBackground } from "../../../lib/browser/effects/own_background.ts";
import {
  createPreferences,
  keepPasscode,
  readUserId,
  takePasscode,
} from "../../../lib/browser/preferences.ts";
import { isUuid } from "../../../lib/shared/ids.ts";
import { roomInfo } from "../../../lib/shared/room/state.ts";
import { configOf } from "../../fakes/fake_peer_env.ts";
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

function createStorage(kept: Record<string, string> = {}) {
  const storage = new Map(Object.entries(kept));
  return {
    get: (key: string) => storage.get(key) ?? null,
    set: (key: string, value: string) => void storage.set(key, value),
    remove: (key: string) => void storage.delete(key),
  };
}

Deno.test("[F11] choices are kept; what is broken falls back alone", () => {
  const storage = createStorage();
  const first = createPreferences(storage);
  assert.equal(first.preferences.value.isMicOn, true);
  first.remember({ name: "Ana", isMicOn: false, view: "speaker", selfCorner: "top-left" });
  const again = createPreferences(storage).preferences.value;
  assert.deepEqual([again.name, again.isMicOn, again.isCameraOn], ["Ana", false, true]);
  assert.deepEqual([again.view, again.selfCorner], ["speaker", "top-left"]);
  for (const broken of ["", "{", "null", "7", "[]", '{"name":7,"isMicOn":"no","view":"x"}']) {
    const { value } =
      createPreferences(createStorage({ "conflux.preferences": broken })).preferences;
    assert.deepEqual([value.name, value.isMicOn, value.view], ["", true, "grid"], broken);
  }
});

Deno.test("[P1] the user id is made once, and again where it is no UUID", () => {
  const storage = createStorage({ "conflux.user": "me" });
  const id = readUserId(storage, () => crypto.randomUUID());
  assert.ok(isUuid(id));
  assert.equal(readUserId(storage, () => crypto.randomUUID()), id);
});

Deno.test("[F11] two tabs that change different settings do not undo each other", () => {
  const storage = createStorage();
  const [one, two] = [createPreferences(storage), createPreferences(storage)];
  one.remember({ theme: "dark" });
  two.remember({ startsMuted: true });
  const { theme, startsMuted } = createPreferences(storage).preferences.value;
  assert.deepEqual([theme, startsMuted], ["dark", true]);
  const off = createPreferences({ get: () => null, set: () => {}, remove: () => {} });
  off.remember({ theme: "dark" });
  off.remember({ startsMuted: true });
  assert.equal(off.preferences.value.theme, "dark", "also where nothing can be kept");
});

Deno.test("[F11] a setting of a newer version falls back, and the others are read", () => {
  const kept = { theme: "sepia", language: "xx", background: "moon", isMirrored: false };
  const { value } =
    createPreferences(createStorage({ "conflux.preferences": JSON.stringify(kept) })).preferences;
  assert.deepEqual([value.theme, value.language, value.background, value.isMirrored], [
    "system",
    "auto",
    "none",
    false,
  ]);
});

Deno.test("[F2] the passcode of a meeting just made is handed over once, to that meeting", () => {
  const session = createStorage();
  keepPasscode(session, { meetingId: "123456789", passcode: "let me in " });
  assert.equal(takePasscode(session, "123456789"), "let me in ");
  assert.equal(takePasscode(session, "123456789"), "");
  keepPasscode(session, { meetingId: "123456789", passcode: "secret" });
  assert.equal(takePasscode(session, "987654321"), "", "not to another");
});

Deno.test("[F11] the own background is kept, and used without being kept where there is no room", () => {
  const storage = createStorage();
  const picture = "data:image/jpeg;base64,AAAA";
  assert.equal(createOwnBackground(storage).keep(picture), true);
  assert.equal(createOwnBackground(storage).picture.value, picture);
  const full = createOwnBackground({
    get: () => "https://elsewhere.example/x",
    set: () => {},
    remove: () => {},
  });
  assert.equal(full.picture.value, null, "only what we wrote");
  assert.deepEqual([full.keep(picture), full.picture.value], [false, picture]);
});
