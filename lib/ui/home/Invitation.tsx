// What comes of planning a meeting: the words to send, a file for the calendar, and the way in.

import { useEffect, useRef, useState } from "preact/hooks";
import calendarPlusIcon from "@lucide/icons/icons/calendar-plus";
import { formatMeetingId } from "../../shared/ids.ts";
import { formatSpan, formatZone } from "../../shared/meeting_time.ts";
import { Check } from "../base/Check.tsx";
import { CopyButton } from "../base/CopyButton.tsx";
import { OwnLink } from "../base/OwnLink.tsx";
import { useText, useTimeStyle } from "../text/mod.ts";
import type { Plan } from "./plan.ts";
import { useCalendarFile } from "./use_calendar_file.ts";
import { Icon } from "../base/Icon.tsx";

interface InvitationProps {
  plan: Plan;
  /** Null where this browser has none. */
  organizerKey: string | null;
  onOpen: () => void;
  onAnother: () => void;
}

export function Invitation({ plan, organizerKey, onOpen, onAnother }: InvitationProps) {
  const { schedule: text, error } = useText();
  const style = useTimeStyle();
  const [hasPasscode, setHasPasscode] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const link = new URL(`/j/${plan.id}`, location.href).href;
  const invitation = text.invite({
    title: plan.title,
    when: `${formatSpan(plan, style)}\n${formatZone(plan.startMs, style)}`,
    link,
    number: formatMeetingId(plan.id),
    passcode: plan.passcode && hasPasscode ? plan.passcode : null,
  });
  const file = useCalendarFile(plan, { link, description: invitation });
  const download = file === "failed" ? null : file;
  return (
    <section class="stack" aria-labelledby="scheduled">
      <h2 id="scheduled" ref={heading} tabIndex={-1}>{text.done}</h2>
      <p
        class="invitation"
        role="group"
        aria-label={text.invitation}
        dir="auto"
        translate={false}
      >
        {invitation}
      </p>
      {plan.passcode && (
        <Check
          label={text.withPasscode}
          hint={text.withPasscodeHint}
          isOn={hasPasscode}
          onChange={setHasPasscode}
        />
      )}
      <CopyButton label={text.copy} value={invitation} tone="primary wide" />
      <div class="invitation-ways">
        <a class="button" href={download?.url} download={download?.name}>
          <Icon icon={calendarPlusIcon} size={18} aria-hidden="true" />
          {text.calendar}
        </a>
        <a class="button" href={`/j/${plan.id}`} onClick={onOpen}>{text.open}</a>
      </div>
      {file === "failed" && <p class="callout bad" role="alert">{error.UNAVAILABLE}</p>}
      {organizerKey && <OwnLink link={link} organizerKey={organizerKey} tone="wide" />}
      <button type="button" class="text-button" onClick={onAnother}>{text.another}</button>
    </section>
  );
}
