// Who speaks, and who is shown big.

import assert from "node:assert/strict";
import {
  nobodySpeaks,
  reduceSpeakers,
  type Speakers,
} from "../../../lib/browser/people/speaker.ts";

function hear(levels: Record<string, number>[], from = nobodySpeaks): Speakers {
  let now = 0;
  return levels.reduce((state: Speakers, level) => {
    now += 100;
    return reduceSpeakers(state, new Map(Object.entries(level)), { now, self: "me" });
  }, from);
}
const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

Deno.test("speaker: marked while speaking, over pauses between words, and not after", () => {
  const talk = hear(times(5, { ana: 0.2, ben: 0.001 }));
  assert.deepEqual([...talk.speaking], ["ana"]);
  const pause = hear([...times(5, { ana: 0.2 }), ...times(6, { ana: 0 })]);
  assert.deepEqual([...pause.speaking], ["ana"]);
  const over = hear([...times(5, { ana: 0.2 }), ...times(15, { ana: 0 })]);
  assert.deepEqual([...over.speaking], []);
  assert.equal(over.active, "ana", "who spoke last stays big");
});

Deno.test("speaker: a cough takes nothing from who speaks, talking over for long does", () => {
  const ana = times(10, { ana: 0.1, ben: 0 });
  assert.equal(hear([...ana, ...times(3, { ana: 0.1, ben: 0.5 })]).active, "ana");
  assert.equal(hear([...ana, ...times(20, { ana: 0.1, ben: 0.5 })]).active, "ben");
  const even = [0.1, 0.12, 0.09, 0.11].flatMap((ben) => times(10, { ana: 0.1, ben }));
  assert.equal(hear([...ana, ...even]).active, "ana", "does not flap between equals");
});

Deno.test("speaker: we may be marked, but never made big; who left is not big any more", () => {
  const alone = hear(times(10, { me: 0.5, ana: 0 }));
  assert.deepEqual([[...alone.speaking], alone.active], [["me"], null]);
  assert.equal(hear([...times(10, { ana: 0.2, ben: 0 }), { ben: 0 }]).active, null);
  const quiet = hear(times(10, { ana: 0.2 }));
  assert.equal(hear([{ ana: 0.2 }], quiet).speaking, quiet.speaking, "same set, nothing redrawn");
});

Deno.test("speaker: who was marked falls silent also where the clock is set back", () => {
  const talk = hear(times(50, { ana: 0.2 }));
  assert.deepEqual([...hear(times(15, { ana: 0 }), talk).speaking], []);
});
