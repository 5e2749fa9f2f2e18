// The words of a run of the call bench, and the tables it writes.

import assert from "node:assert/strict";
import type { Run } from "../../bench/call/measure.ts";
import { readPlan } from "../../bench/call/plan.ts";
import { callSection, firstSection, heading, writePart } from "../../bench/call/report.ts";

const around = { date: "2026-11-30 12:00 UTC", machine: "2 cores" };

function whole(cpu: number, { others = 0 } = {}): Run {
  return {
    reached: { connected: 2, shown: 2, all: 2, connectedAfter: cpu / 2, shownAfter: cpu },
    steady: {
      cpu,
      processes: new Map([["pages", cpu - 1], ["GPU process", 1]]),
      threads: new Map([["pages: encoder and decoder pool", cpu - 1], [
        "pages: main thread",
        0.01,
      ]]),
      traffic: { frames: [20, 10], heights: [720], kbits: [500], concealed: 0.02 },
    },
    trouble: null,
    others,
  };
}

const broken: Run = {
  reached: { connected: 3, shown: 1, all: 72, connectedAfter: null, shownAfter: null },
  steady: null,
  trouble: null,
  others: 0,
};

/** The cells of the row that opens with this. */
function cellsOf(section: string, what: string): string[] {
  const line = section.split("\n").find((one) => one.startsWith(`| ${what} |`)) ?? "";
  return line.split("|").slice(2, -1).map((cell) => cell.trim());
}

Deno.test("a row has the median of the rounds and their spread, the bare page first", () => {
  const rounds = [4, 9, 5].map((cpu) => ({ bare: whole(cpu), conflux: whole(2 * cpu) }));
  const section = callSection(2, rounds, around);
  assert.deepEqual(cellsOf(section, "CPU, s"), ["5 (4–9)", "10 (8–18)"]);
  assert.deepEqual(cellsOf(section, "Until all were connected, s"), ["2.5 (2–4.5)", "5 (4–9)"]);
  assert.deepEqual(cellsOf(section, "All were connected, in rounds"), ["3 of 3", "3 of 3"]);
  assert.deepEqual(cellsOf(section, "Frames/s received"), ["15 (10–20)", "15 (10–20)"]);
  assert.deepEqual(cellsOf(section, "Sound made up, %")[0], "2 (2–2)");
  assert.deepEqual(cellsOf(section, "pages"), ["4 (3–8)", "9 (7–17)"]);
  assert.deepEqual(cellsOf(section, "pages: encoder and decoder pool"), ["4 (3–8)", "9 (7–17)"]);
  assert.deepEqual(cellsOf(section, "the rest"), ["0.01 (0.01–0.01)", "0.01 (0.01–0.01)"]);
  assert.ok(section.includes("2026-11-30 12:00 UTC, 3 rounds. 2 cores."));
});

Deno.test("a call that was never whole says how far it came, and has no other figure", () => {
  const section = callSection(9, [{ bare: broken, conflux: broken }], around);
  const far = "0 of 1 (3 of 72 links)";
  assert.deepEqual(cellsOf(section, "All were connected, in rounds"), [far, far]);
  for (const what of ["CPU, s", "Until all were connected, s", "Frames/s received"]) {
    assert.deepEqual(cellsOf(section, what), ["–", "–"], what);
  }
  assert.ok(!section.includes("NaN"));
  const silent = { ...broken, trouble: "the browser did not answer" };
  assert.deepEqual(
    cellsOf(
      callSection(9, [{ bare: broken, conflux: silent }], around),
      "All were connected, in rounds",
    ),
    [far, "0 of 1 (3 of 72 links, the browser did not answer)"],
  );
  const mixed = callSection(9, [
    { bare: whole(4), conflux: broken },
    { bare: broken, conflux: broken },
  ], around);
  assert.deepEqual(cellsOf(mixed, "All were connected, in rounds")[0], "1 of 2 (3 of 72 links)");
  assert.deepEqual(cellsOf(mixed, "CPU, s"), ["4", "–"]);
});

Deno.test("it is said when others used the machine", () => {
  const section = (others: number) =>
    callSection(2, [{ bare: whole(4), conflux: whole(4, { others }) }], around);
  assert.ok(section(7.5).includes("Others used the machine too, up to 7.5 CPU s"));
  assert.ok(!section(0.5).includes("Others used"));
});

Deno.test("a first picture that did not come is counted", () => {
  const others = 0;
  const section = firstSection([
    {
      bare: { fromClick: 200, fromNavigation: 300, others },
      conflux: { fromClick: 400, fromNavigation: 600, others },
    },
    {
      bare: { fromClick: 220, fromNavigation: 300, others },
      conflux: { fromClick: null, fromNavigation: 600, others },
    },
  ], around);
  assert.deepEqual(cellsOf(section, "from the click"), ["210 (200–220)", "400, in 1 of 2"]);
});

Deno.test("a section takes the place of its own, and the others stay in their order", () => {
  const two = callSection(2, [{ bare: whole(4), conflux: whole(4) }], around);
  const four = callSection(4, [{ bare: whole(8), conflux: whole(8) }], around);
  const old = writePart("", [four]);
  assert.ok(old.startsWith(`${heading}\n`));
  const both = writePart(old, [two]);
  assert.ok(both.endsWith(`${two}\n\n${four}`));
  const newer = callSection(4, [{ bare: whole(6), conflux: whole(6) }], around);
  assert.ok(writePart(both, [newer]).endsWith(`${two}\n\n${newer}`));
});

Deno.test("the words after `call`: nothing is everything, sizes are only these", () => {
  assert.deepEqual(readPlan([]), {
    sizes: [2, 4, 6, 9],
    rounds: 3,
    hasFirst: true,
    firstRounds: 5,
  });
  assert.deepEqual(readPlan(["2", "4"]), {
    sizes: [2, 4],
    rounds: 3,
    hasFirst: false,
    firstRounds: 5,
  });
  assert.deepEqual(readPlan(["first", "rounds=1"]), {
    sizes: [],
    rounds: 1,
    hasFirst: true,
    firstRounds: 1,
  });
  for (const word of ["3", "rounds=0", "quick", ""]) assert.throws(() => readPlan([word]), word);
});
