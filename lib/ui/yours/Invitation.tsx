// What comes of planning a meeting: the words to send, a file for the calendar, and the way in.

import { useEffect, useRef, useState } from "preact/hooks";
import calendarPlusIcon from "@lucide/icons/icons/calendar-plus";
import { linkWithKey } from "../../shared/link_fragment.ts";
import { Check } from "../base/Check.tsx";
import { CopyButton } from "../base/CopyButton.tsx";
import { OwnLink } from "../base/OwnLink.tsx";
import { writeInvitation } from "../invite/mod.ts";
import { useText, useTimeStyle } from "../text/mod.ts";
import type { Plan } from "../plan/mod.ts";
import { useYoursText } from "./words.ts";
import { PlanEditor, type PlanEditorProps } from "./PlanEditor.tsx";
import { useCalendarFile } from "./use_calendar_file.ts";
import { Icon } from "../base/Icon.tsx";

export interface InvitationProps {
  plan: Plan;
  /** Null where this browser has none. */
  organizerKey: string | null;
  /** Null where the meeting asks for none. */
  linkKey: string | null;
  onOpen: () => void;
  onAnother: () => void;
  /** Whether the passcode stands in invitations. */
  sharesPasscode: boolean;
  onSharesPasscode: (isIn: boolean) => void;
  form: PlanEditorProps["form"];
  onChange: PlanEditorProps["onChange"];
  onCancel: PlanEditorProps["onCancel"];
}

export function Invitation(props: InvitationProps) {
  const { plan, organizerKey, linkKey, onOpen, onAnother, sharesPasscode } = props;
  const { schedule, error } = useText();
  const text = useYoursText();
  const style = useTimeStyle();
  const [isEditing, setIsEditing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const path = linkWithKey(`/j/${plan.id}`, linkKey);
  const link = new URL(path, location.href).href;
  const passcode = sharesPasscode ? plan.passcode : "";
  const { invitation } = writeInvitation({ ...plan, link, passcode }, { text: schedule, style });
  const file = useCalendarFile(plan, { link, description: invitation });
  const download = file === "failed" ? null : file;
  if (isEditing) return <PlanEditor {...props} onClose={() => setIsEditing(false)} />;
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
          isOn={sharesPasscode}
          onChange={props.onSharesPasscode}
        />
      )}
      <CopyButton label={text.copy} value={invitation} tone="primary wide" />
      <div class="invitation-ways">
        <a class="button" href={download?.url} download={download?.name}>
          <Icon icon={calendarPlusIcon} size={18} aria-hidden="true" />
          {text.calendar}
        </a>
        <a class="button" href={path} onClick={onOpen}>{text.open}</a>
      </div>
      {file === "failed" && <p class="callout bad" role="alert">{error.UNAVAILABLE}</p>}
      {organizerKey && <OwnLink link={link} organizerKey={organizerKey} tone="wide" />}
      <button type="button" class="text-button" onClick={() => setIsEditing(true)}>
        {text.change}
      </button>
      <button type="button" class="text-button" onClick={onAnother}>{text.another}</button>
    </section>
  );
}
