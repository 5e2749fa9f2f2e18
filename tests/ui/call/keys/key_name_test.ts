// Keys on the layouts people have: by the letters of each script where ours are printed.

import assert from "node:assert/strict";
import fc from "fast-check";
import { keyNames, mayBeSpace, type PressedKey } from "../../../../lib/ui/call/keys/key_name.ts";

const known = new Set([..."mvscphgfil?0123456789", "pageup", "pagedown"]);
const plain = { isShifted: false, isAltGraph: false };

/** The shortcut that is meant, or null. */
function meant(pressed: Partial<PressedKey> & Pick<PressedKey, "key" | "code">): string | null {
  return keyNames({ ...plain, ...pressed }).find((name) => known.has(name)) ?? null;
}

const codes = ["M", "V", "S", "C", "P", "H", "G", "F", "I", "L"].map((letter) => `Key${letter}`);

/** What the keys with M, V, S, C, P, H, G, F, I, L on them type. */
const layouts: Record<string, string> = {
  "US English": "mvscphgfil",
  "US English, Caps Lock": "MVSCPHGFIL",
  "Russian": "ьмысзрпашд",
  "Ukrainian": "ьмісзрпашд",
  "Greek": "μωσψπηγφιλ",
  "Hebrew": "צהדבפיעכןך",
  "Arabic 101": "ةرسؤحالبهم",
  "Persian": "ئرسزحالبهم",
  "Korean 2-set": "ㅡㅍㄴㅊㅔㅗㅎㄹㅑㅣ",
  "Thai": "ทอหแยีเดรส",
  "Hindi": "सनेमजपगिहत",
  "Georgian": "მვსცპჰგფილ",
  "Armenian": "մվսցպհգֆիլ",
  "full width": "ｍｖｓｃｐｈｇｆｉｌ",
};

for (const [layout, typed] of Object.entries(layouts)) {
  Deno.test(`[F12] shortcuts are where their letters are printed: ${layout}`, () => {
    const letters = [...typed];
    const wanted = [..."mvscphgfil"];
    assert.deepEqual(
      wanted.map((_, at) => meant({ key: letters[at] ?? "Process", code: codes[at] ?? "" })),
      wanted,
    );
  });
}

Deno.test("[F12] where Latin letters stand elsewhere, what is typed counts", () => {
  const table = [
    ["Dvorak m", { key: "m", code: "KeyM" }, "m"],
    ["Dvorak v stands on the dot", { key: "v", code: "Period" }, "v"],
    ["Dvorak: the key of V types k", { key: "k", code: "KeyV" }, null],
    ["AZERTY m", { key: "m", code: "Semicolon" }, "m"],
    ["AZERTY: the key of M types a comma", { key: ",", code: "KeyM" }, null],
    ["Turkish dotless i", { key: "ı", code: "KeyI" }, "i"],
    ["Polish ł is typed with AltGr", { key: "ł", code: "KeyL", isAltGraph: true }, null],
    ["letters of Latin alphabets off the letter keys", { key: "ö", code: "Semicolon" }, null],
    ["an input method", { key: "Process", code: "KeyM" }, "m"],
    ["a key without a name", { key: "Unidentified", code: "KeyH" }, "h"],
    ["an accent that waits for its letter", { key: "Dead", code: "BracketLeft" }, null],
    ["AZERTY figures", { key: "é", code: "Digit2" }, "2"],
    ["AZERTY figures in ASCII", { key: "(", code: "Digit5" }, "5"],
    ["AZERTY figures with Shift", { key: "5", code: "Digit5", isShifted: true }, "5"],
    ["Czech figures", { key: "š", code: "Digit3" }, "3"],
    ["Persian figures", { key: "۴", code: "Digit4" }, "4"],
    ["an exclamation mark is no 1", { key: "!", code: "Digit1", isShifted: true }, null],
    ["the pad with figures", { key: "7", code: "Numpad7" }, "7"],
    ["the pad without", { key: "Home", code: "Numpad7" }, null],
    ["Arabic question mark", { key: "؟", code: "Slash", isShifted: true }, "?"],
    ["Russian question mark", { key: "?", code: "Digit7", isShifted: true }, "?"],
    ["German question mark", { key: "?", code: "Minus", isShifted: true }, "?"],
    ["Page Up", { key: "PageUp", code: "PageUp" }, "pageup"],
    ["Enter", { key: "Enter", code: "Enter" }, null],
    ["Escape on a keyboard that swaps", { key: "Escape", code: "CapsLock" }, null],
    ["a screen keyboard", { key: "m", code: "" }, "m"],
  ] as const;
  for (const [name, pressed, shortcut] of table) assert.equal(meant(pressed), shortcut, name);
});

Deno.test("[F12] any key gives one or two names, and what is typed comes first", () => {
  const code = fc.constantFrom(...codes, "Digit1", "Slash", "Space", "Quote", "");
  fc.assert(fc.property(fc.string(), code, fc.boolean(), fc.boolean(), (key, code, ...flags) => {
    const [isShifted, isAltGraph] = flags;
    const names = keyNames({ key, code, isShifted, isAltGraph });
    assert.equal(names[0], key.toLowerCase());
    assert.ok(names.length <= 2);
  }));
});

Deno.test("[F12] a release of Space by any name is one; other keys let go are none", () => {
  const space = [
    { key: " ", code: "Space" },
    { key: "Process", code: "Space" },
    { key: "Unidentified", code: "Space" },
    { key: "\u00a0", code: "Space" },
    { key: "\u3000", code: "Space" },
    { key: " ", code: "" },
    { key: "Unidentified", code: "" },
    { key: "", code: "" },
    { key: " ", code: "Convert" },
  ];
  for (const event of space) assert.equal(mayBeSpace(event), true, JSON.stringify(event));
  for (const code of codes) assert.equal(mayBeSpace({ key: "x", code }), false);
  assert.equal(mayBeSpace({ key: "Shift", code: "ShiftLeft" }), false);
});
