// The catalogues against each other: the types say that no key is missing, this that no words are.

import assert from "node:assert/strict";
import { languages } from "../../lib/shared/languages.ts";
import { catalogues } from "../../lib/ui/text/all.ts";
import { apiEn } from "../../lib/ui/text/en/api.ts";
import { connectionEn } from "../../lib/ui/text/en/connection.ts";
import { doctorEn } from "../../lib/ui/text/en/doctor.ts";
import { settingsEn } from "../../lib/ui/text/en/settings.ts";
import { transfersEn } from "../../lib/ui/text/en/transfers.ts";
import { trustEn } from "../../lib/ui/text/en/trust.ts";
import { yoursEn } from "../../lib/ui/text/en/yours.ts";

/** What English loads apart; see Parts in lib/ui/text/catalogue.ts. */
const english = {
  ...catalogues.en,
  parts: {
    doctor: doctorEn,
    connection: connectionEn,
    settings: settingsEn,
    transfers: transfersEn,
    yours: yoursEn,
    api: apiEn,
    trust: trustEn,
  },
};

/** Arguments for sentences with blanks, of which one fits. */
const samples: readonly unknown[][] = [
  [["Ana", "Bo"]],
  ["both"],
  ["mic"],
  [{ title: "Ana", when: "#1", link: "#2", number: "#3", passcode: "Bo" }],
];

type Words = (sample: readonly unknown[]) => string;

/** Every text of a catalogue by its path, as a function of a sample. */
function leaves(value: unknown, path: string): [string, Words][] {
  if (typeof value === "string") return [[path, () => value]];
  // A sentence of more blanks gets the sample for each of them.
  if (typeof value === "function") return [[path, ([one]) => String(value(one, one, one))]];
  assert.ok(typeof value === "object" && value !== null, `${path} is neither text nor group`);
  return Object.entries(value).flatMap(([key, below]) => leaves(below, `${path}.${key}`));
}

function fits(words: Words, sample: readonly unknown[]): boolean {
  try {
    return !/undefined|object Object/.test(words(sample));
  } catch {
    // Made for another kind of argument.
    return false;
  }
}

/** The same in every language. */
const international =
  /^\.(appName|language|home\.numberExample|files\.size|parts\.connection\.(none|units\.(bits|megabits|fps))|parts\.doctor\.(terms\.relay-|terms\.server|measures\.mbit|progress))/;

for (const language of languages.filter((one) => one !== "en")) {
  Deno.test(`[F16] ${language} lacks no text, has no empty one, and fills every blank`, () => {
    const own = new Map(leaves(catalogues[language], ""));
    const model = leaves(english, "");
    assert.ok(model.length > 250, `only ${model.length} texts`);
    assert.deepEqual([...own.keys()].sort(), model.map(([path]) => path).sort());
    for (const [path, words] of model) {
      const sample = samples.find((one) => fits(words, one));
      assert.ok(sample, `${path}: no sample fits`);
      const [here, there] = [own.get(path)?.(sample) ?? "", words(sample)];
      assert.equal(here.trim() === "", there.trim() === "", `${path} is empty`);
      assert.ok(!/undefined|object Object/.test(here), `${path}: ${here}`);
      for (const blank of ["Ana", "Bo", "#1", "#2", "#3"]) {
        assert.equal(here.includes(blank), there.includes(blank), `${path}: ${blank} in "${here}"`);
      }
      if (!international.test(path)) assert.ok(there === "" || here !== there, `${path}: ${here}`);
    }
  });
}

Deno.test("[F16] every language is cut into the same files as English", async () => {
  const text = new URL("../../lib/ui/text/", import.meta.url);
  const filesOf = async (folder: string) =>
    (await Array.fromAsync(Deno.readDir(new URL(folder, text)))).map(({ name }) => name).sort();
  const folders = (await Array.fromAsync(Deno.readDir(text))).filter((one) => one.isDirectory);
  assert.equal(folders.length, languages.length);
  for (const { name } of folders) assert.deepEqual(await filesOf(name), await filesOf("en"), name);
});

Deno.test("[F16] people are listed and counted as each language does it", () => {
  const joined = (language: typeof languages[number], count: number) =>
    catalogues[language].notice.joined(["Ana", "Bo", "Cy", "Di", "Ed"].slice(0, count));
  assert.deepEqual([1, 2, 3, 5].map((count) => joined("en", count)), [
    "Ana joined",
    "Ana and Bo joined",
    "Ana, Bo and Cy joined",
    "Ana, Bo and 3 others joined",
  ]);
  assert.deepEqual([1, 2, 3, 5].map((count) => joined("zh-CN", count)), [
    "Ana加入了会议",
    "Ana和Bo加入了会议",
    "Ana、Bo和Cy加入了会议",
    "Ana、Bo等 5 人加入了会议",
  ]);
});
