// What the address of a meeting's page may ask for behind its "?" (docs/EMBED.md): read and written in one
// place. What is unknown or wrong is as if it were not there, so that no link breaks. Pure.

import * as z from "zod/mini";
import type { Language } from "./languages.ts";
import { cleanName } from "./names.ts";

/** One of these texts, or nothing. */
const one = <const Texts extends readonly [string, ...string[]]>(texts: Texts) =>
  z.catch(z.optional(z.enum(texts)), undefined);
const Switch = one(["on", "off"]);

const PageOptions = z.object({
  /** Stands in the field of the name. */
  name: z.catch(
    z.optional(z.pipe(
      z.string(),
      z.transform((raw: string) => cleanName(raw) ?? undefined),
    )),
    undefined,
  ),
  /** How the preview begins. */
  mic: Switch,
  camera: Switch,
  lang: one(["en", "zh"]),
  theme: one(["light", "dark", "auto"]),
  /** No head and no way to other pages: for a frame. */
  chrome: one(["none"]),
});
export type PageOptions = z.infer<typeof PageOptions>;

/** What it comes to for a person's choices, in the words of lib/browser/preferences.ts. */
export interface PageWishes {
  name?: string;
  isMicOn?: boolean;
  isCameraOn?: boolean;
  language?: Language;
  theme?: "light" | "dark" | "system";
}

/** Reads the parameters of an address. */
export function readPageOptions(params: { get(name: string): string | null }): PageOptions {
  const raw: Record<string, string> = {};
  // The first of each counts.
  for (const name of Object.keys(PageOptions.shape)) {
    const value = params.get(name);
    if (value !== null) raw[name] = value;
  }
  return PageOptions.parse(raw);
}

/** The same as the end of an address: "" or "?…". Nothing else that stood there goes along. */
export function pageQuery(options: PageOptions): string {
  const query = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]
  ).join("&");
  return query && `?${query}`;
}

/** The language of a page, where its address asks for one. */
export function languageOf({ lang }: Pick<PageOptions, "lang">): Language | undefined {
  return lang === "zh" ? "zh-CN" : lang;
}

export function themeOf({ theme }: Pick<PageOptions, "theme">): PageWishes["theme"] {
  return theme === "auto" ? "system" : theme;
}

/** What of it stands in for the choices of the person. */
export function wishesOf(options: PageOptions): PageWishes {
  const { name, mic, camera } = options;
  const language = languageOf(options);
  const theme = themeOf(options);
  return {
    ...(name !== undefined && { name }),
    ...(mic && { isMicOn: mic === "on" }),
    ...(camera && { isCameraOn: camera === "on" }),
    ...(language && { language }),
    ...(theme && { theme }),
  };
}
