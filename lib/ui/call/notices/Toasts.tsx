// The lines on the stage, and beside them the region that screen readers read out: it gets what was said
// within a moment as one announcement.

import { useText } from "../../text/mod.ts";
import { type Toast, toastSentence } from "./toasts.ts";

interface ToastsProps {
  toasts: readonly Toast[];
  announcement: string;
}

export function Toasts({ toasts, announcement }: ToastsProps) {
  const text = useText().notice;
  return (
    <>
      <div class="toasts">
        {toasts.map(({ id, content }) => (
          <p key={id} class="toast">
            <span>{toastSentence(content, text)}</span>
          </p>
        ))}
      </div>
      <p class="unseen" role="status" data-announcer>{announcement}</p>
    </>
  );
}
