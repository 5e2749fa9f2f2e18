// How good a connection is, out of its last samples. A pure table: loss, round trip, jitter, and the
// frames that came beside those that were due.

import type { LinkState } from "../peer/mod.ts";
import type { LinkSample } from "./rates.ts";

/** How good a connection is for talking; "lost" where nothing gets through. */
export type Quality = "good" | "fair" | "poor" | "lost";

/** Samples looked at, six seconds of them: one bad moment is no bad connection. */
const windowLength = 3;

interface Limits {
  readonly fair: number;
  readonly poor: number;
}

/** Share of packets. Opus hides a few percent; beyond a tenth words go missing. */
const lossLimits: Limits = { fair: 0.03, poor: 0.1 };
/** Twice the one-way delays at which talk becomes awkward and hard (ITU-T G.114: 150 and 400 ms). */
const rttLimits: Limits = { fair: 300, poor: 800 };
/** Milliseconds; the buffer that evens it out adds as much delay. */
const jitterLimits: Limits = { fair: 40, poor: 100 };
/** Share of the due frames that did not come. Half of them is a camera in the dark, and no fault. */
const stutterLimits: Limits = { fair: 0.6, poor: 0.85 };

/** Judges a connection; null while there is nothing to judge by. */
export function judgeQuality(
  link: LinkState["kind"],
  samples: readonly LinkSample[],
): Quality | null {
  if (link === "recovering" || link === "failed") return "lost";
  const recent = recentOf(samples);
  if (link === "connecting" || recent.length === 0) return null;
  if (isSilent(recent)) return "lost";
  const verdicts = [
    grade(mean(recent.map(({ down }) => down.loss)), lossLimits),
    grade(mean(recent.map(({ up }) => up.loss)), lossLimits),
    grade(mean(recent.map(({ rttMs }) => rttMs)), rttLimits),
    grade(mean(recent.map(({ jitterMs }) => jitterMs)), jitterLimits),
    grade(stutter(recent), stutterLimits),
  ];
  return verdicts.includes("poor") ? "poor" : verdicts.includes("fair") ? "fair" : "good";
}

/** True where something came, false where it was due for some seconds and did not, else null. */
export function judgeFlow(samples: readonly LinkSample[]): boolean | null {
  const recent = recentOf(samples);
  if ((recent.at(-1)?.down.bitsPerS ?? 0) > 0) return true;
  return isSilent(recent) ? false : null;
}

/** Of a connection that stood. */
function recentOf(samples: readonly LinkSample[]): readonly LinkSample[] {
  return samples.slice(-windowLength).filter((sample) => sample.path !== "none");
}

/** Something was due all the time, and nothing came. */
function isSilent(samples: readonly LinkSample[]): boolean {
  return samples.length === windowLength &&
    samples.every(({ expects, down }) => (expects.sound || expects.fps > 0) && down.bitsPerS === 0);
}

/** Null where no picture is due, or not for long enough: the first frames take a moment. */
function stutter(samples: readonly LinkSample[]): number | null {
  if (samples.length < windowLength || samples.some(({ expects }) => expects.fps === 0)) {
    return null;
  }
  return mean(
    samples.map(({ expects, down }) => 1 - Math.min(1, (down.camera?.fps ?? 0) / expects.fps)),
  );
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function grade(value: number | null, limits: Limits): Quality {
  if (value === null || value < limits.fair) return "good";
  return value < limits.poor ? "fair" : "poor";
}
