// Where a meeting asks for its passcode. Tells when it seems to be whole, so that the meeting can be
// looked at with it before anybody joins.

import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import eyeIcon from "@lucide/icons/icons/eye";
import eyeOffIcon from "@lucide/icons/icons/eye-off";
import { maxPasscodeLength } from "../../shared/passcodes.ts";
import { Field } from "../base/Field.tsx";
import { Icon } from "../base/Icon.tsx";
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
  const [isShown, setIsShown] = useState(false);
  const label = isShown ? text.hidePasscode : text.showPasscode;
  return (
    <Field
      {...rest}
      {...(hint && { hint })}
      label={text.passcode}
      input={{
        name: "passcode",
        type: isShown ? "text" : "password",
        spellcheck: false,
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
    >
      <button
        type="button"
        class="round plain"
        aria-label={label}
        title={label}
        onClick={() => setIsShown(!isShown)}
      >
        <Icon icon={isShown ? eyeOffIcon : eyeIcon} size={20} aria-hidden="true" />
      </button>
    </Field>
  );
}
