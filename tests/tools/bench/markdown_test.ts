// A part of a document is replaced, and nothing else.

import assert from "node:assert/strict";
import { readPart, replacePart } from "../../bench/call/markdown.ts";

const text = "# One\n\nFirst.\n\n## Inner\n\nDeep.\n\n# Two\n\nSecond.\n";

Deno.test("a part goes from its heading to the next one that is as high", () => {
  assert.equal(readPart(text, "# One"), "# One\n\nFirst.\n\n## Inner\n\nDeep.");
  assert.equal(readPart(text, "## Inner"), "## Inner\n\nDeep.");
  assert.equal(readPart(text, "# Two"), "# Two\n\nSecond.");
  assert.equal(readPart(text, "# Tw"), null);
  assert.equal(readPart(text, "# Inner"), null);
});

Deno.test("only the part changes, wherever it stands", () => {
  const one = replacePart(text, "# One\n\nNew.");
  assert.equal(one, "# One\n\nNew.\n\n# Two\n\nSecond.\n");
  const two = replacePart(text, "# Two\n\nNew.\n\n## With one inside\n\nMore.");
  assert.equal(readPart(two, "# One"), readPart(text, "# One"));
  assert.equal(readPart(two, "# Two"), "# Two\n\nNew.\n\n## With one inside\n\nMore.");
  assert.equal(replacePart(two, "# Two\n\nSecond."), text, "and back again");
});

Deno.test("a part that is not there yet comes last, also in an empty text", () => {
  assert.equal(replacePart(text, "# Three\n\nThird."), `${text}\n# Three\n\nThird.\n`);
  assert.equal(replacePart("", "# Three\n\nThird."), "# Three\n\nThird.\n");
});

Deno.test("what looks like a heading in code is none", () => {
  const code = "# One\n\n```sh\n# Two\n```\n\n# Two\n\nSecond.";
  assert.equal(readPart(code, "# Two"), "# Two\n\nSecond.");
  assert.equal(readPart(code, "# One"), "# One\n\n```sh\n# Two\n```");
});

Deno.test("the two benches each find their part in docs/BENCH.md", async () => {
  const bench = await Deno.readTextFile(new URL("../../../docs/BENCH.md", import.meta.url));
  const signalling = readPart(bench, "# Measured: signalling");
  const calls = readPart(bench, "# Measured: calls");
  assert.ok(signalling && calls);
  assert.equal(bench, `${signalling}\n\n${calls}\n`, "and there is nothing else in it");
});
