// All catalogues at once, for the server. Islands may not import it: they load one (text_load.ts).

import type { Language } from "../shared/languages.ts";
import type { Catalogue } from "./text.ts";
import { en } from "./text_en.ts";
import { zh } from "./text_zh.ts";

export const catalogues: Readonly<Record<Language, Catalogue>> = { "en": en, "zh-CN": zh };
