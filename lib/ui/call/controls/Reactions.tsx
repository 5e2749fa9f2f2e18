// The emojis one can send.

import { emojis } from "../../../shared/protocol/mod.ts";
import { useText } from "../../text/mod.ts";

export function Reactions({ onReact }: { onReact: (emoji: string) => void }) {
  const names = useText().controls.reactions;
  return (
    <div class="reactions">
      {emojis.map((emoji, index) => (
        <button
          key={emoji}
          type="button"
          class="round plain"
          aria-label={names[index]}
          title={names[index]}
          onClick={() => onReact(emoji)}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}
