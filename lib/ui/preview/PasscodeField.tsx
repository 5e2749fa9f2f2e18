// Where a meeting asks for its passcode. Tells when it seems to be whole, so that the meeting can be
// looked at with it before anybody joins.

import type { RefObject } from "preact";
import { maxPasscodeLength } from "../../shared/passcodes.ts";
import { Field } from "../base/Field.tsx";
import { useText } from "../text/mod.ts";

interface PasscodeFieldProps {
  value: string;
  onValue: (value: string) => void;
  /** It was pasted, or the person went on to something else. */
  onWhole: (passcode: string) => void;
  hint: string | undefined;
  error: string | undefined;
  inputRef: RefObject<HTMLInputElement>;
}

export function PasscodeField({ onWhole, hint, ...rest }: PasscodeFieldProps) {
  const text = useText().preview;
  return (
    <Field
      {...rest}
      {...(hint && { hint })}
      label={text.passcode}
      input={{
        name: "passcode",
        type: "password",
        autocomplete: "off",
        maxLength: maxPasscodeLength,
        // Out of an invitation it comes with blanks and line ends around it.
        onPaste(event) {
          const pasted = event.clipboardData?.getData("text").trim().slice(0, maxPasscodeLength);
          if (!pasted) return;
          event.preventDefault();
          rest.onValue(pasted);
          onWhole(pasted);
        },
        onBlur({ relatedTarget }) {
          // On the way to "Join" a look would only be a second try.
          const isJoining = relatedTarget instanceof HTMLButtonElement &&
            relatedTarget.type === "submit";
          if (!isJoining && rest.value) onWhole(rest.value);
        },
      }}
    />
  );
}
