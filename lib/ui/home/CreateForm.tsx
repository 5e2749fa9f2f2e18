// The form that makes a meeting: a name, and what may be added to it, a later start among it. Checks
// what can be checked here; the refusal of the server comes back as a sentence.

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import calendarClockIcon from "@lucide/icons/icons/calendar-clock";
import { maxNameLength, maxTitleLength } from "../../shared/names.ts";
import { maxPasscodeLength } from "../../shared/passcodes.ts";
import type { MeetingDraft } from "../../shared/protocol/mod.ts";
import { Check } from "../base/Check.tsx";
import { Field } from "../base/Field.tsx";
import { useEarly } from "../base/use_early.ts";
import { TitledForm } from "../join/mod.ts";
import { ownZone, useText, Words } from "../text/mod.ts";
import { type DraftProblem, readDraft } from "./draft.ts";
import { firstSchedule, type Schedule, ScheduleFields } from "../plan/mod.ts";
import { Icon } from "../base/Icon.tsx";

interface CreateFormProps {
  /** False until the page is alive. */
  isReady: boolean;
  rememberedName: string;
  isBusy: boolean;
  /** The sentence for a refusal. */
  failure: string | null;
  /** What can be done about it. */
  failureAction: ComponentChildren;
  /** `minutes`: how long it is to take, where it starts later. */
  onCreate: (draft: MeetingDraft, minutes: number) => void;
}

type DraftField = "name" | "title" | "passcode" | "start";

const isOf = (field: DraftField, problem: DraftProblem) => problem.startsWith(field);

export function CreateForm(props: CreateFormProps) {
  const { home: text, schedule: later } = useText();
  const [name, setName] = useState("");
  const [title, setTitle] = useState("");
  const [passcode, setPasscode] = useState("");
  const [hasLobby, setHasLobby] = useState(false);
  const [isLinkOnly, setIsLinkOnly] = useState(true);
  const [isOpenEarly, setIsOpenEarly] = useState(false);
  const [schedule, setSchedule] = useState<Schedule | null>(null);
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  const [hasMore, setHasMore] = useState(false);
  const early = useEarly("details.more", {
    read: (fold: HTMLDetailsElement) => fold.open,
    tell: setHasMore,
  });
  const nameInput = useRef<HTMLInputElement>(null);
  const titleInput = useRef<HTMLInputElement>(null);
  const passcodeInput = useRef<HTMLInputElement>(null);
  useEffect(() => setName((typed) => typed || props.rememberedName), [props.rememberedName]);
  useEffect(() => {
    // Nobody is taken out of what they do already; and a keyboard on the screen would cover half of it.
    const isIdle = document.activeElement === document.body;
    if (props.isReady && isIdle && !props.rememberedName && matchMedia("(pointer: fine)").matches) {
      nameInput.current?.focus({ preventScroll: true });
    }
  }, [props.isReady]);

  const submit = () => {
    if (props.isBusy) return;
    const start = schedule?.start ?? null;
    const typed = { name, title, passcode, hasLobby, isLinkOnly, isOpenEarly, start };
    const draft = readDraft(typed, {
      defaultTitle: text.defaultTitle,
      timeZone: ownZone(),
      nowMs: Date.now(),
    });
    setProblem(typeof draft === "string" ? draft : null);
    if (typeof draft !== "string") return props.onCreate(draft, schedule?.minutes ?? 0);
    if (isOf("title", draft) || isOf("passcode", draft)) setHasMore(true);
    if (isOf("name", draft)) nameInput.current?.focus();
    if (isOf("title", draft)) titleInput.current?.focus();
    if (isOf("passcode", draft)) passcodeInput.current?.focus();
  };
  const sentenceFor = (field: DraftField) =>
    problem && isOf(field, problem) ? { ...text, ...later }[problem] : undefined;

  const [label, busyLabel] = schedule
    ? [later.submit, later.submitting]
    : [text.start, text.starting];

  // Planning gives it a name; who starts at once seldom does.
  const titleField = (
    <Field
      label={text.meetingTitle}
      value={title}
      onValue={setTitle}
      error={sentenceFor("title")}
      inputRef={titleInput}
      isOptional
      input={{
        name: "title",
        autocomplete: "off",
        maxLength: maxTitleLength,
        placeholder: name.trim() ? text.defaultTitle(name.trim()) : "",
      }}
    />
  );

  return (
    <TitledForm title={text.newMeeting} onSubmit={submit}>
      <Field
        label={text.name}
        value={name}
        onValue={setName}
        error={sentenceFor("name")}
        inputRef={nameInput}
        input={{ name: "name", autocomplete: "name", maxLength: maxNameLength }}
      />
      {schedule && titleField}
      {schedule && (
        <ScheduleFields
          schedule={schedule}
          error={sentenceFor("start")}
          onChange={setSchedule}
        />
      )}
      <details
        class="more"
        open={early.current ?? hasMore}
        onToggle={(event) => setHasMore(event.currentTarget.open)}
      >
        <summary>{text.moreOptions}</summary>
        <div class="stack">
          {!schedule && titleField}
          <Field
            label={text.passcode}
            hint={text.passcodeHint}
            value={passcode}
            onValue={setPasscode}
            error={sentenceFor("passcode")}
            inputRef={passcodeInput}
            isOptional
            input={{
              name: "passcode",
              autocomplete: "off",
              maxLength: maxPasscodeLength,
              spellcheck: false,
            }}
          />
          <Check
            name="lobby"
            label={text.lobby}
            hint={text.lobbyHint}
            isOn={hasLobby}
            onChange={setHasLobby}
          />
          {schedule && (
            <>
              <Check
                name="link-only"
                label={later.linkOnly}
                hint={later.linkOnlyHint}
                isOn={isLinkOnly}
                onChange={setIsLinkOnly}
              />
              <Check
                name="early"
                label={later.openEarly}
                hint={later.openEarlyHint}
                isOn={isOpenEarly}
                onChange={setIsOpenEarly}
              />
            </>
          )}
        </div>
      </details>
      {props.failure && <p key={props.failure} class="callout bad" role="alert">{props.failure}</p>}
      {props.failureAction}
      <button
        type="submit"
        class="button primary wide"
        // Not `disabled` while it is busy: the focus would be lost, and a refusal leads back here.
        disabled={!props.isReady}
        aria-disabled={props.isBusy}
      >
        <Words>{props.isBusy ? busyLabel : label}</Words>
      </button>
      <button
        type="button"
        class="text-button"
        disabled={!props.isReady}
        onClick={() => setSchedule(schedule ? null : firstSchedule(Date.now()))}
      >
        {!schedule && <Icon icon={calendarClockIcon} size={18} aria-hidden="true" />}
        <Words>{schedule ? later.now : later.later}</Words>
      </button>
    </TitledForm>
  );
}
