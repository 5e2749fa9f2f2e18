// Listens to what a call has to say: lines for a few seconds, reactions on their tiles.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Call, Outcome } from "../../browser/call_api.ts";
import { useText } from "../text.ts";
import { addToast, type Content, type Toast, toastContent, toastMs } from "./toasts.ts";
import { useAnnouncer } from "./use_announcer.ts";

/** How long a reaction stands on its tile, in milliseconds. */
const reactionMs = 4_000;

export interface Notices {
  toasts: readonly Toast[];
  /** The same for screen readers. */
  announcement: string;
  /** Emoji by muid. */
  reactions: ReadonlyMap<string, string>;
  /** Says why something did not work, if it did not. */
  report: (outcome: Promise<Outcome>) => Promise<void>;
  /** Says a sentence at once. */
  say: (sentence: string) => void;
}

export function useNotices(call: Call, isChatOpen: boolean): Notices {
  const text = useText();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const [reactions, setReactions] = useState<ReadonlyMap<string, string>>(new Map());
  const { announcement, announce } = useAnnouncer(text.notice);
  const isChatShown = useRef(isChatOpen);
  isChatShown.current = isChatOpen;

  const show = (content: Content, options?: { isUrgent: boolean }) => {
    setToasts((shown) => addToast(shown, { content, at: Date.now() }));
    announce(content, options);
  };
  const say = (sentence: string) => show({ kind: "plain", sentence }, { isUrgent: true });

  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const showReaction = (muid: string, emoji: string) => {
      setReactions((shown) => new Map(shown).set(muid, emoji));
      timers.add(setTimeout(() => setReactions((shown) => without(shown, muid)), reactionMs));
    };
    const stop = call.onNotice((notice) => {
      if (notice.kind === "chat" && isChatShown.current) return;
      if (notice.kind === "reaction") showReaction(notice.muid, notice.emoji);
      const selfMuid = call.self.value?.muid;
      const content = toastContent(notice, { text, selfMuid });
      if (content) show(content);
    });
    return () => {
      stop();
      timers.forEach(clearTimeout);
    };
  }, [call, text]);

  useEffect(() => {
    const [oldest] = toasts;
    if (!oldest) return;
    const restMs = Math.max(0, oldest.at + toastMs - Date.now());
    const timer = setTimeout(() => setToasts((shown) => shown.slice(1)), restMs);
    return () => clearTimeout(timer);
  }, [toasts]);

  const report = async (outcome: Promise<Outcome>) => {
    const result = await outcome;
    if (!result.ok) say(text.error[result.error]);
  };
  return { toasts, announcement, reactions, report, say };
}

function without(map: ReadonlyMap<string, string>, key: string): ReadonlyMap<string, string> {
  return new Map([...map].filter(([one]) => one !== key));
}
