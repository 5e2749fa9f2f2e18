// The name of a file that comes from a stranger.

import assert from "node:assert/strict";
import fc from "fast-check";
import { cleanFileName, maxFileNameLength } from "../../lib/shared/file_names.ts";

const table: Record<string, readonly [string, string]> = {
  "stays as it is": ["Budget (v2) – März.xlsx", "Budget (v2) – März.xlsx"],
  "loses its folders": ["../../etc/passwd", "passwd"],
  "loses its folders as Windows writes them": ["C:\\Users\\ana\\plan.txt", "plan.txt"],
  "loses what turns the direction of text": ["invoice\u202Efdp.exe", "invoicefdp.exe"],
  "loses what nobody can see": ["a\u0000b\u200Bc\n.txt", "abc.txt"],
  "loses leading dots": [".bashrc", "bashrc"],
  "loses trailing dots and blanks": ["plan.txt. . ", "plan.txt"],
  "loses what Windows forbids": ['a<b>c:"d|?*.txt', "a_b_c__d___.txt"],
  "is no device": ["CON.txt", "_CON.txt"],
  "is never empty": ["../..", "file"],
  "is never a lone surrogate": ["\uD800", "file"],
  "is shortened, its ending kept": [
    `${"long ".repeat(100)}.tar.gz`,
    `${"long ".repeat(16).slice(0, 76)}….gz`,
  ],
};

for (const [what, [raw, clean]] of Object.entries(table)) {
  Deno.test(`[F7][S8] the name of a file ${what}`, () => {
    assert.equal(cleanFileName(raw), clean);
  });
}

Deno.test("[F7][S8] whatever a file is called, its name is harmless and stays what it is", () => {
  const part = fc.constantFrom("..", "/", "\\", ".", "nul", "\u202E", "é", "😀", "a", " ", ":");
  const names = fc.oneof(fc.string({ unit: "binary" }), fc.array(part).map((all) => all.join("")));
  fc.assert(fc.property(names, (raw) => {
    const clean = cleanFileName(raw);
    assert.ok([...clean].length >= 1 && [...clean].length <= maxFileNameLength + 1);
    assert.doesNotMatch(clean, /[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}]|^[. ]|[. ]$/u);
    assert.equal(cleanFileName(clean), clean);
  }));
});
