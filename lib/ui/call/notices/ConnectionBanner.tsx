// Says over the stage that the server is out of reach, and that it is back. The region is always there
// and changes once each way, so that screen readers read each out once; a drop that is mended at once
// is not worth a word.

import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import circleCheckIcon from "@lucide/icons/icons/circle-check";
import loaderCircleIcon from "@lucide/icons/icons/loader-circle";
import type { CallStatus } from "../../../browser/call_api.ts";
import { useText } from "../../text/mod.ts";
import { Icon } from "../../base/Icon.tsx";

/** Shorter drops are not told, in milliseconds. */
const patienceMs = 800;
/** How long the good news stands, in milliseconds. */
const goodNewsMs = 4_000;

export function ConnectionBanner({ status }: { status: ReadonlySignal<CallStatus> }) {
  const { call: text, error } = useText();
  const { value: now } = status;
  const shown = useConnectionNews(now.kind === "reconnecting");
  const isRefused = now.kind === "reconnecting" && now.isOriginRefused;
  return (
    <div role="status">
      {shown === "away" && (
        <p class="stage-card banner">
          <Icon icon={loaderCircleIcon} size={18} class="spin" aria-hidden="true" />
          {isRefused ? error.FORBIDDEN_ORIGIN : text.serverAway}
        </p>
      )}
      {shown === "back" && (
        <p class="stage-card banner">
          <Icon icon={circleCheckIcon} size={18} class="good" aria-hidden="true" />
          {text.serverBack}
        </p>
      )}
    </div>
  );
}

/** What is to be said; "back" only to whom "away" was said. */
function useConnectionNews(isAway: boolean): "away" | "back" | null {
  const [shown, setShown] = useState<"away" | "back" | null>(null);
  useEffect(() => {
    if (!isAway) setShown((before) => before && "back");
    const next = () => setShown(isAway ? "away" : null);
    const timer = setTimeout(next, isAway ? patienceMs : goodNewsMs);
    return () => clearTimeout(timer);
  }, [isAway]);
  return shown;
}
