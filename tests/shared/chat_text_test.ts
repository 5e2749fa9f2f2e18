import assert from "node:assert/strict";
import { cleanChatText } from "../../lib/shared/chat_text.ts";

Deno.test("[S8] of chat text everything is kept but what is no text", () => {
  assert.equal(cleanChatText("a\r\nb\rc\n\td"), "a\nb\nc\n\td");
  assert.equal(cleanChatText("\u0000\u0007bell\u001b[31m\u0085\u009f"), "bell[31m");
  assert.equal(cleanChatText("half \ud83d here, whole \u{1f600}"), "half  here, whole \u{1f600}");
  assert.equal(
    cleanChatText("\u{1f468}\u200d\u{1f469} \u202e rtl"),
    "\u{1f468}\u200d\u{1f469} \u202e rtl",
  );
  assert.equal(cleanChatText(cleanChatText("\r\r\n")), cleanChatText("\r\r\n"));
});
