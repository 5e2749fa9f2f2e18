// The way back in the chat: a button above the first message, and the place of the reader while older ones
// come in above it.

import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Call } from "../../../browser/call_api.ts";
import { useText, Words } from "../../text/mod.ts";

interface EarlierButtonProps {
  state: Call["chat"]["earlier"]["value"];
  onLoad: () => void;
}

export function EarlierButton({ state, onLoad }: EarlierButtonProps) {
  const text = useText().chat;
  if (state === "none") return null;
  const isLoading = state === "loading";
  return (
    <div class="chat-earlier" aria-live="off">
      <button
        type="button"
        class="text-button"
        // Not `disabled`: the focus would be lost.
        aria-disabled={isLoading}
        onClick={() => isLoading || onLoad()}
      >
        <Words>{isLoading ? text.loadingEarlier : text.earlier}</Words>
      </button>
      {state === "failed" && <p class="quiet" role="alert">{text.earlierFailed}</p>}
    </div>
  );
}

/**
 * Keeps what is seen where it is while the list grows above it: `first` is the first message. The function it
 * gives back is to be called before. The focus goes to the list where the button goes that had it.
 */
export function useEarlierPlace(log: RefObject<HTMLElement>, first: string | undefined) {
  const fromEnd = useRef<number | null>(null);
  useLayoutEffect(() => {
    const element = log.current;
    if (!element || fromEnd.current === null) return;
    element.scrollTop = element.scrollHeight - fromEnd.current;
    fromEnd.current = null;
    if (document.activeElement === document.body) element.focus({ preventScroll: true });
  }, [first]);
  return () => {
    const element = log.current;
    if (element) fromEnd.current = element.scrollHeight - element.scrollTop;
  };
}
