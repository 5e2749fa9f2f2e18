// The languages ConFlux speaks, and which of them somebody gets who asks for others. Pure functions;
// the words themselves are in lib/ui/text.

export const languages = ["en", "zh-CN"] as const;
/** A BCP 47 tag. */
export type Language = typeof languages[number];

/** What a person can choose: one of them, or what their browser asks for. */
export const languageChoices = ["auto", ...languages] as const;
export type LanguageChoice = typeof languageChoices[number];

/** What each calls itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  "en": "English",
  "zh-CN": "简体中文",
};

export function isLanguage(text: string): text is Language {
  return languages.some((language) => language === text);
}

/**
 * The first wanted language that is there, English where none is. Regions do not count, as who reads
 * British English reads American, but scripts do: traditional Chinese is not simplified.
 */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted.map(sayExactly)) {
    const found = languages.find((language) => isReadAlike(language, tag));
    if (found) return found;
  }
  return "en";
}

/** Browsers put a "zh" behind "zh-TW": a bare language means what was said of it before. */
function sayExactly(tag: string, index: number, wanted: readonly string[]): string {
  const start = `${tag.toLowerCase()}-`;
  return wanted.slice(0, index).find((one) => one.toLowerCase().startsWith(start)) ?? tag;
}

/** Whether who reads one tag reads the other: the same language in the same script. */
export function isReadAlike(one: string, other: string): boolean {
  const form = writtenForm(one);
  return form !== null && form === writtenForm(other);
}

/** Language and script, the latter added where it goes without saying: "zh-TW" is "zh-Hant". */
function writtenForm(tag: string): string | null {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    // RangeError: not a tag, such as the "*" of Accept-Language.
    return null;
  }
}

/** The tags of an Accept-Language header, most wanted first (RFC 9110, section 12.5.4). */
export function parseAcceptLanguage(header: string): string[] {
  return header.split(",").map((entry) => {
    const [tag = "", ...parameters] = entry.split(";").map((part) => part.trim());
    const weight = parameters.find((part) => /^q=/i.test(part))?.slice(2) ?? "1";
    return { tag, weight: Number(weight) || 0 };
  })
    .filter(({ tag, weight }) => tag !== "" && weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}
