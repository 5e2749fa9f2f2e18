// The report to send to somebody who can help: the browser's family and version, verdicts, reasons and
// numbers, in stable words that do not depend on the language. Pure. Takes nothing that could name a
// person or a place, so it cannot tell of one.

import { type Check, type MeasureName, measureNames } from "./finding.ts";

const units: Record<MeasureName, (value: number) => string> = {
  devices: (value) => `${value} found`,
  peakDb: (value) => `peak ${value} dB`,
  answerMs: (value) => `answer ${value} ms`,
  roundTripMs: (value) => `round trip ${value} ms`,
  connectMs: (value) => `connected in ${value} ms`,
  mbitPerS: (value) => `${value} Mbit/s`,
  lossPercent: (value) => `loss ${value} %`,
  errorCode: (value) => `code ${value}`,
  direct: (value) => `direct ${value}`,
  relayed: (value) => `relayed ${value}`,
  unconnected: (value) => `unconnected ${value}`,
};

/** The numbers of a check in a fixed order, as "connected in 45 ms, 8.1 Mbit/s". */
export function formatMeasures(measures: Check["measures"]): string {
  return measureNames.flatMap((name) => {
    const value = measures?.[name];
    return value === undefined ? [] : [units[name](value)];
  }).join(", ");
}

/** The whole report as plain text, one line for each check. */
export function formatReport(browser: string, checks: readonly Check[]): string {
  const lines = checks.map(({ id, verdict, reason, measures }) => {
    const numbers = formatMeasures(measures);
    return `${id.padEnd(11)} ${verdict.padEnd(15)} ${reason}${numbers && ` (${numbers})`}`;
  });
  return ["ConFlux doctor report", `browser     ${browser}`, ...lines, ""].join("\n");
}
