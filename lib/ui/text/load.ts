// Gets a catalogue into the browser: English is there from the start, another one is loaded when it is
// wanted. A new language is one line here, one in all.ts, and one in lib/shared/languages.ts.

import { isLanguage, type Language } from "../../shared/languages.ts";
import type { Catalogue } from "./catalogue.ts";
import { en } from "./en/mod.ts";

const loaders: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  "en": () => Promise.resolve(en),
  "zh-CN": async () => (await import("./zh/mod.ts")).zh,
};

/** The words of a language; rejects where the server is out of reach. */
export function loadText(language: Language): Promise<Catalogue> {
  return loaders[language]();
}

/**
 * In the browser the words with which the server rendered this page, before an island comes to life on
 * them; null on the server, where the document provides them.
 */
export async function pageText(): Promise<Catalogue | null> {
  if (typeof document === "undefined") return null;
  const { lang } = document.documentElement;
  try {
    return isLanguage(lang) ? await loadText(lang) : en;
  } catch {
    // A page that works in English is more than one in Chinese that does not.
    return en;
  }
}
