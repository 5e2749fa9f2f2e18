// Chooses the language of the pages. Each is named in its own words, so that whoever needs it finds it.

import { useId } from "preact/hooks";
import languagesIcon from "@lucide/icons/icons/languages";
import { type LanguageChoice, languageChoices, languageNames } from "../../shared/languages.ts";
import { useText } from "../text/mod.ts";
import { Icon } from "../base/Icon.tsx";

interface LanguagePickerProps {
  /** Null until the page is alive. */
  choice: LanguageChoice | null;
  onChoose: (choice: LanguageChoice) => void;
}

export function LanguagePicker({ choice, onChoose }: LanguagePickerProps) {
  const text = useText().languages;
  const id = useId();
  const choose = (value: string) => {
    const chosen = languageChoices.find((one) => one === value);
    if (chosen) onChoose(chosen);
  };
  return (
    <div class="language">
      <Icon icon={languagesIcon} size={18} aria-hidden="true" />
      <label class="unseen" for={id}>{text.label}</label>
      <select
        id={id}
        value={choice ?? "auto"}
        disabled={choice === null}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {languageChoices.map((one) => (
          <option key={one} value={one} lang={one === "auto" ? undefined : one}>
            {one === "auto" ? text.auto : languageNames[one]}
          </option>
        ))}
      </select>
    </div>
  );
}
