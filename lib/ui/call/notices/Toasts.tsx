// The lines on the stage, and beside them the region that screen readers read out: it gets what was said
// within a moment as one announcement.

import type { Box } from "../../../shared/layout/mod.ts";
import { useText } from "../../text/mod.ts";
import { type Toast, toastSentence } from "./toasts.ts";

interface ToastsProps {
  toasts: readonly Toast[];
  announcement: string;
  /** What they are to keep clear of, in CSS pixels of the stage. */
  clearOf: Box | null;
  onChat: () => void;
}

export function Toasts({ toasts, announcement, clearOf, onChat }: ToastsProps) {
  const { notice: text } = useText();
  return (
    <>
      <div class="toasts" style={clearOf ? sideOf(clearOf) : undefined}>
        {toasts.map(({ id, content }) => {
          const sentence = toastSentence(content, text);
          if (content.kind !== "chat") {
            return (
              <p key={id} class="toast">
                <span>{sentence}</span>
              </p>
            );
          }
          return (
            <button key={id} type="button" class="toast" title={text.openChat} onClick={onChat}>
              <span>{sentence}</span>
            </button>
          );
        })}
      </div>
      <p class="unseen" role="status" data-announcer>{announcement}</p>
    </>
  );
}

/** Space between the lines and what they keep clear of, in CSS pixels. */
const gap = 8;

/** The width beside a box at the bottom, on its larger side. */
function sideOf({ x, width }: Box): Record<string, string> {
  // The stage has the same space on both sides, and the box is at one of them.
  const isLeft = x < width;
  return { [isLeft ? "--left" : "--right"]: `${Math.round(width + 2 * gap)}px` };
}
