// The emojis one can send.

import { emojis } from "../../shared/protocol.ts";

export function Reactions({ onReact }: { onReact: (emoji: string) => void }) {
  return (
    <div class="reactions">
      {emojis.map((emoji) => (
        <button
          key={emoji}
          type="button"
          class="round plain"
          onClick={() => onReact(emoji)}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}
