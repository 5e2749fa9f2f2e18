// How numbers are written in charts and table.

import assert from "node:assert/strict";
import { formatValue, type Unit } from "../../../lib/ui/connection/lines.ts";
import { connectionEn } from "../../../lib/ui/text/en/connection.ts";

Deno.test("[F13] numbers are written as people read them", () => {
  const table: [number | null, Unit, string][] = [
    [null, "ms", "–"],
    [64_400, "bits", "64 kbit/s"],
    [1_440_000, "bits", "1.4 Mbit/s"],
    [41.6, "ms", "42 ms"],
    [0.0042, "share", "0.4 %"],
    [0.25, "share", "25 %"],
    [29.6, "fps", "30"],
  ];
  for (const [value, unit, written] of table) {
    assert.equal(formatValue(value, unit, connectionEn), written);
  }
});
