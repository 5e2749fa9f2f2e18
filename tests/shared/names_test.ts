// Names as people have them, type them and paste them (S8).

import assert from "node:assert/strict";
import fc from "fast-check";
import { nameKey } from "../../lib/shared/name_key.ts";
import { cleanLine, cleanName, invisible } from "../../lib/shared/names.ts";

Deno.test("[S8] names are normalised to NFKC and trimmed", () => {
  assert.equal(cleanName("  Ａｎａ \t"), "Ana");
  assert.equal(cleanName("李雷"), "李雷");
  assert.equal(cleanName("a".repeat(64)), "a".repeat(64));
  assert.equal(cleanName("👍".repeat(64)), "👍".repeat(64));
});

const refused = [
  ["empty", ""],
  ["blank", " \u00a0 "],
  ["too long", "a".repeat(65)],
  ["too long after normalisation", "ﷺ".repeat(20)],
  ["enormous", "a".repeat(1_000_000)],
  ["nothing but a blank filler", "\u3164"],
  ["nothing but marks nobody sees", "\u200b\u200e\ufeff"],
  ["nothing but combining marks", "\u0301\u0302"],
  ["nothing but joiners", "\u200d\u200c\u200d"],
  ["nothing but a variation selector", "\ufe0f"],
  ["nothing but a lone surrogate", "\ud800"],
] as const;
for (const [what, name] of refused) {
  Deno.test(`[S8] a name is refused that is ${what}`, () => assert.equal(cleanName(name), null));
}

/** What is pasted along with a name, between its letters or around them. */
const dropped: Record<string, string> = {
  "left-to-right mark": "\u200e",
  "right-to-left mark": "\u200f",
  "Arabic letter mark": "\u061c",
  "bidi embedding": "\u202a",
  "bidi override": "\u202e",
  "bidi isolate": "\u2066",
  "end of an isolate": "\u2069",
  "soft hyphen": "\u00ad",
  "zero-width space": "\u200b",
  "word joiner": "\u2060",
  "invisible times": "\u2062",
  "byte order mark": "\ufeff",
  "combining grapheme joiner": "\u034f",
  "Hangul filler": "\u3164",
  "half-width Hangul filler": "\uffa0",
  "braille blank": "\u2800",
  "control character": "\u0007",
  "null": "\u0000",
  "lone surrogate": "\ud800",
  "private use": "\ue000",
  "object replacement": "\ufffc",
  "noncharacter": "\uffff",
  "noncharacter of the middle": "\ufdd0",
  "variation selector": "\ufe0e",
  "variation selector for ideographs": "\u{e0100}",
  "tag": "\u{e0041}",
  "joiner between Latin letters": "\u200d",
  "non-joiner between Latin letters": "\u200c",
};
for (const [what, mark] of Object.entries(dropped)) {
  Deno.test(`[S8] dropped from a name: ${what}`, () => {
    for (const name of [`A${mark}na`, `${mark}Ana`, `Ana${mark}`, `${mark}A${mark}${mark}na `]) {
      assert.equal(cleanName(name), "Ana", JSON.stringify(name));
    }
  });
}

Deno.test("[S8] line ends and tabs are blanks, and blanks come one at a time", () => {
  for (const gap of ["\n", "\r\n", "\t", "\u2028", "\u2029", "\u0085", " \u00a0 ", "\u3000"]) {
    assert.equal(cleanName(`Ana${gap}Lovelace`), "Ana Lovelace", JSON.stringify(gap));
  }
});

/** Names and pictures that are what they are by marks nobody sees. */
const kept: Record<string, string> = {
  "Persian, a non-joiner": "علی\u200cرضا",
  "Persian, two of them": "می\u200cخواهم\u200cت",
  "Sinhala, a joiner": "ශ්\u200dරී",
  "Hindi, a joiner": "क्\u200dष",
  "Hindi, a non-joiner": "क्\u200cष",
  "Malayalam, a joiner at the end": "അവന്\u200d",
  "Bengali": "র\u200d্যাব",
  "a family": "👨\u200d👩\u200d👧\u200d👦",
  "a woman at a laptop, dark": "👩🏿\u200d💻",
  "a heart in colour": "❤\ufe0f",
  "a heart on fire": "❤\ufe0f\u200d🔥",
  "a flag of colours": "🏳\ufe0f\u200d🌈",
  "Scotland": "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
  "Germany": "🇩🇪",
  "a keycap": "1\ufe0f\u20e3",
  "a skin tone": "👍🏽",
  "Thai": "สมชาย",
  "Hebrew with points": "שָׁלוֹם",
  "Vietnamese": "Nguyễn Thị Ánh",
  "Korean": "김민준",
  "Georgian": "ნინო",
  "Amharic": "አበበ",
  "an apostrophe and a hyphen": "Anne-Marie O’Neill",
};
for (const [what, name] of Object.entries(kept)) {
  Deno.test(`[S8] kept in a name: ${what}`, () => {
    assert.equal(cleanName(name), name.normalize("NFKC"));
    assert.equal(cleanName(`Ana ${name} B`), `Ana ${name.normalize("NFKC")} B`);
  });
}

const anyText = fc.string({ unit: "binary", maxLength: 40 });
const anyMarks = fc.array(
  fc.oneof(
    anyText,
    fc.constantFrom(...Object.values(dropped), ...Object.values(kept), "\u0301", " ", "a"),
  ),
  { maxLength: 8 },
).map((parts) => parts.join(""));

Deno.test("[S8] whatever comes: cleaning ends, is done once, and what is left can be seen", () => {
  const joinersAndEmoji = /[\u200C\u200D\uFE0E\uFE0F\u{E0020}-\u{E007F}]/gu;
  fc.assert(
    fc.property(fc.oneof(anyText, anyMarks), (text) => {
      const clean = cleanLine(text);
      assert.equal(cleanLine(clean), clean, "once is enough");
      assert.equal(invisible.test(clean.replace(joinersAndEmoji, "")), false);
      assert.equal(clean, clean.trim());
      const name = cleanName(text);
      if (name !== null) assert.equal(cleanName(name), name);
      nameKey(text);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("[P12] names that people take for the same have the same key", () => {
  for (
    const other of [
      "ana",
      " ANA ",
      "Ａｎａ",
      "aNa\u00a0",
      "A\u200bna",
      "Аnа",
      "ΑΝΑ",
      "An\u200da",
    ]
  ) {
    assert.equal(nameKey(other), nameKey("Ana"), other);
  }
  assert.equal(nameKey("Straße"), nameKey("STRASSE"));
  assert.equal(nameKey("Ana  Bo"), nameKey("Ana Bo"));
  assert.equal(nameKey("AI"), nameKey("Al"));
  assert.equal(nameKey("ТОМ"), nameKey("TOM"));
  assert.equal(nameKey("علی\u200cرضا"), nameKey("علیرضا"));
  assert.notEqual(nameKey("Ana"), nameKey("Anna"));
  assert.notEqual(nameKey("Ana"), nameKey("Aná"));
  assert.notEqual(nameKey("Иван"), nameKey("Ivan"));
});
