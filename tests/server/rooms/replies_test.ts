import assert from "node:assert/strict";
import { createReplies } from "../../../lib/server/rooms/replies.ts";

Deno.test("[R4] a request that comes again gets the answer of the first, whenever there is one", () => {
  const replies = createReplies();
  const heard: string[] = [];
  const listen = (text: string) => void heard.push(text);
  assert.equal(replies.repeat("r", listen), false);
  replies.begin("r");
  assert.equal(replies.repeat("r", listen), true);
  assert.deepEqual(heard, [], "the first one is still on its way");
  replies.settle("r", "done");
  assert.deepEqual(heard, ["done"]);
  assert.equal(replies.repeat("r", listen), true);
  assert.deepEqual(heard, ["done", "done"]);
  replies.settle("r", "other");
  assert.equal(replies.repeat("r", listen), true);
  assert.equal(heard.at(-1), "done");
});

Deno.test("[R14] a request that the store could not take may be tried again", () => {
  const replies = createReplies();
  replies.begin("r");
  replies.settlePassing("r", "503");
  assert.equal(replies.repeat("r", () => {}), false);
});

Deno.test("[R12] only the last answers are kept", () => {
  const replies = createReplies();
  for (let n = 0; n < 1_000; n++) {
    replies.begin(`${n}`);
    replies.settle(`${n}`, "done");
  }
  assert.equal(replies.repeat("999", () => {}), true);
  assert.equal(replies.repeat("0", () => {}), false);
});
