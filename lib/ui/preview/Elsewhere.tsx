// The call is on in another tab of this browser: the way to have it here instead.

import { useText } from "../text/mod.ts";

export function Elsewhere({ onSwitch }: { onSwitch: () => void }) {
  const text = useText().preview;
  return (
    <div class="callout elsewhere" role="status">
      <p>
        <strong>{text.elsewhereTitle}</strong>
      </p>
      <p class="quiet">{text.elsewhere}</p>
      <button type="button" class="button primary wide" onClick={onSwitch}>
        {text.switchHere}
      </button>
    </div>
  );
}
