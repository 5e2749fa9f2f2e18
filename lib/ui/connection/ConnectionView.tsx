// How the connection to one participant runs: a sentence, the last two minutes as charts and as a
// table, and what is sent and received right now. Loaded when somebody opens it.

import type { LinkSample, RemoteParticipant } from "../../browser/call_api.ts";
import { QualityBars } from "../base/QualityMark.tsx";
import { Chart } from "./Chart.tsx";
import { digest } from "./chart.ts";
import { charts, formatPath, formatPicture, formatValue, formatVoice } from "./lines.ts";
import { useConnectionText } from "./words.ts";

export interface ConnectionViewProps {
  participant: RemoteParticipant;
  /** They left the call while somebody looked. */
  isGone: boolean;
}

export function ConnectionView({ participant, isGone }: ConnectionViewProps) {
  const text = useConnectionText();
  const quality = participant.quality.value;
  const samples = participant.samples.value;
  const last = samples.at(-1);
  return (
    <>
      <p class="connection-verdict" role="status" data-quality={quality}>
        {!isGone && <QualityBars quality={quality} />}
        <span>{isGone ? text.verdict.gone : text.verdict[quality ?? "unknown"]}</span>
      </p>
      {last && (
        <>
          <div class="charts">
            {charts.map(({ title, unit, floor, lines }) => (
              <Chart
                key={title}
                title={text.charts[title]}
                unit={unit}
                floor={floor}
                now={last.at}
                lines={lines.map(({ name, read }) => ({
                  label: text.lines[name],
                  points: samples.map((sample) => ({ at: sample.at, value: read(sample) })),
                }))}
              />
            ))}
            <p class="chart-times quiet" aria-hidden="true">
              <span>{text.twoMinutesAgo}</span>
              <span>{text.now}</span>
            </p>
          </div>
          <Facts sample={last} />
          <details class="connection-table">
            <summary>{text.table}</summary>
            <Table samples={samples} />
          </details>
        </>
      )}
    </>
  );
}

function Facts({ sample }: { sample: LinkSample }) {
  const text = useConnectionText();
  const { facts } = text;
  const { down, up } = sample;
  const rows = [
    [facts.path, formatPath(sample, text)],
    [facts.cameraReceived, formatPicture(down.camera, text)],
    [facts.cameraSent, formatPicture(up.camera, text)],
    ...(down.screen ? [[facts.screenReceived, formatPicture(down.screen, text)]] : []),
    ...(up.screen ? [[facts.screenSent, formatPicture(up.screen, text)]] : []),
    [facts.voice, formatVoice([down.voice, up.voice], text)],
  ];
  return (
    <section>
      <h3>{facts.title}</h3>
      <dl class="connection-facts">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Table({ samples }: { samples: readonly LinkSample[] }) {
  const text = useConnectionText();
  const { what, now, average, highest } = text.columns;
  return (
    <table>
      <caption class="unseen">{text.caption}</caption>
      <thead>
        <tr>
          {[what, now, average, highest].map((name) => <th key={name} scope="col">{name}</th>)}
        </tr>
      </thead>
      {charts.map(({ title, unit, lines }) => (
        <tbody key={title}>
          <tr>
            <th colSpan={4} scope="rowgroup">{text.charts[title]}</th>
          </tr>
          {lines.map(({ name, read }) => {
            const points = samples.map((sample) => ({ at: sample.at, value: read(sample) }));
            const numbers = digest(points);
            return (
              <tr key={name}>
                <th scope="row">{text.lines[name]}</th>
                <td>{formatValue(numbers.now, unit, text)}</td>
                <td>{formatValue(numbers.average, unit, text)}</td>
                <td>{formatValue(numbers.highest, unit, text)}</td>
              </tr>
            );
          })}
        </tbody>
      ))}
    </table>
  );
}
