// Files that were picked, dropped or pasted and wait for a word to whom they go. Kept outside the chat,
// so that they survive its closing.

import { useState } from "preact/hooks";
import type { CallFiles, FileRefusal } from "../../../browser/call_api.ts";
import { useText } from "../../text/mod.ts";

export interface FileDraftState {
  readonly files: readonly File[];
  add: (files: readonly File[]) => void;
  clear: () => void;
  /** Offers them to one person, or to everybody (null), and says what did not work. */
  send: (to: string | null) => Promise<void>;
}

/** As many files are offered at once; each is a question to the receiver. */
const maxFiles = 8;

export function useFileDraft(
  { send, maxBytes }: CallFiles,
  say: (sentence: string) => void,
): FileDraftState {
  const text = useText().files;
  const [files, setFiles] = useState<readonly File[]>([]);
  const explain = (file: string, refusal: FileRefusal) =>
    refusal === "too-large" ? text.tooLarge(file, maxBytes) : text[refusal];
  return {
    files,
    add(more) {
      const large = more.find(({ size }) => size > maxBytes);
      if (large) say(explain(large.name, "too-large"));
      const all = [...files, ...more.filter(({ size }) => size <= maxBytes)];
      if (all.length > maxFiles) say(text.tooMany(maxFiles));
      setFiles(all.slice(0, maxFiles));
    },
    clear: () => setFiles([]),
    async send(to) {
      setFiles([]);
      for (const file of files) {
        const refusal = await send(file, to);
        if (!refusal) continue;
        say(explain(file.name, refusal));
        setFiles((known) => [...known, file]);
      }
    },
  };
}
