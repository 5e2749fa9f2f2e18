import assert from "node:assert/strict";
import fc from "fast-check";
import {
  languageOf,
  pageQuery,
  readPageOptions,
  themeOf,
  wishesOf,
} from "../../lib/shared/page_options.ts";

const read = (query: string) => readPageOptions(new URLSearchParams(query));

Deno.test("[O30] what an address can ask for, and what it comes to", () => {
  const options = read("name=+Ana+&mic=off&camera=on&lang=zh&theme=auto&chrome=none");
  assert.deepEqual(options, {
    name: "Ana",
    mic: "off",
    camera: "on",
    lang: "zh",
    theme: "auto",
    chrome: "none",
  });
  assert.deepEqual(wishesOf(options), {
    name: "Ana",
    isMicOn: false,
    isCameraOn: true,
    language: "zh-CN",
    theme: "system",
  });
  assert.deepEqual([languageOf(read("lang=en")), themeOf(read("theme=dark"))], ["en", "dark"]);
  assert.deepEqual([wishesOf(read("")), pageQuery(read(""))], [{}, ""]);
});

Deno.test("[O30] what is wrong or unknown is as if it were not there; the rest counts", () => {
  const wrong = [
    "name=%E2%80%8B", // Nobody would see it.
    `name=${"a".repeat(65)}`,
    "mic=yes",
    "camera=",
    "lang=de",
    "theme=pink",
    "chrome=all",
    "autojoin=1",
    "__proto__=x",
    "%zz",
  ];
  for (const one of wrong) assert.equal(pageQuery(read(`${one}&mic=off`)), mic(one), one);
  assert.equal(pageQuery(read("theme=dark&theme=light")), "?theme=dark", "the first counts");
});

/** A wrong `mic` comes first, and takes the place of the right one. */
const mic = (one: string) => one.startsWith("mic") ? "" : "?mic=off";

Deno.test("[O30] any query is read, and what is written of it reads the same", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(fc.property(text, text, (name, mic) => {
    const options = readPageOptions(new URLSearchParams({ name, mic, theme: "dark" }));
    const query = pageQuery(options);
    assert.equal(options.theme, "dark");
    assert.deepEqual(wishesOf(read(query)), wishesOf(options));
    assert.equal(pageQuery(read(query)), query);
  }));
});
