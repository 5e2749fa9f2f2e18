import assert from "node:assert/strict";
import { createMeetingKeys } from "../../lib/browser/meeting_keys.ts";
import type { KeyValues } from "../../lib/browser/ports.ts";

function storageOf(values = new Map<string, string>()): KeyValues {
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => values.set(key, value).has(key),
    remove: (key) => void values.delete(key),
  };
}
const blocked: KeyValues = { get: () => null, set: () => false, remove: () => {} };

Deno.test("[P14] an organizer key is kept for its meeting, beyond the page, until it is forgotten", () => {
  const storage = storageOf();
  createMeetingKeys(storage, "organizer").keep("123456789", "one");
  const keys = createMeetingKeys(storage, "organizer");
  keys.keep("987654321", "two");
  keys.keep("123456789", "three");
  assert.equal(keys.get("123456789"), "three");
  assert.equal(keys.get("987654321"), "two");
  assert.equal(keys.get("111111111"), null);
  keys.forget("123456789");
  assert.equal(createMeetingKeys(storage, "organizer").get("123456789"), null);
  assert.equal(createMeetingKeys(storage, "organizer").get("987654321"), "two");
});

Deno.test("[P14] where nothing can be stored the key lasts as long as the page", () => {
  const keys = createMeetingKeys(blocked, "organizer");
  keys.keep("123456789", "one");
  assert.equal(keys.get("123456789"), "one");
  keys.forget("123456789");
  assert.equal(keys.get("123456789"), null);
});

Deno.test("[P14] keys of 50 meetings are kept, and what else stands in their place is no harm", () => {
  const values = new Map<string, string>();
  const keys = createMeetingKeys(storageOf(values), "organizer");
  for (let n = 0; n < 60; n++) keys.keep(String(100_000_000 + n), `key ${n}`);
  assert.equal(keys.get("100000009"), null);
  assert.equal(keys.get("100000010"), "key 10");
  for (const text of ["", "null", "7", "{", "{}", '[1,["a"],["b","c","d"],[1,2],null]']) {
    values.set("conflux.organizer-keys", text);
    const other = createMeetingKeys(storageOf(values), "organizer");
    assert.equal(other.get("b"), null);
    other.keep("123456789", "one");
    assert.equal(other.get("123456789"), "one");
  }
});

Deno.test("[P14] the keys of links are kept apart from those of the organizer", () => {
  const storage = storageOf();
  createMeetingKeys(storage, "organizer").keep("123456789", "one");
  const links = createMeetingKeys(storage, "link");
  assert.equal(links.get("123456789"), null);
  links.keep("123456789", "two");
  assert.equal(createMeetingKeys(storage, "organizer").get("123456789"), "one");
});
