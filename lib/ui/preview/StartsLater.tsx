// Somebody is here before the meeting: says when it starts, in their own zone, how long that is still, and
// what that means for them. Nothing is to be seen once it has.

import { useEffect, useState } from "preact/hooks";
import calendarClockIcon from "@lucide/icons/icons/calendar-clock";
import { formatStart, formatWait } from "../../shared/meeting_time.ts";
import { useText, useTimeStyle, Words } from "../text/mod.ts";
import { Icon } from "../base/Icon.tsx";

/** Often enough for words that count minutes. */
const lookMs = 5_000;

export function StartsLater({ startMs, hint }: { startMs: number; hint?: string | undefined }) {
  const text = useText().schedule;
  const style = useTimeStyle();
  const [nowMs, setNowMs] = useState(() => Date.now());
  const isEarly = nowMs < startMs;
  useEffect(() => {
    if (!isEarly) return;
    const timer = setInterval(() => setNowMs(Date.now()), lookMs);
    return () => clearInterval(timer);
  }, [isEarly]);
  if (!isEarly) return null;
  return (
    <div class="callout starts">
      <Icon icon={calendarClockIcon} size={18} aria-hidden="true" />
      <p>
        <strong>
          <Words>{text.starts(formatWait(startMs - nowMs, style.locale))}</Words>
        </strong>
        <time dateTime={new Date(startMs).toISOString()}>{formatStart(startMs, style)}</time>
        {hint && <span class="quiet">{hint}</span>}
      </p>
    </div>
  );
}
