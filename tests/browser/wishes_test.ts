import assert from "node:assert/strict";
import { createPreferences } from "../../lib/browser/preferences.ts";
import { createWishes } from "../../lib/browser/wishes.ts";
import type { PageWishes } from "../../lib/shared/page_options.ts";

function setUp(first: PageWishes, kept = new Map<string, string>()) {
  const store = createPreferences({
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => kept.set(key, value).has(key),
    remove: (key) => void kept.delete(key),
  });
  const read = () => JSON.parse(kept.get("conflux.preferences") ?? "{}");
  return { ...createWishes(store, first), kept, read };
}

Deno.test("[O30] what a link asks for stands in for the person's choices, and is never kept", () => {
  const { preferences, remember, read, kept } = setUp({
    name: "Ana",
    theme: "dark",
    isMicOn: false,
  });
  const { name, theme, isMicOn, isCameraOn } = preferences.value;
  assert.deepEqual([name, theme, isMicOn, isCameraOn], ["Ana", "dark", false, true]);
  // Joining under the name of the link, with the microphone as it was.
  remember({ name: "Ana" });
  remember({ isMicOn: false });
  assert.equal(kept.size, 0);
  remember({ view: "speaker" });
  assert.deepEqual([read().view, read().name, read().theme, read().isMicOn], [
    "speaker",
    "",
    "system",
    true,
  ]);
});

Deno.test("[O30] what the person chooses instead is theirs, and holds from then on", () => {
  const { preferences, remember, read, wishes, wish } = setUp({ theme: "dark", isMicOn: false });
  remember({ theme: "light", isMicOn: true });
  assert.deepEqual([preferences.value.theme, preferences.value.isMicOn], ["light", true]);
  assert.deepEqual([read().theme, read().isMicOn], ["light", true]);
  assert.deepEqual(wishes.value, {});
  remember({ isMicOn: false });
  assert.equal(read().isMicOn, false, "their own word by now");
  wish({ theme: "dark" });
  assert.deepEqual([preferences.value.theme, read().theme], ["dark", "light"]);
});

Deno.test("[O30] the next page without a link's wishes is as the person had it", () => {
  const kept = new Map<string, string>();
  setUp({}, kept).remember({ name: "Bea", theme: "light" });
  const { preferences, remember } = setUp({ name: "Ana", theme: "dark" }, kept);
  remember({ name: "Ana" });
  assert.equal(preferences.value.name, "Ana");
  const { name, theme } = setUp({}, kept).preferences.value;
  assert.deepEqual([name, theme], ["Bea", "light"]);
});
