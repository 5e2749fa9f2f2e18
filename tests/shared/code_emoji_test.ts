import assert from "node:assert/strict";
import { codeEmoji } from "../../lib/shared/code_emoji.ts";
import { trustEn } from "../../lib/ui/text/en/trust.ts";
import { trustZh } from "../../lib/ui/text/zh/trust.ts";

Deno.test("[V4] 64 emoji, each another, with another name in every language", () => {
  assert.equal(codeEmoji.length, 64);
  assert.equal(new Set(codeEmoji.map(([, emoji]) => emoji)).size, 64);
  for (const { emoji } of [trustEn, trustZh]) {
    const names = codeEmoji.map(([name]) => emoji[name].toLowerCase());
    assert.equal(new Set(names).size, 64);
    // No name is heard in another one.
    for (const one of names) {
      const within = names.filter((other) => other !== one && ` ${other} `.includes(` ${one} `));
      assert.deepEqual(within, [], one);
    }
  }
});

Deno.test("[V4] emoji of one code point, in colour by themselves, nobody's picture, of Unicode 12 or before", () => {
  /** Blocks, as far as Unicode 12 and older had filled them without a gap. */
  const old = [
    [0x23f0, 0x23f0],
    [0x2600, 0x27bf],
    [0x2b50, 0x2b50],
    [0x1f300, 0x1f5ff],
    [0x1f680, 0x1f6d2],
    [0x1f940, 0x1f945],
    [0x1f950, 0x1f96b],
    [0x1f980, 0x1f9a2],
    [0x1f9c0, 0x1f9c2],
    [0x1f9d0, 0x1f9ff],
  ] as const;
  for (const [name, emoji] of codeEmoji) {
    assert.match(emoji, /^\p{Emoji_Presentation}$/u, name);
    assert.doesNotMatch(emoji, /\p{Emoji_Modifier_Base}|\p{Regional_Indicator}/u, name);
    const point = emoji.codePointAt(0) ?? 0;
    assert.ok(old.some(([from, to]) => point >= from && point <= to), name);
  }
});

Deno.test("[V4] the order is a part of the protocol", () => {
  assert.equal(
    codeEmoji.map(([, emoji]) => emoji).join(""),
    "🐶🐱🦁🐴🐷🐘🐰🐵🐓🐧🐢🐙🦋🐌🦀🐝🐫🐸🌳🌵🍄🌻🍎🍌🍇🍋🍓🥕🌽🍞🧀🍦🎂🍕🌙⭐🌈🌊☔🔑🔔⏰🔨💡🧲📎🎸🎺🥁⚽🏆👑🎩👟👓🎈🎁🚲🚗🚀⛵🏠⛺🏰",
  );
});
