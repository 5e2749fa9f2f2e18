// Shares one's screen, and stops: a round button in the bar, or on a narrow screen one with words. Not
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
  hasWords?: boolean;
}

export function ShareButton({ call, shortcut, hasWords = false }: ShareButtonProps) {
  const text = useText().share;
  if (!call.canShareScreen) return null;
  const isSharing = call.screen.value !== null;
  const label = isSharing ? text.stop : text.start;
  const icon = isSharing ? screenShareOffIcon : screenShareIcon;
  return (
    <button
      type="button"
      class={hasWords ? "button" : `round wide-only ${isSharing ? "on" : ""}`}
      aria-label={label}
      {...keyHint(label, shortcut)}
      onClick={() => call.setScreen(!isSharing)}
    >
      <Icon icon={icon} size={hasWords ? 18 : 24} aria-hidden="true" />
      {hasWords && label}
    </button>
  );
}
