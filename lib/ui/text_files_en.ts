// The English sentences for files that are sent in a call. A part of the catalogue in text_en.ts.

/** "0 B", "12 kB", "3.4 MB"; decimal units, as file managers show them. */
function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} kB`;
  const megabytes = bytes / 1_000_000;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}

export const filesEn = {
  files: {
    title: "Files",
    attach: "Send a file",
    drop: "Drop files here to send them",
    size,
    to: "To",
    everyone: "Everyone",
    send: "Send",
    sendCount: (count: number) => count === 1 ? "Send 1 file" : `Send ${count} files`,
    hint: "Goes straight to them, encrypted, once they accept.",
    from: (name: string) => `from ${name}`,
    accept: "Accept",
    decline: "Decline",
    save: "Save",
    acceptLabel: (file: string) => `Accept ${file}`,
    declineLabel: (file: string) => `Decline ${file}`,
    saveLabel: (file: string) => `Save ${file}`,
    stopIncoming: (file: string) => `Cancel ${file}`,
    stopOutgoing: (file: string, name: string) => `Cancel sending ${file} to ${name}`,
    forget: (file: string) => `Remove ${file} from the list`,
    progress: (file: string, name: string) => `${file}, ${name}`,
    tooLarge: (file: string, max: number) => `${file} is too large: at most ${size(max)}.`,
    nobody: "Nobody is connected who could get it.",
    unavailable: "Sending did not start. Check your network and try again.",
    outgoing: {
      offered: "waiting for an answer",
      moving: (percent: number) => `${percent} %`,
      checking: "checking…",
      done: "received",
      declined: "declined",
      stoppedByUs: "you cancelled",
      stoppedByThem: "cancelled",
    },
    incoming: {
      offered: "wants to send you this",
      moving: (percent: number) => `${percent} %`,
      checking: "checking…",
      done: "complete",
      declined: "you declined",
      stoppedByUs: "you cancelled",
      stoppedByThem: "cancelled by the sender",
    },
    failed: {
      lost: "the connection was lost",
      damaged: "arrived damaged and was not kept",
      unreadable: "the file cannot be read any more",
    },
  },
};
