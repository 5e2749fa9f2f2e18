import assert from "node:assert/strict";
import { createOrganizerKeys } from "../../lib/browser/organizer_keys.ts";
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
  createOrganizerKeys(storage).keep("123456789", "one");
  const keys = createOrganizerKeys(storage);
  keys.keep("987654321", "two");
  keys.keep("123456789", "three");
  assert.equal(keys.get("123456789"), "three");
  assert.equal(keys.get("987654321"), "two");
  assert.equal(keys.get("111111111"), null);
  keys.forget("123456789");
  assert.equal(createOrganizerKeys(storage).get("123456789"), null);
  assert.equal(createOrganizerKeys(storage).get("987654321"), "two");
});

Deno.test("[P14] where nothing can be stored the key lasts as long as the page", () => {
  const keys = createOrganizerKeys(blocked);
  keys.keep("123456789", "one");
  assert.equal(keys.get("123456789"), "one");
  keys.forget("123456789");
  assert.equal(keys.get("123456789"), null);
});

Deno.test("[P14] keys of 50 meetings are kept, and what else stands in their place is no harm", () => {
  const values = new Map<string, string>();
  const keys = createOrganizerKeys(storageOf(values));
  for (let n = 0; n < 60; n++) keys.keep(String(100_000_000 + n), `key ${n}`);
  assert.equal(keys.get("100000009"), null);
  assert.equal(keys.get("100000010"), "key 10");
  for (const text of ["", "null", "7", "{", "{}", '[1,["a"],["b","c","d"],[1,2],null]']) {
    values.set("conflux.organizer-keys", text);
    const other = createOrganizerKeys(storageOf(values));
    assert.equal(other.get("b"), null);
    other.keep("123456789", "one");
    assert.equal(other.get("123456789"), "one");
  }
});
