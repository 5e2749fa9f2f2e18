// What a line of the log has, and which lines there are.

import assert from "node:assert/strict";
import { createLog, type LogLevel } from "../../lib/server/log.ts";

function collect(level: LogLevel) {
  const lines: string[] = [];
  const log = createLog({ level, node: "node-7" }, (line) => lines.push(line));
  log({ event: "stop", reason: "SIGTERM" });
  log({ event: "store_failed", operation: "commit", error: "Error" });
  return lines.map((line) => JSON.parse(line));
}

Deno.test("[F18] each line is JSON with its time, its level and the server's name", () => {
  const [stop, failure] = collect("info");
  assert.deepEqual([stop.event, stop.level, stop.node], ["stop", "info", "node-7"]);
  assert.deepEqual([failure.level, failure.operation], ["error", "commit"]);
  assert.ok(Math.abs(Date.parse(stop.time) - Date.now()) < 60_000);
});

Deno.test("[F18] at the level of errors there is nothing else", () => {
  assert.deepEqual(collect("error").map(({ event }) => event), ["store_failed"]);
});
