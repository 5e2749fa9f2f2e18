// The words of the settings in the language of the page. Apart from text.ts, so that the English ones
// load with the pages of a meeting and not with the landing page.

import { settingsEn, type SettingsText } from "../text/en/settings.ts";
import { useTextPart } from "../text/text.ts";

/** The settings' catalogue of the language in use. */
export function useSettingsText(): SettingsText {
  return useTextPart("settings", settingsEn);
}
