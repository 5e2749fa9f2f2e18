import assert from "node:assert/strict";
import { createMemoryWatch } from "../../lib/server/memory.ts";
import { createManualClock } from "../fakes/manual_clock.ts";

Deno.test("[S7] memory is tight from 85 % on and full from 95 % on, read once a second at most", () => {
  const clock = createManualClock();
  let bytes = 0;
  let reads = 0;
  const read = () => {
    reads++;
    return bytes;
  };
  const memory = createMemoryWatch({ limitBytes: 1_000, clock, read });
  const stateAt = (now: number) => {
    bytes = now;
    clock.advance(1_000);
    return memory();
  };
  assert.deepEqual([849, 850, 949, 950, 100].map(stateAt), ["ok", "tight", "tight", "full", "ok"]);
  bytes = 999;
  assert.equal(memory(), "ok");
  assert.equal(reads, 5);
});
