// One chart of the last two minutes with its legend: SVG, so that it takes its colours and its size
// from the style sheet. Those who do not see it have the table.

import { formatValue, type Unit } from "./lines.ts";
import { linePath, niceTop, type Point } from "./chart.ts";
import { useConnectionText } from "./words.ts";

export interface ChartLine {
  readonly label: string;
  readonly points: readonly Point[];
}

interface ChartProps {
  title: string;
  unit: Unit;
  floor: number;
  now: number;
  lines: readonly ChartLine[];
}

const box = { width: 300, height: 64 };

export function Chart({ title, unit, floor, now, lines }: ChartProps) {
  const text = useConnectionText();
  const values = lines.flatMap(({ points }) => points.map(({ value }) => value));
  const top = niceTop(values, floor);
  return (
    <figure class="chart">
      <figcaption>
        <strong>{title}</strong>
        <span class="chart-top" aria-hidden="true">{formatValue(top, unit, text)}</span>
        {lines.map(({ label, points }, index) => (
          <span key={label} class="chart-key" data-line={index}>
            <svg width="18" height="8" aria-hidden="true">
              <path class="chart-line" d="M1 4h16" />
            </svg>
            {label}
            <span class="chart-value">{formatValue(points.at(-1)?.value ?? null, unit, text)}</span>
          </span>
        ))}
      </figcaption>
      <div class="chart-field" aria-hidden="true">
        <svg viewBox={`0 0 ${box.width} ${box.height}`} preserveAspectRatio="none">
          <path class="chart-grid" d={`M0 0H${box.width}M0 ${box.height / 2}H${box.width}`} />
          <path class="chart-base" d={`M0 ${box.height}H${box.width}`} />
          {lines.map(({ label, points }, index) => (
            <path
              key={label}
              class="chart-line"
              data-line={index}
              d={linePath(points, { now, top, ...box })}
            />
          ))}
        </svg>
      </div>
    </figure>
  );
}
