// The history of a chat in pages, each of which fits into one frame with what stands beside it. Pure.

/** A page has at most so many bytes of JSON in UTF-8, and always a message. */
export const maxPageBytes = 24 * 1024;

const encoder = new TextEncoder();

export interface ChatPage<Message> {
  readonly messages: readonly Message[];
  /** There are older ones. */
  readonly more: boolean;
}

/**
 * The end of a history, oldest first: of all of it, or of what stands before the message with the id
 * `before`; nothing where there is no such message.
 */
export function lastPage<Message extends { readonly id: string }>(
  chat: readonly Message[],
  before?: string,
): ChatPage<Message> {
  const end = before === undefined ? chat.length : chat.findIndex(({ id }) => id === before);
  let from = Math.max(0, end);
  let bytes = 0;
  while (from > 0) {
    bytes += encoder.encode(JSON.stringify(chat[from - 1])).length + 1;
    if (bytes > maxPageBytes && from < end) break;
    from -= 1;
  }
  return { messages: chat.slice(from, Math.max(0, end)), more: from > 0 };
}
