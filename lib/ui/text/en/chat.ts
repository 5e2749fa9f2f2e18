// The English sentences of the chat. A part of the catalogue in en/mod.ts.

export const chatEn = {
  chat: {
    title: "Chat",
    empty: "No messages yet. Everybody in the meeting sees what you write.",
    log: "Messages",
    earlier: "Show earlier messages",
    loadingEarlier: "Loading earlier messages…",
    earlierFailed: "They could not be loaded. Try again.",
    message: "Message",
    placeholder: "Write a message",
    send: "Send message",
    sending: "Sending…",
    tooLong: (max: number) => `A message has at most ${max} characters.`,
    left: (count: number) => count === 1 ? "1 character left" : `${count} characters left`,
  },
};
