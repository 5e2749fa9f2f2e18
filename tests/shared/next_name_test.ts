import assert from "node:assert/strict";
import { nextName } from "../../lib/shared/next_name.ts";
import { cleanName } from "../../lib/shared/names.ts";

Deno.test("[P12] the next free name: numbered from two, past those that are taken, and a name that is valid", () => {
  assert.equal(nextName("Anna", ["Anna"]), "Anna (2)");
  assert.equal(nextName("Anna", ["anna", "Anna (2)", "ANNA (3)"]), "Anna (4)");
  assert.equal(nextName("Anna (2)", ["Anna (2)"]), "Anna (3)");
  assert.equal(nextName("Anna (2)", []), "Anna (3)");
  assert.equal(nextName("安娜", ["安娜"]), "安娜 (2)");
  const long = nextName("😀".repeat(64), []);
  assert.equal([...long].length, 64);
  assert.equal(cleanName(long), long);
});
