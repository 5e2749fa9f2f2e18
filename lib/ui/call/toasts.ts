// Notices as short-lived lines on the stage: several of one kind become one line. Pure functions
// over a list; the clock is given.

import type { Notice } from "../../browser/call_api.ts";
import type { Text } from "../text.ts";

export interface Toast {
  readonly id: number;
  /** When it was said last, in milliseconds. */
  readonly at: number;
  readonly content: Content;
}

type Content =
  | { readonly kind: "joined" | "left" | "hand"; readonly names: readonly string[] }
  | { readonly kind: "reaction"; readonly name: string; readonly emoji: string }
  | { readonly kind: "plain"; readonly sentence: string };

/** How long a line stands after it was said last, in milliseconds. */
export const toastMs = 5_000;
/** More lines than this push out the oldest. */
const maxToasts = 3;

/** Adds one line, or joins it to a line of the same kind. */
export function addToast(
  toasts: readonly Toast[],
  { content, at }: Omit<Toast, "id">,
): readonly Toast[] {
  const id = (toasts.at(-1)?.id ?? 0) + 1;
  const same = toasts.find((one) => "names" in content && one.content.kind === content.kind);
  if (!same || !("names" in same.content) || !("names" in content)) {
    return [...toasts, { id, at, content }].slice(-maxToasts);
  }
  const names = [...new Set([...same.content.names, ...content.names])];
  const merged = { id, at, content: { kind: content.kind, names } };
  return [...toasts.filter((one) => one !== same), merged];
}

/** What a notice says, or null where another part of the screen shows it. */
export function toastContent(
  notice: Notice,
  { text, selfMuid }: { text: Text["notice"]; selfMuid: string | undefined },
): Content | null {
  const plain = (sentence: string): Content => ({ kind: "plain", sentence });
  switch (notice.kind) {
    case "joined":
    case "left":
    case "hand":
      return { kind: notice.kind, names: [notice.name] };
    case "reaction":
      return { kind: "reaction", name: notice.name, emoji: notice.emoji };
    case "role": {
      const isHost = notice.role === "HOST";
      if (notice.muid === selfMuid) return plain(isHost ? text.youHost : text.youNoHost);
      return plain(isHost ? text.nowHost(notice.name) : text.noHost(notice.name));
    }
    case "muted-by-host":
      return plain(text.mutedByHost);
    case "camera-off-by-host":
      return plain(text.cameraOffByHost);
    case "device-lost":
      return plain(notice.device === "mic" ? text.micLost : text.cameraLost);
    case "chat":
      return plain(text.chat(notice.message.name, notice.message.text));
    case "waiting":
      return null;
    default:
      return notice satisfies never;
  }
}

/** The line as a sentence. */
export function toastSentence(content: Content, text: Text["notice"]): string {
  if (content.kind === "plain") return content.sentence;
  if (content.kind === "reaction") return text.reaction(content.name, content.emoji);
  return text[content.kind](content.names);
}
