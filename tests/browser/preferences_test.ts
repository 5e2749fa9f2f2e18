// What the browser remembers for a person.

import assert from "node:assert/strict";
import {
  createPreferences,
  keepPasscode,
  readUserId,
  takePasscode,
} from "../../lib/browser/preferences.ts";
import { isUuid } from "../../lib/shared/ids.ts";
import { createStorage } from "../fakes/browser/storage.ts";

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
  const off = createPreferences({ get: () => null, set: () => false, remove: () => {} });
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
