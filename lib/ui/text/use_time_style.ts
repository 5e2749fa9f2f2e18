// How times are written on this page: in the language of its words, as the browser's own variety of it
// has them, and in the zone of this machine. In a browser only.

import { isReadAlike } from "../../shared/languages.ts";
import type { TimeStyle } from "../../shared/meeting_time.ts";
import { useText } from "./catalogue.ts";

/** Language and zone for Intl; call it where nothing is rendered on the server. */
export function useTimeStyle(): TimeStyle {
  return { locale: localeOf(useText().language, navigator.languages), timeZone: ownZone() };
}

/** The zone of this machine, by its name in the IANA database. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What the browser prefers of a language ("en-GB" for "en"), or the language itself. */
export function localeOf(language: string, preferred: readonly string[]): string {
  return preferred.find((tag) => isReadAlike(tag, language)) ?? language;
}
