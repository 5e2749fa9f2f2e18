// What a name may look like and when two names are the same. Rule S8 and P12; pure text functions.

/** Characters nobody can see: controls, bidi and zero-width marks, separators, blank fillers. */
export const invisible =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFFA0]/u;

/** Longest name of a person, in code points. */
export const maxNameLength = 64;
/** Longest title of a meeting, in code points. */
export const maxTitleLength = 120;

/**
 * Brings text to the form in which it is stored and shown: NFKC, trimmed.
 * Returns null where it is empty, longer than `maxLength` code points, or has invisible characters.
 */
export function cleanText(text: string, maxLength: number): string | null {
  // A code point is at most two UTF-16 units, and NFKC grows one to at most 18: cut hopeless input short.
  if (text.length > maxLength * 40) return null;
  const clean = text.normalize("NFKC").trim();
  const length = [...clean].length;
  if (length < 1 || length > maxLength || invisible.test(clean)) return null;
  return clean;
}

/** The stored form of a person's name, or null where it is not a name. */
export function cleanName(name: string): string | null {
  return cleanText(name, maxNameLength);
}

/** A key that is equal for names people would take for the same (NFKC, trimmed, case folded). */
export function nameKey(name: string): string {
  // Upper then lower approximates Unicode full case folding: "ß" and "SS" meet in "ss".
  return name.normalize("NFKC").trim().toUpperCase().toLowerCase().normalize("NFKC");
}
