// Listens to what a call has to say: lines for a few seconds, reactions on their tiles.

import { effect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Call, Outcome } from "../../../browser/call_api.ts";
import type { UserInfo } from "../../../shared/protocol/mod.ts";
import { shortName, useText } from "../../text/mod.ts";
import {
  addReaction,
  addToast,
  type Content,
  isSeenElsewhere,
  type Reaction,
  stillTrue,
  type Toast,
  toastContent,
  toastMs,
  withoutPanel,
} from "./toasts.ts";
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
  /** Says it to those who listen: the others see it. */
  tell: (sentence: string) => void;
}

interface OpenPanels {
  readonly isChatOpen: boolean;
  readonly isPeopleOpen: boolean;
}

export function useNotices(call: Call, { isChatOpen, isPeopleOpen }: OpenPanels): Notices {
  const text = useText();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const [reactions, setReactions] = useState<readonly Reaction[]>([]);
  const { announcement, announce } = useAnnouncer(text.notice);
  const isChatShown = useRef(isChatOpen);
  isChatShown.current = isChatOpen;

  const show = (content: Content, options?: { isUrgent: boolean }) => {
    if (!isSeenElsewhere(content)) {
      setToasts((shown) => addToast(shown, { content, at: Date.now() }));
    }
    announce(content, options);
  };
  const say = (sentence: string) => show({ kind: "plain", sentence }, { isUrgent: true });
  const tell = (sentence: string) => announce({ kind: "plain", sentence }, { isUrgent: true });

  useEffect(() => {
    return call.onNotice((notice) => {
      if (notice.kind === "chat" && isChatShown.current) return;
      if (notice.kind === "reaction") {
        const { muid, emoji } = notice;
        setReactions((shown) => addReaction(shown, { muid, emoji, at: Date.now() }));
      }
      const selfMuid = call.self.value?.muid;
      const isPresenting = call.screen.peek() !== null;
      show(toastContent(notice, { text, selfMuid, isPresenting }));
    });
  }, [call, text]);

  useEffect(() => {
    if (isChatOpen) setToasts((shown) => withoutPanel(shown, "chat"));
    if (isPeopleOpen) setToasts((shown) => withoutPanel(shown, "people"));
  }, [isChatOpen, isPeopleOpen]);
  useEffect(() =>
    effect(() => {
      const infos = call.participants.value.map(({ info }) => info.value);
      const namesOf = (people: readonly UserInfo[]) =>
        new Set(people.map(({ name }) => shortName(name)));
      const facts = { here: namesOf(infos), handsUp: namesOf(infos.filter(({ hand }) => hand)) };
      setToasts((shown) => stillTrue(shown, facts));
    }), [call]);

  useExpiry(toasts, toastMs, () => setToasts((shown) => shown.slice(1)));
  useExpiry(reactions, reactionMs, () => setReactions((shown) => shown.slice(1)));

  const report = async (outcome: Promise<Outcome>) => {
    const result = await outcome;
    if (!result.ok) say(text.error[result.error]);
  };
  const emojis = new Map(reactions.map(({ muid, emoji }) => [muid, emoji]));
  return { toasts, announcement, reactions: emojis, report, say, tell };
}

/** Drops the first of a list, the oldest, when its time is over. */
function useExpiry(list: readonly { readonly at: number }[], lifeMs: number, drop: () => void) {
  useEffect(() => {
    const [oldest] = list;
    if (!oldest) return;
    const timer = setTimeout(drop, Math.max(0, oldest.at + lifeMs - Date.now()));
    return () => clearTimeout(timer);
  }, [list]);
}
