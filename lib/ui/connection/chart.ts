// Where the lines of a chart run, and what its table says. Pure; knows no units and no words.

/** A value at a time in milliseconds; null where there is none, which leaves a gap. */
export interface Point {
  readonly at: number;
  readonly value: number | null;
}

/** What a chart covers, in milliseconds. */
export const spanMs = 120_000;

/** The least 1, 2, 3 or 5 times a power of ten that has room for all, and is `floor` at least. */
export function niceTop(values: readonly (number | null)[], floor: number): number {
  const most = values.reduce<number>((top, value) => Math.max(top, value ?? 0), floor);
  const power = 10 ** Math.floor(Math.log10(most));
  // Sums of tenths are not exact: 0.3 / 0.1 is a little more than 3.
  const step = [1, 2, 3, 5, 10].find((one) => one * power >= most * 0.999_999);
  return (step ?? 10) * power;
}

/** The `d` of an SVG path in a box `width` by `height`, with the newest point at its right edge. */
export function linePath(
  points: readonly Point[],
  { now, top, width, height }: { now: number; top: number; width: number; height: number },
): string {
  let isDrawing = false;
  return points.flatMap(({ at, value }) => {
    const x = width * (1 - (now - at) / spanMs);
    if (value === null || x < 0) {
      isDrawing = false;
      return [];
    }
    const y = height * (1 - Math.min(value, top) / top);
    const step = `${isDrawing ? "L" : "M"}${round(x)} ${round(y)}`;
    // A point with gaps on both sides would be no line at all.
    const part = isDrawing ? step : `${step}h0.01`;
    isDrawing = true;
    return [part];
  }).join("");
}

/** The last value, the mean and the highest of a line; null where it has none. */
export function digest(points: readonly Point[]) {
  const known = points.flatMap(({ value }) => value ?? []);
  const sum = known.reduce((total, value) => total + value, 0);
  return {
    now: points.at(-1)?.value ?? null,
    average: known.length === 0 ? null : sum / known.length,
    highest: known.length === 0 ? null : Math.max(...known),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
