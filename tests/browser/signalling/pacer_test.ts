// Messages go out no faster than the server takes them.

import assert from "node:assert/strict";
import { createPacer } from "../../../lib/browser/signalling/pacer.ts";
import { createManualClock } from "../../fakes/browser/clock.ts";

Deno.test("[S7] the pacer lets a burst out at once and the rest at its rate, in order", async () => {
  const clock = createManualClock();
  const pacer = createPacer(clock, { burst: 3, perSecond: 10 });
  const out: number[] = [];
  for (let n = 0; n < 6; n++) pacer.run(() => out.push(n));
  assert.deepEqual(out, [0, 1, 2]);
  await clock.advance(99);
  assert.deepEqual(out, [0, 1, 2]);
  await clock.advance(201);
  assert.deepEqual(out, [0, 1, 2, 3, 4, 5]);
  for (let n = 6; n < 9; n++) pacer.run(() => out.push(n));
  pacer.close();
  await clock.advance(1_000);
  assert.ok(!out.includes(8), "nothing comes out of a closed pacer");
  assert.equal(clock.pending(), 0);
});
