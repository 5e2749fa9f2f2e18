// The door of the words: which language the page speaks, how one follows the person's choice, and how
// times are written in it. Knows no screen. The English words that a screen brings along (en/) are
// imported one by one, and all languages at once (all.ts) by the server only.

export { type Catalogue, type Text, TextContext, useText, useTextPart } from "./catalogue.ts";
export { Given } from "./Given.tsx";
export { pageText } from "./load.ts";
export { shortName } from "./short_name.ts";
export { Speaking, useLanguage } from "./Speaking.tsx";
export { ownZone, useTimeStyle } from "./use_time_style.ts";
export { useTitle } from "./use_title.ts";
export { Words } from "./Words.tsx";
