// Turns the runs of the signalling benchmark into docs/BENCH.md and says which targets are met.
// Knows no process and no socket.

import { type Comparison, listComparisons, type Results, type Round } from "./comparisons.ts";
import { crowdSection } from "./crowd_report.ts";
import type { Measured } from "./load.ts";
import { digits, median, summary } from "./statistics.ts";

export interface Surroundings {
  readonly machine: string;
  readonly date: string;
  readonly isQuick: boolean;
  readonly seconds: number;
  /** Share of all cores that neither server nor generator used, over the whole run. */
  readonly othersLoad: number;
}

/** How far the cost of a message may be from the middle one (BENCH.md of the design). */
const flatness = 0.2;

export function writeReport(results: Results, around: Surroundings): string {
  return [
    ...introduction(around),
    ...comparisonTable(results),
    ...costTable("## Cost of a message by sockets (rooms of 4)", "sockets", results.bySockets),
    ...costTable("## Cost of a message by room (992 sockets)", "people", results.byRoomSize),
    ...loadNote(results.small),
    ...crowdSection(results.crowds),
  ].join("\n");
}

function introduction(around: Surroundings): string[] {
  const { machine, date, isQuick, seconds, othersLoad } = around;
  return [
    "# Measured: signalling",
    "",
    `Written by \`deno task bench${isQuick ? " quick" : ""}\` on ${date}, in ${digits(seconds)} s.`,
    "Absolute figures move from machine to machine; **ratios in one run** count.",
    "",
    `- Machine: ${machine}. Other processes used ${digits(othersLoad * 100)} % of it meanwhile.`,
    "- Beside: `tests/bench/bare_relay.ts`, a Deno server that parses a JSON message and writes it to",
    "  one room-mate, and nothing else.",
    "- ConFlux: `deno task build`, then the command of `deno task serve` with `CONFLUX_STORE=memory`",
    "  and its limits raised by settings. Tokens, schemas, limits and sequence numbers are on.",
    "- Each measurement starts a server of its own, pinned to core 0; the load generator, a process of",
    "  its own that masks its frames with a random key, is pinned to core 1. The servers take turns.",
    "- SDP is an offer of 2 KB, ICE a candidate of 200 bytes, each to one room-mate; ConFlux's messages",
    "  carry a token besides. Every message that arrives is checked. Joining is 16 people at a time;",
    "  with ConFlux each of them gets a token first.",
    "- Figures are medians (smallest–largest); ratios are medians of the ratios of each round.",
    "- Not here yet: what a broadcast and a join cost in large rooms, pages, time to the first frame,",
    "  what people see when the server dies.",
    "",
  ];
}

function comparisonTable(results: Results): string[] {
  const comparisons = listComparisons(results).filter(({ rounds }) => rounds.length > 0);
  if (comparisons.length === 0) return [];
  return [
    "## Beside the bare relay",
    "",
    "| | bare relay | ConFlux | ratio | target | |",
    "| --- | --- | --- | --- | --- | --- |",
    ...comparisons.map(comparisonRow),
    "",
  ];
}

function comparisonRow({ what, rounds, pick, target }: Comparison): string {
  const values = (server: keyof Round) => rounds.map((round) => pick(round[server]) ?? NaN);
  const bare = values("bare");
  const conflux = values("conflux");
  const ratios = conflux.map((value, index) => value / (bare[index] ?? NaN));
  const cells = [what, summary(bare), summary(conflux), summary(ratios)];
  if (!target) return `| ${[...cells, "", ""].join(" | ")} |`;
  const middle = median(ratios);
  const isMet = target.sign === "≥" ? middle >= target.ratio : middle <= target.ratio;
  return `| ${
    [...cells, `${target.sign} ${target.ratio}`, isMet ? "met" : "**missed**"].join(" | ")
  } |`;
}

/** What a message costs the server, to be flat within 20 % around the middle. */
function costTable(
  title: string,
  unit: string,
  runs: ReadonlyMap<number, readonly Measured[]>,
): string[] {
  if (runs.size === 0) return [];
  const costs = [...runs].map(([key, all]) => ({
    key,
    us: all.map(({ sdp }) => sdp?.serverUs ?? 0),
  }));
  const medians = costs.map(({ us }) => median(us));
  const center = (Math.min(...medians) + Math.max(...medians)) / 2;
  const spread = (Math.max(...medians) - center) / center;
  return [
    title,
    "",
    `| ${unit} | µs of server CPU per SDP message |`,
    "| --- | --- |",
    ...costs.map(({ key, us }) => `| ${key.toLocaleString("en-US")} | ${summary(us)} |`),
    "",
    `Flat within ± ${digits(spread * 100)} % (target: ± ${flatness * 100} %): ` +
    `${spread <= flatness ? "met" : "**missed**"}.`,
    "",
  ];
}

function loadNote(rounds: readonly Round[]): string[] {
  if (rounds.length === 0) return [];
  const share = (server: keyof Round, of: "serverLoad" | "generatorLoad") =>
    `${digits(median(rounds.map((round) => (round[server].sdp?.[of] ?? 0) * 100)))} %`;
  return [
    "## Who was busy",
    "",
    "Share of its core at 1,000 sockets of SDP: bare relay " +
    `${share("bare", "serverLoad")} (generator ${share("bare", "generatorLoad")}), ConFlux ` +
    `${share("conflux", "serverLoad")} (generator ${
      share("conflux", "generatorLoad")
    }). A server ` +
    "below 90 % did not get its core, and its messages/s say more about the machine than about it.",
    "",
  ];
}
