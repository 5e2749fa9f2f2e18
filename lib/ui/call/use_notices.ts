// Listens to what a call has to say: lines for a few seconds, reactions on their tiles.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Call, Outcome } from "../../browser/call_api.ts";
import { useText } from "../text.ts";
import { addToast, type Toast, toastContent, toastMs } from "./toasts.ts";

/** How long a reaction stands on its tile, in milliseconds. */
const reactionMs = 4_000;

export interface Notices {
  toasts: readonly Toast[];
  /** Emoji by muid. */
  reactions: ReadonlyMap<string, string>;
  /** Says why something did not work, if it did not. */
  report: (outcome: Promise<Outcome>) => Promise<void>;
}

export function useNotices(call: Call, isChatOpen: boolean): Notices {
  const text = useText();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const [reactions, setReactions] = useState<ReadonlyMap<string, string>>(new Map());
  const isChatShown = useRef(isChatOpen);
  isChatShown.current = isChatOpen;

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
      const content = toastContent(notice, { text: text.notice, selfMuid });
      if (content) setToasts((shown) => addToast(shown, { content, at: Date.now() }));
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
    if (result.ok) return;
    const content = { kind: "plain", sentence: text.error[result.error] } as const;
    setToasts((shown) => addToast(shown, { content, at: Date.now() }));
  };
  return { toasts, reactions, report };
}

function without(map: ReadonlyMap<string, string>, key: string): ReadonlyMap<string, string> {
  return new Map([...map].filter(([one]) => one !== key));
}
