// The form that takes nine digits or a link, as typed or pasted, and finds the meeting's number.

import { useRef, useState } from "preact/hooks";
import { findMeetingId } from "../../shared/ids.ts";
import { Field } from "../base/Field.tsx";
import { TitledForm } from "./TitledForm.tsx";
import { useText } from "../text/mod.ts";

interface JoinFormProps {
  /** False until the page is alive. */
  isReady: boolean;
  onJoin: (meetingId: string, typed: string) => void;
}

export function JoinForm({ isReady, onJoin }: JoinFormProps) {
  const text = useText().home;
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const input = useRef<HTMLInputElement>(null);

  const submit = () => {
    const meetingId = findMeetingId(typed);
    if (meetingId) return onJoin(meetingId, typed);
    setError(typed.trim() === "" ? text.numberMissing : text.numberWrong);
    input.current?.focus();
  };

  return (
    <TitledForm title={text.joinMeeting} onSubmit={submit}>
      <Field
        label={text.number}
        value={typed}
        onValue={(value) => {
          setTyped(value);
          setError(undefined);
        }}
        error={error}
        inputRef={input}
        input={{ name: "meeting", autocomplete: "off", placeholder: text.numberExample }}
      >
        <button type="submit" class="button" disabled={!isReady}>{text.join}</button>
      </Field>
    </TitledForm>
  );
}
