// All catalogues at once, for the server. Islands may not import it: they load one (load.ts).

import type { Language } from "../../shared/languages.ts";
import type { Catalogue } from "./catalogue.ts";
import { en } from "./en/mod.ts";
import { zh } from "./zh/mod.ts";

export const catalogues: Readonly<Record<Language, Catalogue>> = { "en": en, "zh-CN": zh };
