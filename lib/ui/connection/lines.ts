// Which lines stand in which chart, and how their numbers are written.

import type { LinkSample, PictureStats } from "../../browser/call_api.ts";
import type { ConnectionText } from "../text/en/connection.ts";

export type Unit = "bits" | "ms" | "share" | "fps";

export interface LineSpec {
  readonly name: keyof ConnectionText["lines"];
  read(sample: LinkSample): number | null;
}

export interface ChartSpec {
  readonly title: keyof ConnectionText["charts"];
  readonly unit: Unit;
  /** The scale shows this much at least, so that nothing looks like a storm that is none. */
  readonly floor: number;
  readonly lines: readonly LineSpec[];
}

/** Nothing was measured while there was no connection. */
const linked = (read: (sample: LinkSample) => number | null) => (sample: LinkSample) =>
  sample.path === "none" ? null : read(sample);

export const charts: readonly ChartSpec[] = [
  {
    title: "bitrate",
    unit: "bits",
    floor: 200_000,
    lines: [
      { name: "received", read: linked(({ down }) => down.bitsPerS) },
      { name: "sent", read: linked(({ up }) => up.bitsPerS) },
    ],
  },
  {
    title: "delay",
    unit: "ms",
    floor: 100,
    lines: [
      { name: "roundTrip", read: ({ rttMs }) => rttMs },
      { name: "jitter", read: ({ jitterMs }) => jitterMs },
    ],
  },
  {
    title: "loss",
    unit: "share",
    floor: 0.05,
    lines: [
      { name: "received", read: ({ down }) => down.loss },
      { name: "sent", read: ({ up }) => up.loss },
    ],
  },
  {
    title: "frames",
    unit: "fps",
    floor: 20,
    lines: [
      // A picture that stands still is 0; where none is due there is none.
      {
        name: "received",
        read: linked(({ down, expects }) => down.camera?.fps ?? (expects.fps > 0 ? 0 : null)),
      },
      { name: "sent", read: linked(({ up }) => up.camera?.fps ?? null) },
    ],
  },
];

/** Writes a number with its unit. */
export function formatValue(value: number | null, unit: Unit, text: ConnectionText): string {
  if (value === null) return text.none;
  const { units } = text;
  switch (unit) {
    case "bits":
      return value < 1_000_000
        ? units.bits(write(value / 1_000, 0))
        : units.megabits(write(value / 1_000_000, 1));
    case "ms":
      return units.ms(write(value, 0));
    case "share":
      return units.percent(write(value * 100, value < 0.1 ? 1 : 0));
    case "fps":
      return units.fps(write(value, 0));
    default:
      return unit satisfies never;
  }
}

/** Writes what a picture is like, or that there is none. */
export function formatPicture(picture: PictureStats | null, text: ConnectionText): string {
  if (!picture) return text.facts.nothing;
  const { width, height, fps, codec } = picture;
  return text.picture(`${width} × ${height}`, write(fps, 0), codec || text.none);
}

/** Writes what sound comes in as and goes out as, once where that is the same. */
export function formatVoice(
  [received, sent]: readonly [string | null, string | null],
  text: ConnectionText,
): string {
  const { nothing } = text.facts;
  if (received === sent) return received ?? nothing;
  return text.voice(received ?? nothing, sent ?? nothing);
}

/** Writes how the path runs, and over what. */
export function formatPath({ path, protocol }: LinkSample, text: ConnectionText): string {
  const words = text.path[path];
  return path === "none" || !protocol ? words : text.over(words, protocol.toUpperCase());
}

function write(value: number, digits: number): string {
  return value.toLocaleString(undefined, { maximumFractionDigits: digits });
}
