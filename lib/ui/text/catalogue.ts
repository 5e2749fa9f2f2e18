// Which language the screen speaks: a context with one catalogue, and the hooks to read it. Text is the
// form of all catalogues; en/mod.ts is its model. How another one is loaded: load.ts.

import { createContext } from "preact";
import { useContext, useMemo } from "preact/hooks";
import type { Language } from "../../shared/languages.ts";
import type { ApiText } from "./en/api.ts";
import type { ConnectionText } from "./en/connection.ts";
import type { DoctorText } from "./en/doctor.ts";
import { en } from "./en/mod.ts";
import type { SettingsText } from "./en/settings.ts";
import type { TransfersText } from "./en/transfers.ts";
import type { TrustText } from "./en/trust.ts";
import type { YoursText } from "./en/yours.ts";
import { isolating } from "./isolate.ts";

/** The words of every page. */
export type Text = Omit<typeof en, "language"> & { readonly language: Language };

/** Words that in English are loaded with the screen that needs them; other languages have them all. */
export interface Parts {
  readonly doctor: DoctorText;
  readonly connection: ConnectionText;
  readonly settings: SettingsText;
  readonly transfers: TransfersText;
  readonly yours: YoursText;
  readonly api: ApiText;
  readonly trust: TrustText;
}

/** A language other than English, whole: what is missing in one is a type error. */
export type Translation = Text & { readonly parts: Parts };

/** The words in use. */
export type Catalogue = Text & { readonly parts?: Parts };

export const TextContext = createContext<Catalogue>(en);

/** The catalogue of the language in use. */
export function useText(): Text {
  return useContext(TextContext);
}

/** A part of it; `english` is what the screen that asks has brought along. */
export function useTextPart<Name extends keyof Parts>(
  name: Name,
  english: Parts[Name],
): Parts[Name] {
  const words = useContext(TextContext).parts?.[name] ?? english;
  return useMemo(() => isolating(words), [words]);
}
