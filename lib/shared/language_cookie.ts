// The chosen language as a cookie, so that the server can render in it. "auto" is no cookie: then the
// browser's own Accept-Language counts. Pure.

import { isLanguage, type Language, type LanguageChoice } from "./languages.ts";

const name = "conflux_language";
const yearS = 31_536_000;

/** What to assign to `document.cookie` (RFC 6265, section 5.2). */
export function languageCookie(choice: LanguageChoice): string {
  const [value, ageS] = choice === "auto" ? ["", 0] : [choice, yearS];
  return `${name}=${value}; Path=/; Max-Age=${ageS}; SameSite=Lax`;
}

/** The language in a Cookie header, or null. */
export function languageIn(cookies: string): Language | null {
  const pairs = cookies.split(";").map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  return isLanguage(value) ? value : null;
}
