// Colours and words.

import { LanguagePicker } from "../base/LanguagePicker.tsx";
import { Choice } from "./Choice.tsx";
import type { SettingsSource } from "./settings_context.ts";
import { useSettingsText } from "./use_settings_text.ts";

export function LookSection({ source: { preferences, remember } }: { source: SettingsSource }) {
  const text = useSettingsText();
  return (
    <>
      <Choice
        label={text.theme}
        hint={text.themeHint}
        options={text.themes}
        value={preferences.theme}
        onChoose={(theme) => remember({ theme })}
      />
      <LanguagePicker
        choice={preferences.language}
        onChoose={(language) => remember({ language })}
      />
    </>
  );
}
