// Colours and words.

import { languageNames } from "../../shared/languages.ts";
import { useText } from "../text/mod.ts";
import { Choice } from "./Choice.tsx";
import type { PreferenceSettings } from "./source.ts";
import { useSettingsText } from "./words.ts";

export function LookSection({ source: { preferences, remember } }: { source: PreferenceSettings }) {
  const text = useSettingsText();
  const { languages } = useText();
  return (
    <>
      <Choice
        label={text.theme}
        hint={text.themeHint}
        options={text.themes}
        value={preferences.theme}
        onChoose={(theme) => remember({ theme })}
      />
      <Choice
        label={languages.label}
        options={{ auto: languages.auto, ...languageNames }}
        langOf={(one) => one === "auto" ? undefined : one}
        value={preferences.language}
        onChoose={(language) => remember({ language })}
      />
    </>
  );
}
