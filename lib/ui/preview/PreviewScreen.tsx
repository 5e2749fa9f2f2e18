// Before the call: one's own picture and devices, a name, and what is known of the meeting. Shows
// what it is given.

import imageIcon from "@lucide/icons/icons/image";
import settingsIcon from "@lucide/icons/icons/settings";
import type { LocalMedia, Preferences } from "../../browser/call_api.ts";
import { formatMeetingId } from "../../shared/ids.ts";
import { maxNameLength } from "../../shared/names.ts";
import { nextName } from "../../shared/next_name.ts";
import { Check } from "../base/Check.tsx";
import { Field } from "../base/Field.tsx";
import { PageHead } from "../base/PageHead.tsx";
import { SettingsButton } from "../on_demand/SettingsButton.tsx";
import { DoctorButton } from "../on_demand/DoctorButton.tsx";
import { useOnDemand } from "../on_demand/use_on_demand.ts";
import { useText, useTitle, Words } from "../text/mod.ts";
import { BackgroundHelp, DevicePickers } from "../devices/mod.ts";
import { MeetingGlimpse } from "./MeetingGlimpse.tsx";
import { PasscodeField } from "./PasscodeField.tsx";
import { LimitNote } from "./LimitNote.tsx";
import { Elsewhere } from "./Elsewhere.tsx";
import { SelfPreview } from "./SelfPreview.tsx";
import type { OtherTab } from "../use_other_tab.ts";
import { type Door, useEntry } from "./use_entry.ts";
import { useSlow } from "./use_slow.ts";

interface PreviewScreenProps extends Door {
  meetingId: string;
  /** This browser made the meeting, or has the organizer's own link. */
  isOrganizer: boolean;
  /** Null until the page is alive. */
  media: LocalMedia | null;
  /** There is a relay to hide behind. */
  canHideAddress: boolean;
  /** Where people sign in, as the operator wants it; null for nowhere. */
  signInPage: string | null;
  onRemember: (change: Partial<Preferences>) => void;
  /** One is known that seems to be whole. */
  onPasscode: (passcode: string) => void;
  /** Joins no more. */
  onCancel: () => void;
  /** This browser is in the meeting already. */
  otherTab: OtherTab;
}

export function PreviewScreen(props: PreviewScreenProps) {
  const { meetingId, glimpse, media, preferences, otherTab } = props;
  const text = useText();
  useTitle(text.preview.pageTitle(formatMeetingId(meetingId)));
  const signIn = useOnDemand("SignIn", props.refusal === "ENTRY_REQUIRED");
  const isSlow = useSlow(props.isJoining);
  const entry = useEntry(props);
  const { name, passcode, joinAs } = entry;

  const taken = glimpse.kind === "known" ? glimpse.names : [];
  const freeName = nextName(name.trim(), taken);
  const isHeld = glimpse.kind === "known" && (glimpse.hasLobby || glimpse.needsLink) &&
    !props.isOrganizer;
  const joinLabel = otherTab.isElsewhere
    ? text.preview.joinAsWell
    : isHeld
    ? text.preview.askToJoin
    : text.preview.join;

  return (
    <div class="page">
      <PageHead />
      <main class="preview">
        <SelfPreview media={media} name={name} isMirrored={preferences?.isMirrored ?? true} />
        <form
          class="preview-form stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            // In the other tab this browser has the name already.
            joinAs(otherTab.isElsewhere && taken.includes(name.trim()) ? freeName : name);
          }}
        >
          <MeetingGlimpse
            number={formatMeetingId(meetingId)}
            glimpse={glimpse}
            isOrganizer={props.isOrganizer}
          />
          <Field
            label={text.preview.name}
            value={name}
            onValue={entry.typeName}
            error={entry.nameProblem}
            inputRef={entry.nameInput}
            input={{ name: "name", autocomplete: "name", maxLength: maxNameLength }}
          />
          {entry.isNameTaken && (
            <button
              type="button"
              class="button"
              onClick={() => joinAs(freeName)}
            >
              {text.preview.joinAs(freeName)}
            </button>
          )}
          {entry.needsPasscode && (
            <PasscodeField
              value={passcode}
              onValue={entry.typePasscode}
              onWhole={props.onPasscode}
              hint={glimpse.kind === "closed" ? text.preview.passcodeHint : undefined}
              error={entry.passcodeProblem}
              inputRef={entry.passcodeInput}
            />
          )}
          <LimitNote limits={props.limits} />
          {entry.problem && (
            <p key={entry.problem} class="callout bad" role="alert">{entry.problem}</p>
          )}
          {props.signInPage && typeof signIn === "object" && (
            <signIn.value page={props.signInPage} />
          )}
          {otherTab.isElsewhere && (
            <Elsewhere
              onSwitch={async () => {
                await otherTab.takeOver();
                joinAs(name);
              }}
            />
          )}
          <button
            type="submit"
            class={`button wide ${otherTab.isElsewhere ? "" : "primary"}`}
            // Not `disabled` while it joins: the focus would be lost, and a refusal leads back here.
            disabled={!media || !props.limits.canCall}
            aria-disabled={props.isJoining}
          >
            <Words>{props.isJoining ? text.preview.joining : joinLabel}</Words>
          </button>
          {isSlow && (
            <div class="callout slow" role="status">
              <p>{text.preview.joiningSlowly}</p>
              <button type="button" class="button" onClick={props.onCancel}>
                {text.common.cancel}
              </button>
            </div>
          )}
        </form>
        <div class="preview-devices stack">
          {media && <BackgroundHelp media={media} switches={media} />}
          {media && preferences && <DevicePickers media={media} preferences={preferences} />}
          {preferences && props.canHideAddress && (
            <Check
              label={text.preview.hideAddress}
              hint={text.preview.hideAddressHint}
              isOn={preferences.isRelayOnly}
              onChange={(isRelayOnly) => props.onRemember({ isRelayOnly })}
            />
          )}
          {media && (
            <div class="button-row">
              <SettingsButton
                label={text.controls.background}
                icon={imageIcon}
                tab="picture"
                devices={{ media, switches: media, isInCall: false }}
              />
              <SettingsButton
                label={text.controls.settings}
                icon={settingsIcon}
                tab="devices"
                devices={{ media, switches: media, isInCall: false }}
              />
              <DoctorButton media={media} call={null} />
            </div>
          )}
        </div>
      </main>
    </div>
  );
}
