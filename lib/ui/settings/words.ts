// The words of the settings in the language of the page. Apart from the catalogue, so that the
// English ones load with the settings and not with every page.

import { settingsEn, type SettingsText } from "../text/en/settings.ts";
import { useTextPart } from "../text/mod.ts";

/** The settings' catalogue of the language in use. */
export function useSettingsText(): SettingsText {
  return useTextPart("settings", settingsEn);
}
