// Values of a storage that refuses, forgets or is changed under our hands.

import assert from "node:assert/strict";
import { createKeyValues } from "../../../lib/browser/env/storage.ts";
import { canRemember, createPreferences } from "../../../lib/browser/preferences.ts";
import { createRest } from "../../../lib/browser/rest/mod.ts";
import { configOf } from "../../fakes/browser/env.ts";
import { createManualClock } from "../../fakes/browser/clock.ts";

/** A Storage over a map, whose methods a test may break. */
function createFake() {
  const kept = new Map<string, string>();
  const fake = {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return fake as typeof fake & Storage;
}

const refuse = (name: string) => () => {
  throw new DOMException("", name);
};

/** Storages of which nothing is left when the page is. */
const faults: Record<string, () => () => Storage> = {
  "absent": () => () => undefined as never,
  "null": () => () => null as never,
  "throws when it is named": () => refuse("SecurityError"),
  "throws at each use": () => {
    const all = { getItem: refuse("SecurityError"), setItem: refuse("SecurityError") };
    return () => ({ ...all, removeItem: refuse("SecurityError") }) as never;
  },
  "full": () => () => Object.assign(createFake(), { setItem: refuse("QuotaExceededError") }),
  "takes everything and keeps nothing": () => () => createFake(),
};

for (const [name, make] of Object.entries(faults)) {
  Deno.test(`[F2] storage that is ${name}: what is set holds as long as the page`, () => {
    const values = createKeyValues(make());
    assert.equal(values.get("a"), null);
    assert.equal(values.set("a", "1"), false);
    assert.equal(values.get("a"), "1");
    values.remove("a");
    assert.equal(values.get("a"), null);
    assert.equal(canRemember(values), false);
    const { preferences, remember } = createPreferences(values);
    remember({ name: "Ana" });
    remember({ isMirrored: false });
    assert.deepEqual([preferences.value.name, preferences.value.isMirrored], ["Ana", false]);
  });
}

Deno.test("[F2] storage that works is believed, also where another tab changes it", () => {
  const fake = createFake();
  const values = createKeyValues(() => fake);
  assert.equal(values.set("a", "1"), true);
  fake.kept.set("a", "2");
  assert.equal(values.get("a"), "2");
  values.remove("a");
  assert.equal(values.get("a"), null);
  assert.ok(canRemember(values));
  assert.equal(fake.kept.size, 0, "a look leaves nothing behind");
});

Deno.test("[F2] storage that is emptied in the middle of a call gets back what was in use", () => {
  const fake = createFake();
  const values = createKeyValues(() => fake);
  values.set("a", "1");
  fake.kept.clear();
  assert.equal(values.get("a"), "1");
  assert.equal(fake.kept.get("a"), "1");
});

Deno.test("[F2] what a storage does not let go of is gone for the page", () => {
  const fake = createFake();
  const values = createKeyValues(() => fake);
  values.set("a", "1");
  fake.removeItem = refuse("SecurityError") as never;
  values.remove("a");
  assert.equal(values.get("a"), null);
  fake.kept.set("a", "another tab's");
  assert.equal(values.get("a"), "another tab's");
});

const broken = { ...faults, "cleared": () => () => createFake() };
for (const [name, make] of Object.entries(broken)) {
  Deno.test(`[P3] one identity for the life of the page, with storage that is ${name}`, async () => {
    const asked: string[] = [];
    const clock = createManualClock();
    let ids = 0;
    const { credentials } = createRest({
      clock,
      storage: createKeyValues(make()),
      uuid: () => `00000000-0000-4000-8000-00000000000${++ids}`,
      fetchJson(path) {
        asked.push(path);
        return Promise.resolve({ status: 200, body: configOf("subject-0", clock.now(), {}) });
      },
    });
    for (let round = 0; round < 3; round++) await credentials.renew();
    assert.equal(asked.length, 3);
    assert.equal(new Set(asked).size, 1);
    credentials.close();
  });
}
