import assert from "node:assert/strict";
import fc from "fast-check";
import { lastPage, maxPageBytes } from "../../../lib/server/rooms/chat_pages.ts";

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

const history = fc.array(fc.string({ unit: "grapheme", maxLength: 4_000 }), { maxLength: 60 })
  .map((texts) => texts.map((text, n) => ({ id: `m${n}`, text })));

Deno.test("[P12] the pages of a chat, from the last to the first, are all of it, once, and each fits into a frame", () => {
  fc.assert(
    fc.property(history, (chat) => {
      let page = lastPage(chat);
      let read = [...page.messages];
      for (let pages = 0; page.more; pages++) {
        assert.ok(pages <= chat.length, "it comes to an end");
        page = lastPage(chat, read[0]?.id);
        assert.ok(page.messages.length > 0);
        assert.ok(page.messages.length === 1 || bytesOf(page.messages) <= maxPageBytes + 1);
        read = [...page.messages, ...read];
      }
      assert.deepEqual(read, chat);
    }),
    { numRuns: 300, seed: 11 },
  );
});

Deno.test("[P12] a message that alone is too much is a page; before one that is not there, and before the first, is nothing", () => {
  const long = [1, 2].map((n) => ({ id: `m${n}`, text: "\u0000".repeat(4_000) }));
  assert.ok(bytesOf(long[0]) > maxPageBytes / 2);
  assert.deepEqual(lastPage(long), { messages: long.slice(1), more: true });
  assert.deepEqual(lastPage(long, "m2"), { messages: long.slice(0, 1), more: false });
  for (const before of ["m1", "m9", ""]) {
    assert.deepEqual(lastPage(long, before), { messages: [], more: false });
  }
  assert.deepEqual(lastPage([]), { messages: [], more: false });
});
