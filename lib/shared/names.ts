// What a name, or another line of text from a person, may look like. Rule S8; pure text functions.

/** Characters nobody can see: controls, bidi and zero-width marks, separators, blank fillers. */
export const invisible =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFE00-\uFE0F\uFFA0\uFFFC\u{E0100}-\u{E01EF}]/u;

/** Longest name of a person, in code points. */
export const maxNameLength = 64;
/** Longest title of a meeting, in code points. */
export const maxTitleLength = 120;

/**
 * Scripts whose letters change their shape with a joiner between them: without it some Persian, Hindi,
 * Sinhala or Malayalam names are other words (Unicode, section 23.2).
 */
const joining = "[" + [
  "Arabic",
  "Syriac",
  "Nko",
  "Mongolian",
  "Devanagari",
  "Bengali",
  "Gurmukhi",
  "Gujarati",
  "Oriya",
  "Tamil",
  "Telugu",
  "Kannada",
  "Malayalam",
  "Sinhala",
  "Khmer",
  "Myanmar",
  "Tibetan",
].map((script) => `\\p{Script_Extensions=${script}}`).join("") + "]";
/** Behind this sign a joiner forms a letter also at the end of a word, as older Malayalam writes it. */
const virama = "[\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D4D\\u0DCA]";
const joiner = new RegExp(
  `(?<=(?![\\s\\p{N}\\p{P}\\p{S}])${joining})[\\u200C\\u200D](?=(?![\\s\\p{N}\\p{P}\\p{S}])${joining})` +
    `|(?<=${virama})\\u200D`,
  "gu",
);
/** Pictures of several characters, flags of regions among them (UTS #51, section 1.4.9), and keycaps. */
const emoji = new RegExp(
  "\\u{1F3F4}[\\u{E0020}-\\u{E007E}]+\\u{E007F}|[0-9#*]\\uFE0F?\\u20E3|" +
    "\\p{Extended_Pictographic}[\\uFE0E\\uFE0F]?\\p{Emoji_Modifier}?" +
    "(?:\\u200D\\p{Extended_Pictographic}\\uFE0F?\\p{Emoji_Modifier}?)*",
  "gu",
);
const everyInvisible = new RegExp(invisible.source, "gu");

/**
 * A line of text as it is stored and shown (S8): NFKC, trimmed, one blank at a time, and without what
 * nobody can see, which is often pasted along and can make one name look like another. Joiners stay
 * where a script or an emoji needs them. "" where nothing is left but marks that belong to a letter.
 */
export function cleanLine(text: string): string {
  let line = text;
  // What falls away may bring together what composes, and the other way round.
  for (let round = 0; round < 4; round++) {
    const next = dropInvisible(line.replace(/[\t-\r\x85\u2028\u2029]+/g, " ")).normalize("NFKC")
      .replace(/\s+/gu, " ").trim().replace(/^\p{M}+\s*/u, "");
    if (next === line) break;
    line = next;
  }
  return /[^\p{M}\s\u200C\u200D]/u.test(line) ? line : "";
}

function dropInvisible(text: string): string {
  const kept = new Set<number>();
  for (const pattern of [emoji, joiner]) {
    for (const match of text.matchAll(pattern)) {
      for (let at = 0; at < match[0].length; at++) kept.add(match.index + at);
    }
  }
  return text.replace(everyInvisible, (character, at: number) => kept.has(at) ? character : "");
}

/**
 * The stored form of a line of text; null where nothing is left of it, or more than `maxLength` code
 * points.
 */
export function cleanText(text: string, maxLength: number): string | null {
  // A code point is at most two UTF-16 units, and NFKC grows one to at most 18: cut hopeless input short.
  if (text.length > maxLength * 40) return null;
  const clean = cleanLine(text);
  const length = [...clean].length;
  return length < 1 || length > maxLength ? null : clean;
}

/** The stored form of a person's name, or null where it is not a name. */
export function cleanName(name: string): string | null {
  return cleanText(name, maxNameLength);
}
