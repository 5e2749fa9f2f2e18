// Medians and spreads of a few runs, as numbers and as the text of a table's cell.

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** Three significant digits, thousands with commas. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return Number(value.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: 6 });
}

/** The median and, in brackets, the smallest and the largest. */
export function summary(values: readonly number[]): string {
  if (values.length === 0) return "–";
  const spread = [Math.min(...values), Math.max(...values)].map(digits).join("–");
  return values.length > 1 ? `${digits(median(values))} (${spread})` : digits(median(values));
}
