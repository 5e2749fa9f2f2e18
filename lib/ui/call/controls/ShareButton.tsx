// Shares one's screen, and stops: a round button in the bar, or where that is narrow a line of its menu. Not
// there where the browser cannot, as on phones.

import screenShareIcon from "@lucide/icons/icons/screen-share";
import screenShareOffIcon from "@lucide/icons/icons/screen-share-off";
import type { Call } from "../../../browser/call_api.ts";
import { keyHint } from "../../base/key_hint.ts";
import { useText } from "../../text/mod.ts";
import { Icon } from "../../base/Icon.tsx";

interface ShareButtonProps {
  call: Call;
  shortcut: string | undefined;
  /** A line of a menu instead of a round button. */
  hasWords?: boolean;
  onDone?: () => void;
}

export function ShareButton(
  { call, shortcut, hasWords = false, onDone = () => {} }: ShareButtonProps,
) {
  const text = useText().share;
  if (!call.canShareScreen) return null;
  const isSharing = call.screen.value !== null;
  const label = isSharing ? text.stop : text.start;
  const icon = isSharing ? screenShareOffIcon : screenShareIcon;
  return (
    <button
      type="button"
      class={hasWords ? "menu-line" : `round bar-wide ${isSharing ? "on" : ""}`}
      aria-label={label}
      {...keyHint(label, shortcut)}
      onClick={() => {
        onDone();
        void call.setScreen(!isSharing);
      }}
    >
      <Icon icon={icon} size={hasWords ? 20 : 24} aria-hidden="true" />
      {hasWords && label}
    </button>
  );
}
