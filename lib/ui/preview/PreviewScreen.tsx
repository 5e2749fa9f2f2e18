// Before the call: one's own picture and devices, a name, and what is known of the meeting. Shows
// what it is given; what was typed stays here through refusals.

import { useEffect, useRef, useState } from "preact/hooks";
import imageIcon from "@lucide/icons/icons/image";
import settingsIcon from "@lucide/icons/icons/settings";
import type { LocalMedia, Preferences } from "../../browser/call_api.ts";
import type { ErrorId } from "../../shared/errors.ts";
import { formatMeetingId } from "../../shared/ids.ts";
import { cleanName, maxNameLength } from "../../shared/names.ts";
import { Check } from "../base/Check.tsx";
import { Field } from "../base/Field.tsx";
import { PageHead } from "../base/PageHead.tsx";
import { SettingsButton } from "../on_demand/SettingsButton.tsx";
import { DoctorButton } from "../on_demand/DoctorButton.tsx";
import { useText, useTitle, Words } from "../text/mod.ts";
import { BackgroundHelp, DevicePickers, MediaHelp } from "../devices/mod.ts";
import { MeetingGlimpse } from "./MeetingGlimpse.tsx";
import { PasscodeField } from "./PasscodeField.tsx";
import { type BrowserLimits, LimitNote } from "./LimitNote.tsx";
import { SelfPreview } from "./SelfPreview.tsx";
import type { Glimpse } from "./use_glimpse.ts";

interface PreviewScreenProps {
  meetingId: string;
  glimpse: Glimpse;
  /** Null until the page is alive. */
  media: LocalMedia | null;
  preferences: Preferences | null;
  /** What the browser cannot do. */
  limits: BrowserLimits;
  /** There is a relay to hide behind. */
  canHideAddress: boolean;
  onRemember: (change: Partial<Preferences>) => void;
  isJoining: boolean;
  refusal: ErrorId | null;
  /** Known already, as this tab made the meeting; "" if not. */
  passcode: string;
  /** One is known that seems to be whole. */
  onPasscode: (passcode: string) => void;
  onJoin: (name: string, passcode: string) => void;
}

/** Refusals that belong to one field; all others stand above the button. */
const nameErrors: readonly ErrorId[] = ["NAME_TAKEN"];
const passcodeErrors: readonly ErrorId[] = ["PASSCODE_REQUIRED", "PASSCODE_WRONG"];

export function PreviewScreen(props: PreviewScreenProps) {
  const { meetingId, glimpse, media, preferences, refusal } = props;
  const text = useText();
  useTitle(text.preview.pageTitle(formatMeetingId(meetingId)));
  const [name, setName] = useState("");
  const [passcode, setPasscode] = useState("");
  const [nameProblem, setNameProblem] = useState<string>();
  const [wasAsked, setWasAsked] = useState(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const passcodeInput = useRef<HTMLInputElement>(null);
  const rememberedName = preferences?.name ?? "";
  useEffect(() => setName((typed) => typed || rememberedName), [rememberedName]);
  useEffect(() => setPasscode((typed) => typed || props.passcode), [props.passcode]);

  useEffect(() => {
    if (!refusal) return;
    if (nameErrors.includes(refusal)) nameInput.current?.focus();
    if (passcodeErrors.includes(refusal)) {
      setWasAsked(true);
      // The field appears with the next render.
      queueMicrotask(() => passcodeInput.current?.focus());
    }
  }, [refusal]);

  const needsPasscode = wasAsked || glimpse.kind === "closed" ||
    glimpse.kind === "known" && glimpse.needsPasscode;
  const submit = () => {
    if (props.isJoining || !props.limits.canCall) return;
    const clean = cleanName(name);
    if (clean) {
      setNameProblem(undefined);
      return props.onJoin(clean, passcode);
    }
    setNameProblem(name.trim() === "" ? text.home.nameMissing : text.home.nameWrong);
    nameInput.current?.focus();
  };
  const sentence = refusal ? text.error[refusal] : undefined;
  const isNameRefused = refusal !== null && nameErrors.includes(refusal);
  const isPasscodeRefused = refusal !== null && passcodeErrors.includes(refusal);
  const isPasscodeWrong = glimpse.kind === "closed" && glimpse.isWrong;
  const passcodeProblem = isPasscodeRefused
    ? sentence
    : isPasscodeWrong
    ? text.error.PASSCODE_WRONG
    : undefined;

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
            submit();
          }}
        >
          <MeetingGlimpse number={formatMeetingId(meetingId)} glimpse={glimpse} />
          <Field
            label={text.preview.name}
            value={name}
            onValue={setName}
            error={nameProblem ?? (isNameRefused ? sentence : undefined)}
            inputRef={nameInput}
            input={{ name: "name", autocomplete: "name", maxLength: maxNameLength }}
          />
          {needsPasscode && (
            <PasscodeField
              value={passcode}
              onValue={setPasscode}
              onWhole={props.onPasscode}
              hint={glimpse.kind === "closed" ? text.preview.passcodeHint : undefined}
              error={passcodeProblem}
              inputRef={passcodeInput}
            />
          )}
          <LimitNote limits={props.limits} />
          {sentence && !isNameRefused && !isPasscodeRefused && (
            <p key={sentence} class="callout bad" role="alert">{sentence}</p>
          )}
          <button
            type="submit"
            class="button primary wide"
            // Not `disabled` while it joins: the focus would be lost, and a refusal leads back here.
            disabled={!media || !props.limits.canCall}
            aria-disabled={props.isJoining}
          >
            <Words>{props.isJoining ? text.preview.joining : text.preview.join}</Words>
          </button>
        </form>
        <div class="preview-devices stack">
          {media && <MediaHelp media={media} />}
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
