// The English sentences for choosing files to send in a call. A part of the catalogue in en/mod.ts; the
// words of the list of files are in en/transfers.ts.

/** "0 B", "12 kB", "3.4 MB"; decimal units, as file managers show them. */
function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} kB`;
  const megabytes = bytes / 1_000_000;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}

export const filesEn = {
  files: {
    attach: "Send a file",
    drop: "Drop files here to send them",
    size,
    to: "To",
    everyone: "Everyone",
    sendCount: (count: number) => count === 1 ? "Send 1 file" : `Send ${count} files`,
    hint: "Goes straight to them, encrypted, once they accept.",
    tooLarge: (file: string, max: number) => `${file} is too large: at most ${size(max)}.`,
    tooMany: (max: number) => `At most ${max} files go at a time. The others were left out.`,
    nobody: "Nobody is connected who could get it.",
    unavailable: "Sending did not start. Check your network and try again.",
  },
};
