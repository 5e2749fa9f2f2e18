import assert from "node:assert/strict";
import { languageCookie, languageIn } from "../../lib/shared/language_cookie.ts";
import { languageChoices, parseAcceptLanguage, pickLanguage } from "../../lib/shared/languages.ts";

Deno.test("[F16] the first language that is there in its script wins, whatever its region", () => {
  for (
    const [wanted, got] of [
      [["zh-CN", "en"], "zh-CN"],
      [["zh"], "zh-CN"],
      [["zh-Hans-SG"], "zh-CN"],
      [["zh-SG"], "zh-CN"],
      [["zh-Hans-HK"], "zh-CN"],
      [["zh-Hans-TW"], "zh-CN"],
      [["ZH-cn"], "zh-CN"],
      [["cmn-CN"], "zh-CN"],
      [["ZH-tw"], "en"],
      [["zh-HK", "en-HK"], "en"],
      [["zh-MO"], "en"],
      [["zh-Hant"], "en"],
      [["zh-Hant-CN"], "en"],
      // As browsers have it there: the bare language comes from the one before it.
      [["zh-TW", "zh", "en-US", "en"], "en"],
      [["zh-HK", "zh-TW", "zh", "fr"], "en"],
      [["zh-SG", "zh", "en"], "zh-CN"],
      [["zh-TW", "zh", "zh-CN"], "zh-CN"],
      [["zh-TW", "en-US", "zh-CN"], "en"],
      [["yue"], "en"],
      [["en-Shaw", "zh"], "zh-CN"],
      [["en-GB", "zh-CN"], "en"],
      [["de-DE", "zh-CN", "en"], "zh-CN"],
      [["fr"], "en"],
      [["zha"], "en"],
      [["*"], "en"],
      [["*", "zh-CN"], "zh-CN"],
      [["not a tag", "zh"], "zh-CN"],
      [[], "en"],
    ] as const
  ) assert.equal(pickLanguage(wanted), got, wanted.join());
});

Deno.test("[F16] Accept-Language is read by its weights", () => {
  assert.deepEqual(parseAcceptLanguage("zh-CN,zh;q=0.9,en;q=0.8"), ["zh-CN", "zh", "en"]);
  assert.deepEqual(parseAcceptLanguage("en;q=0.3, zh-CN ; Q=0.9"), ["zh-CN", "en"]);
  assert.deepEqual(parseAcceptLanguage("zh;q=0, en"), ["en"]);
  assert.deepEqual(parseAcceptLanguage(" , ;q=1, en;q=x"), []);
  assert.deepEqual(parseAcceptLanguage(""), []);
});

Deno.test("[F16] a choice survives as a cookie, and `auto` takes the cookie away", () => {
  for (const choice of languageChoices) {
    const [pair = ""] = languageCookie(choice).split(";");
    assert.equal(languageIn(`a=b; ${pair}; c=d`), choice === "auto" ? null : choice);
  }
  assert.match(languageCookie("auto"), /Max-Age=0/);
  assert.equal(languageIn(""), null);
  assert.equal(languageIn("conflux_language=tlh"), null);
  assert.equal(languageIn("xconflux_language=en"), null);
});
