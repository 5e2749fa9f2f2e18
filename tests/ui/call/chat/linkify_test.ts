// Links in messages.

import assert from "node:assert/strict";
import fc from "fast-check";
import { linkify } from "../../../../lib/ui/call/chat/linkify.ts";

Deno.test("links are found and nothing else is changed", () => {
  const hrefs = (text: string) =>
    linkify(text).flatMap((part) => part.kind === "link" ? [part.href] : []);
  assert.deepEqual(hrefs("see https://a.example/x(y), or http://b.example."), [
    "https://a.example/x(y)",
    "http://b.example/",
  ]);
  assert.deepEqual(hrefs("javascript:alert(1) file:///etc ftp://x www.a.example https://"), []);
  assert.deepEqual(hrefs("(https://a.example)"), ["https://a.example/"]);
  fc.assert(fc.property(fc.string(), (text) => {
    const padded = `${text}https://a.example/${text}`;
    assert.equal(linkify(padded).map((part) => part.text).join(""), padded);
    assert.ok(linkify(padded).every((part) => part.kind === "text" || /^https?:/.test(part.href)));
  }));
});
