// What a chat message, and a line that only programs read, may hold: text, and no control characters.

/**
 * Controls but for tab and line feed (Unicode Cc), and halves of characters (Cs): nobody can see them, and
 * JSON writes six letters for each.
 */
// deno-lint-ignore no-control-regex -- they are what it is about.
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Cs}/gu;

/** A message as it is sent and kept: one kind of line end, no control characters, no half characters. */
export function cleanChatText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(unseen, "");
}
