import assert from "node:assert/strict";
import { cleanName, nameKey } from "../../lib/shared/names.ts";

Deno.test("[S8] names are normalised to NFKC and trimmed", () => {
  assert.equal(cleanName("  Ａｎａ \t"), "Ana");
  assert.equal(cleanName("李雷"), "李雷");
  assert.equal(cleanName("a".repeat(64)), "a".repeat(64));
  assert.equal(cleanName("👍".repeat(64)), "👍".repeat(64));
});

for (
  const [what, name] of [
    ["empty", ""],
    ["blank", " \u00a0 "],
    ["too long", "a".repeat(65)],
    ["too long after normalisation", "ﷺ".repeat(20)],
    ["enormous", "a".repeat(1_000_000)],
    ["a control character", "A\u0000na"],
    ["a line break", "A\nna"],
    ["a bidi override", "A\u202ena"],
    ["a bidi isolate", "A\u2066na"],
    ["a zero-width space", "A\u200bna"],
    ["a zero-width joiner", "A\u200dna"],
    ["a byte order mark", "A\ufeffna"],
    ["a blank filler", "\u3164"],
    ["a lone surrogate", "A\ud800"],
    ["a line separator", "A\u2028na"],
  ] as const
) {
  Deno.test(`[S8] a name with ${what} is refused`, () => assert.equal(cleanName(name), null));
}

Deno.test("[P12] names that people take for the same have the same key", () => {
  for (const other of ["ana", " ANA ", "Ａｎａ", "aNa\u00a0"]) {
    assert.equal(nameKey(other), nameKey("Ana"), other);
  }
  assert.equal(nameKey("Straße"), nameKey("STRASSE"));
  assert.notEqual(nameKey("Ana"), nameKey("Anna"));
});
