// When two names are the same: where people would take them for the same (S8, P12). Pure.

import { cleanLine } from "./names.ts";

/**
 * Letters of other scripts, and figures, that look like a Latin letter in one of their cases. A part of
 * UTS #39's table: whole of it is 200 KB, and what it adds is not on keyboards.
 */
const lookAlikes = new Map(
  [
    // Cyrillic
    ["авекмнорстухіјѕһԁԛԝ", "abekmhopctyxijshdqw"],
    // Greek
    ["αβεζηικμνορτυχ", "abezhikmnoptyx"],
    // Within Latin and figures: a small l, a capital I and a one; an O and a nought.
    ["lı1|0", "iiiio"],
  ].flatMap(([from = "", to = ""]) => {
    const latin = [...to];
    return [...from].map((letter, at) => [letter, latin[at] ?? letter] as const);
  }),
);

/** A key that is equal for names people would take for the same. */
export function nameKey(name: string): string {
  // Upper then lower approximates Unicode full case folding: "ß" and "SS" meet in "ss".
  const folded = cleanLine(name).toUpperCase().toLowerCase().normalize("NFKC");
  return [...folded.replace(/[\u200C\u200D\uFE0E\uFE0F]/g, "")]
    .map((letter) => lookAlikes.get(letter) ?? letter).join("");
}
