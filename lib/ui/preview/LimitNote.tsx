// What this browser cannot do, said before somebody joins.

import { useText } from "../text/mod.ts";

export interface BrowserLimits {
  /** False where there is no WebRTC. */
  canCall: boolean;
  /** False where nothing is kept of the page. */
  canRemember: boolean;
}

export function LimitNote({ limits: { canCall, canRemember } }: { limits: BrowserLimits }) {
  const text = useText().browser;
  if (!canCall) {
    return (
      <div class="callout bad" role="alert" data-limit="calls">
        <p>
          <strong>{text.noCalls}</strong>
        </p>
        <p>{text.noCallsFix}</p>
      </div>
    );
  }
  return canRemember ? null : <p class="quiet" data-limit="memory">{text.forgets}</p>;
}
