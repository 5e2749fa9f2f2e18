// The door of the chat: the panel, what is unread, and the files that are chosen to be sent. How files
// on their way look is lib/ui/files.

export { ChatPanel } from "./ChatPanel.tsx";
export { useFileDraft } from "./use_file_draft.ts";
export { useFileDrop } from "./use_file_drop.ts";
export { useUnread } from "./use_unread.ts";
