import assert from "node:assert/strict";
import { en } from "../../../lib/ui/text/en/mod.ts";
import { isolate, isolating } from "../../../lib/ui/text/isolate.ts";
import { shortName } from "../../../lib/ui/text/short_name.ts";

const rtl = ["שרה", "أحمد", "Ana שרה", "ܫܡܘܢ", "ދިވެހި", "ߒߞߏ", "𐤀𐤁", "𞤀𞤁"];

Deno.test("[S8] what runs from right to left is isolated, and nothing else is touched", () => {
  for (const name of rtl) assert.equal(isolate(name), `\u2068${name}\u2069`);
  for (const name of ["Ana", "陈小明", "Zoë 3", "Ñandú", "กรุงเทพ", "👩‍👩‍👧", ""]) {
    assert.equal(isolate(name), name);
  }
});

Deno.test("[S8] every sentence isolates the names that are put into it, also in lists", () => {
  const { notice, call, language, preview } = isolating(en);
  assert.equal(notice.nowHost("שרה"), "\u2068שרה\u2069 is a host now");
  assert.equal(notice.joined(["Ana", "أحمد"]), "Ana and \u2068أحمد\u2069 joined");
  assert.equal(call.selfName("Ana"), "Ana (you)");
  assert.equal(preview.joining, en.preview.joining);
  assert.equal(language, "en");
  assert.equal(isolating(en).people.inCall(3), "In the meeting: 3");
});

Deno.test("[S8] a long name is cut between letters, and one that nearly fits is not", () => {
  const shown: Record<string, string> = {
    "Ana": "Ana",
    ["x".repeat(28)]: "x".repeat(28),
    ["x".repeat(29)]: `${"x".repeat(27)}…`,
    // Composed of two characters each.
    ["e\u0301".repeat(40)]: `${"e\u0301".repeat(27)}…`,
    [`${"x".repeat(26)} ${"y".repeat(9)}`]: `${"x".repeat(26)}…`,
    ["👩‍👧".repeat(12)]: `${"👩‍👧".repeat(9)}…`,
  };
  for (const [name, short] of Object.entries(shown)) assert.equal(shortName(name), short);
});
