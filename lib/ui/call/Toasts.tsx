// The lines on the stage, in a region that screen readers read out as it changes.

import { useText } from "../text.ts";
import { type Toast, toastSentence } from "./toasts.ts";

export function Toasts({ toasts }: { toasts: readonly Toast[] }) {
  const text = useText().notice;
  return (
    <div class="toasts" role="status">
      {toasts.map(({ id, content }) => (
        // Reactions are seen on their tiles already.
        <p key={id} class={content.kind === "reaction" ? "unseen" : "toast"}>
          {toastSentence(content, text)}
        </p>
      ))}
    </div>
  );
}
