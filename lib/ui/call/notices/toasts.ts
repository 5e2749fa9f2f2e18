// Notices as short-lived lines on the stage, where several of one kind become one line, and reactions on
// tiles. Pure functions over lists, the oldest first; the clock is given.

import type { MediaFailure, Notice } from "../../../browser/call_api.ts";
import { shortName, type Text } from "../../text/mod.ts";

export interface Toast {
  readonly id: number;
  /** When it was said last, in milliseconds. */
  readonly at: number;
  readonly content: Content;
}

type PeopleKind = "joined" | "left" | "removed" | "hand" | "waiting" | "sharing" | "notSharing";

export type Content =
  | { readonly kind: PeopleKind; readonly names: readonly string[] }
  | { readonly kind: "chat"; readonly name: string; readonly text: string }
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
  for (const same of toasts) {
    const merged = merge(same.content, content);
    if (merged) return [...toasts.filter((one) => one !== same), { id, at, content: merged }];
  }
  return [...toasts, { id, at, content }].slice(-maxToasts);
}

/** An emoji on the tile of who sent it. */
export interface Reaction {
  readonly muid: string;
  readonly emoji: string;
  /** When it came, in milliseconds. */
  readonly at: number;
}

/** Adds one in place of the last one of the same person. */
export function addReaction(shown: readonly Reaction[], next: Reaction): readonly Reaction[] {
  return [...shown.filter(({ muid }) => muid !== next.muid), next];
}

/** Adds to what is to be read out together, in the order in which each kind was said first. */
export function addToBatch(batch: readonly Content[], content: Content): readonly Content[] {
  const merged = batch.map((one) => merge(one, content) ?? one);
  return merged.some((one, index) => one !== batch[index]) ? merged : [...batch, content];
}

/** The two as one, where both say the same of different people. */
function merge(known: Content, content: Content): Content | null {
  if (!("names" in known) || !("names" in content) || known.kind !== content.kind) return null;
  return { kind: content.kind, names: [...new Set([...known.names, ...content.names])] };
}

/** Reactions stand on their tiles, shares are tiles, who waits is on a card: only listeners are told. */
export function isSeenElsewhere({ kind }: Content): boolean {
  return kind === "reaction" || kind === "waiting" || kind === "sharing" || kind === "notSharing";
}

/** What can be seen of the room now, by the names that lines have. */
export interface Facts {
  readonly here: ReadonlySet<string>;
  readonly handsUp: ReadonlySet<string>;
}

/** The lines without what is no longer so; the same list where all of it still is. */
export function stillTrue(toasts: readonly Toast[], facts: Facts): readonly Toast[] {
  const next = toasts.flatMap((toast) => {
    const { content } = toast;
    if (!("names" in content)) return [toast];
    const names = content.names.filter((name) => isStillSo(content.kind, name, facts));
    if (names.length === content.names.length) return [toast];
    return names.length > 0 ? [{ ...toast, content: { ...content, names } }] : [];
  });
  return next.length === toasts.length && next.every((one, at) => one === toasts[at])
    ? toasts
    : next;
}

function isStillSo(kind: PeopleKind, name: string, { here, handsUp }: Facts): boolean {
  if (kind === "joined") return here.has(name);
  if (kind === "left" || kind === "removed") return !here.has(name);
  return kind !== "hand" || handsUp.has(name);
}

/** The lines without those whose panel is open, where the same is seen. */
export function withoutPanel(
  toasts: readonly Toast[],
  panel: "chat" | "people",
): readonly Toast[] {
  const isThere = ({ kind }: Content) =>
    panel === "chat" ? kind === "chat" : kind === "joined" || kind === "left" || kind === "hand";
  return toasts.some(({ content }) => isThere(content))
    ? toasts.filter(({ content }) => !isThere(content))
    : toasts;
}

/** What a notice says. */
export function toastContent(
  notice: Notice,
  { text: all, selfMuid, isPresenting }: {
    text: Text;
    selfMuid: string | undefined;
    /** One's own screen is shared. */
    isPresenting: boolean;
  },
): Content {
  const text = all.notice;
  const plain = (sentence: string): Content => ({ kind: "plain", sentence });
  switch (notice.kind) {
    case "joined":
    case "left":
    case "removed":
    case "sharing":
    case "notSharing":
    case "hand":
    case "waiting":
      return { kind: notice.kind, names: [shortName(notice.name)] };
    case "reaction":
      return { kind: "reaction", name: shortName(notice.name), emoji: notice.emoji };
    case "role": {
      const isHost = notice.role === "HOST";
      const youHost = notice.isStandIn ? text.youStandIn : text.youHost;
      if (notice.muid === selfMuid) return plain(isHost ? youHost : text.youNoHost);
      return plain((isHost ? text.nowHost : text.noHost)(shortName(notice.name)));
    }
    case "muted-by-host":
      return plain(text.mutedByHost);
    case "camera-off-by-host":
      return plain(text.cameraOffByHost);
    case "device-lost":
      return plain(all.device.lost(notice.device, notice.replacement));
    case "device-refused":
      return plain(all.device.refused(notice.device, notice.failure === "in-use", notice.kept));
    case "device-silenced":
      return plain(all.device.silenced(notice.device));
    case "screen-busy":
      return plain(all.share.busy(shortName(notice.name)));
    case "screen-refused":
      return plain(all.error[notice.error]);
    case "screen-failed":
      return plain(all.share[shareFailure(notice.failure)]);
    case "screen-stopped-by-host":
      return plain(all.share.stoppedByHost);
    case "chat":
      return {
        kind: "chat",
        name: shortName(notice.message.name),
        // Who presents shows it to everybody whom it was not meant for.
        text: isPresenting ? "" : notice.message.text,
      };
    case "file":
      return plain(text.file(shortName(notice.name), notice.fileName));
    default:
      return notice satisfies never;
  }
}

function shareFailure(failure: MediaFailure) {
  if (failure === "denied-by-system") return "blocked";
  if (failure === "blocked-by-frame") return "blockedByFrame";
  return failure === "blocked-by-server" ? "blockedByServer" : "failed";
}

/** The line as a sentence. */
export function toastSentence(content: Content, text: Text["notice"]): string {
  if (content.kind === "plain") return content.sentence;
  if (content.kind === "chat") {
    return content.text ? text.chat(content.name, content.text) : text.chatHidden(content.name);
  }
  if (content.kind === "reaction") return text.reaction(content.name, content.emoji);
  return text[content.kind](content.names);
}
