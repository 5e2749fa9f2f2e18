import assert from "node:assert/strict";
import { splitEntry } from "../../../lib/browser/entry/fragment.ts";

Deno.test("[O4] the token goes out of the address, wherever it stands in the fragment; all else stays", () => {
  const token = "eyJhbGciOiJIUzI1NiJ9.e30.c2ln-bmF0_dXJl";
  const cases = {
    [`https://h/#entry=${token}`]: "https://h/",
    [`https://h/j/123456789?name=Ana#entry=${token}`]: "https://h/j/123456789?name=Ana",
    [`https://h/j/1#link=abc&entry=${token}`]: "https://h/j/1#link=abc",
    [`https://h/j/1#entry=${token}&organizer=k`]: "https://h/j/1#organizer=k",
    [`https://h/j/1#link=abc&entry=${token}&organizer=k`]: "https://h/j/1#link=abc&organizer=k",
  };
  for (const [href, rest] of Object.entries(cases)) {
    assert.deepEqual(splitEntry(href), { token, rest }, href);
  }
});

Deno.test("[O4] what stands in the query, or is none, is left alone", () => {
  for (
    const href of [
      "https://h/",
      "https://h/?entry=abc",
      "https://h/?a=1&entry=abc#x",
      "https://h/#entry=",
    ]
  ) {
    assert.equal(splitEntry(href), null, href);
  }
});
