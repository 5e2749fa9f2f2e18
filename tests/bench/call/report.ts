// Writes the part of docs/BENCH.md on calls: one section for each number of people, one for the first
// picture, and what was measured how. Knows no process and no file.

import { digits, median, summary } from "../statistics.ts";
import { readPart } from "./markdown.ts";
import type { FirstPicture, Run, Steady } from "./measure.ts";

/** One turn of each. */
export interface Pair<T> {
  readonly bare: T;
  readonly conflux: T;
}

/** When and where a section was measured. */
export interface Surroundings {
  readonly date: string;
  readonly machine: string;
}

export const heading = "# Measured: calls";
const sizes = [2, 4, 6, 9];
const headingOf = (people: number) => `## A call of ${people}`;
const firstHeading = "## Time to the first picture";
/** CPU seconds of others, in ten, from which on it is said that the machine was busy. */
const busy = 1;
/** CPU seconds below which a thread is not worth a row. */
const least = 0.05;

type Side = keyof Pair<unknown>;
const sides = ["bare", "conflux"] as const;

const introduction = [
  heading,
  "",
  "Written by `deno task bench call`, each section at the time it says. Absolute figures move from",
  "machine to machine, and with what else runs on it: ratios in one run count.",
  "",
  "- Beside: `tests/bench/call/grid.html`, a page with a socket, a peer connection to each and a grid",
  "  of videos, that sends its camera at 720p and leaves the rest to the browser. ConFlux: its build,",
  "  served as a process. The two take turns, each run has a browser of its own.",
  "- All people are in one Chromium (headless, without a GPU) in a network with only loopback. Each",
  "  has a window of 1280 × 800, Chromium's fake camera at 720p and 20 frames/s, and its beep.",
  "- Everybody is at the door with their own picture on the screen, then all press Join at once. Links",
  "  are counted by their ends: two people have two. A call that is not whole after 60 s is not",
  "  measured further. Ten seconds after all were connected it is measured for ten seconds.",
  "- CPU is that of the browser process and of everything below it, from `/proc`, per 10 s: the servers",
  "  and the bench itself are not in it. Threads are grouped by their names.",
  "- Figures are medians of the rounds (smallest–largest). Frames/s, heights and kbit/s are of all ends",
  "  of all rounds; made-up sound is `concealedSamples` of all that was played.",
];

/** The part, with sections of `old` that were not measured now. */
export function writePart(old: string, sections: readonly string[]): string {
  const text = sections.join("\n\n");
  const kept = [...sizes.map(headingOf), firstHeading].map((one) =>
    readPart(text, one) ?? readPart(old, one)
  );
  return [introduction.join("\n"), ...kept.filter((one) => one !== null)].join("\n\n");
}

type Cell = (runs: readonly Run[]) => string;

function values(runs: readonly Run[], pick: (run: Run) => number | null | undefined): number[] {
  return runs.map(pick).filter((value): value is number => typeof value === "number");
}

const ofSteady = (pick: (steady: Steady) => number): Cell => (runs) =>
  summary(values(runs, ({ steady }) => steady && pick(steady)));
const ofEnds = (pick: (steady: Steady) => readonly number[]): Cell => (runs) =>
  summary(runs.flatMap(({ steady }) => steady ? pick(steady) : []));

const rows: readonly (readonly [what: string, cell: Cell])[] = [
  ["All were connected, in rounds", howFar],
  [
    "Until all were connected, s",
    (runs) => summary(values(runs, (one) => one.reached.connectedAfter)),
  ],
  ["… and all pictures shown, s", (runs) => summary(values(runs, (one) => one.reached.shownAfter))],
  ["CPU, s", ofSteady(({ cpu }) => cpu)],
  ["Frames/s received", ofEnds(({ traffic }) => traffic.frames)],
  ["Height sent", ofEnds(({ traffic }) => traffic.heights)],
  ["Sent per link, kbit/s", ofEnds(({ traffic }) => traffic.kbits)],
  ["Sound made up, %", ofSteady(({ traffic }) => traffic.concealed * 100)],
  ["CPU of others on the machine, s", (runs) => summary(values(runs, ({ others }) => others))],
];

/** How many rounds were whole, and how far the others came. */
function howFar(runs: readonly Run[]): string {
  const rest = runs.filter(({ steady }) => steady === null);
  const count = `${runs.length - rest.length} of ${runs.length}`;
  const links = rest.map(({ reached: { connected, all }, trouble }) =>
    [`${connected} of ${all} links`, trouble].filter(Boolean).join(", ")
  );
  return links.length > 0 ? `${count} (${links.join(", ")})` : count;
}

/** The section on a call of this size. */
export function callSection(
  people: number,
  rounds: readonly Pair<Run>[],
  around: Surroundings,
): string {
  const runsOf = (side: Side) => rounds.map((round) => round[side]);
  const all = rows.map(([what, cell]) => row([what, ...sides.map((side) => cell(runsOf(side)))]));
  const seconds = (of: "processes" | "threads") => secondsTable(rounds, of);
  return [
    headingOf(people),
    "",
    ...whenAndWhere(rounds.length, around),
    ...busyNote(rounds),
    "",
    ...table("", all),
    ...seconds("processes"),
    ...seconds("threads"),
  ].join("\n").trimEnd();
}

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const table = (what: string, all: readonly string[]) => [
  row([what, "bare grid page", "ConFlux"]),
  row(["---", "---", "---"]),
  ...all,
  "",
];

function whenAndWhere(rounds: number, { date, machine }: Surroundings): string[] {
  return [`${date}, ${rounds} ${rounds === 1 ? "round" : "rounds"}. ${machine}.`];
}

function busyNote(rounds: readonly Pair<{ readonly others: number }>[]): string[] {
  const most = Math.max(...rounds.flatMap(({ bare, conflux }) => [bare.others, conflux.others]));
  if (most < busy) return [];
  return [
    `Others used the machine too, up to ${
      digits(most)
    } CPU s in 10 s: these figures say what the two`,
    "did under some disturbance, not what they need.",
  ];
}

/** CPU seconds by process or by thread, the largest first; what is small is put together. */
function secondsTable(rounds: readonly Pair<Run>[], of: "processes" | "threads"): string[] {
  const steady = (side: Side) =>
    rounds.map((round) => round[side].steady).filter((one) => one !== null);
  const both = { bare: steady("bare"), conflux: steady("conflux") };
  const keys = [
    ...new Set(sides.flatMap((side) => both[side].flatMap((one) => [...one[of].keys()]))),
  ];
  if (keys.length === 0) return [];
  const secondsOf = (side: Side, key: string) => both[side].map((one) => one[of].get(key) ?? 0);
  const size = (key: string) => Math.max(...sides.map((side) => median(secondsOf(side, key)) || 0));
  const large = keys.filter((key) => size(key) >= least).sort((a, b) => size(b) - size(a));
  const small = keys.filter((key) => size(key) < least);
  const rest = (side: Side) =>
    both[side].map((one) => small.reduce((sum, key) => sum + (one[of].get(key) ?? 0), 0));
  const cells = large.map((key) =>
    row([key, ...sides.map((side) => summary(secondsOf(side, key)))])
  );
  const last = small.length > 0
    ? [row(["the rest", ...sides.map((side) => summary(rest(side)))])]
    : [];
  return table(`CPU s by ${of === "threads" ? "thread" : "process"}`, [...cells, ...last]);
}

/** The section on the first picture. */
export function firstSection(rounds: readonly Pair<FirstPicture>[], around: Surroundings): string {
  const cell = (side: Side, way: keyof FirstPicture) => {
    const all = rounds.map((round) => round[side][way]);
    const times = all.filter((one) => one !== null);
    const text = summary(times);
    return times.length < all.length ? `${text}, in ${times.length} of ${all.length}` : text;
  };
  const rowOf = (what: string, way: keyof FirstPicture) =>
    row([what, ...sides.map((side) => cell(side, way))]);
  return [
    firstHeading,
    "",
    ...whenAndWhere(rounds.length, around),
    ...busyNote(rounds),
    "",
    "One person is in the room, a second one comes. In ms until the other's picture is first on the",
    "screen: from the press on Join, the page open and the camera on; and from the navigation, with the",
    "scripts in the cache and Join pressed by a script in the first frame that shows one's own picture.",
    "",
    ...table("ms", [
      rowOf("from the click", "fromClick"),
      rowOf("from the navigation", "fromNavigation"),
    ]),
  ].join("\n").trimEnd();
}
