// The part of docs/BENCH.md on ten thousand sockets in rooms of four: who is in, and who is back after
// the server was gone (issue 4).

import type { CrowdMeasured, Return } from "./crowd.ts";
import { digits } from "./statistics.ts";

/** Share of the people who have to be back (issue 4). */
const target = 0.999;

const seconds = (ms: number | null) => ms === null ? "–" : `${digits(ms / 1_000)} s`;
const mebibytes = (bytes: number) => `${digits(bytes / 2 ** 20)} MiB`;

type Row = readonly [what: string, of: (crowd: CrowdMeasured) => string];

const rows: readonly Row[] = [
  ["All in, after", ({ joinMs }) => seconds(joinMs)],
  ["… server CPU", ({ joinServerMs }) => seconds(joinServerMs)],
  ["Memory of the server, empty", ({ emptyBytes }) => mebibytes(emptyBytes)],
  ["… full", ({ fullBytes }) => mebibytes(fullBytes)],
  [
    "… per person, KiB",
    ({ fullBytes, emptyBytes, people }) => digits((fullBytes - emptyBytes) / people / 1_024),
  ],
  ...returnRows("`kill -9`", ({ killed }) => killed),
  ...returnRows("SIGTERM", ({ stopped }) => stopped),
];

function returnRows(signal: string, pick: (crowd: CrowdMeasured) => Return): Row[] {
  return [
    [`${signal}: a new server listens after`, (crowd) => seconds(pick(crowd).listeningMs)],
    ["… 99.9 % are back in their seats after", (crowd) => seconds(pick(crowd).mostMs)],
    ["… the last one after", (crowd) => seconds(pick(crowd).lastMs)],
    ["… back within the grace of 30 s", (crowd) => verdict(crowd, pick(crowd))],
    ["… online, as the server tells it", (crowd) => digits(pick(crowd).online)],
    ["… memory of the server", (crowd) => mebibytes(pick(crowd).bytes)],
  ];
}

function verdict({ people }: CrowdMeasured, { back, reasons }: Return): string {
  const share = back / people;
  const others = reasons.length > 0 ? ` (the others: ${reasons.join(", ")})` : "";
  return `${(share * 100).toFixed(2)} %: ${share >= target ? "met" : "**missed**"}${others}`;
}

/** Why a server to which people came back is larger: measured once, by hand. */
const garbageNote = [
  "Memory after a return is above that of the full server because V8 has cleared up less, not because",
  "more is kept: ten thousand who come back at once make it grow its heap, and afterwards nothing makes",
  "it shrink. Full, after `kill -9`, after SIGTERM, with `kv` (2026-11-24, one run each): 496, 857 and",
  "721 MiB as it is; 465, 484 and 488 MiB with `DENO_V8_FLAGS=--gc-global`, which makes V8 clear up all",
  "of it each time. So the same people cost 5 % more at most.",
];

/** The section, or nothing where it was not measured. */
export function crowdSection(crowds: readonly CrowdMeasured[]): string[] {
  const [first] = crowds;
  if (!first) return [];
  return [
    "## Ten thousand sockets in rooms of four",
    "",
    `${
      first.people.toLocaleString("en-US")
    } people come in, each with a token and from an address of`,
    "their own (by `X-Forwarded-For`), so that every limit is at its default. Then the server gets a",
    "signal and is started again at once. People come back by the browser's own schedule, with their",
    "one-use resume tokens. Times are from the signal; memory is read 2 s after the last one is in.",
    `Target: ≥ ${target * 100} % back. Redis, if there is one, runs beside the generator.`,
    "",
    `| | ${crowds.map(({ store }) => `\`CONFLUX_STORE\` ${store}`).join(" | ")} |`,
    `| --- | ${crowds.map(() => "---").join(" | ")} |`,
    ...rows.map(([what, of]) => `| ${[what, ...crowds.map(of)].join(" | ")} |`),
    "",
    ...garbageNote,
    "",
  ];
}
