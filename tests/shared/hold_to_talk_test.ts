// Holding a key to talk: every order in which keys and other hands reach the microphone.

import assert from "node:assert/strict";
import fc from "fast-check";
import { type Hold, type HoldEvent, reduceHold } from "../../lib/shared/hold_to_talk.ts";

const press = (isMicOn = false): HoldEvent => ({ kind: "press", isMicOn });
const release: HoldEvent = { kind: "release" };
const off: HoldEvent = { kind: "switched-off" };

function acts(...events: HoldEvent[]): string {
  let hold: Hold = "up";
  return events.map((event) => {
    const [next, act] = reduceHold(hold, event);
    hold = next;
    return act ?? "-";
  }).join(" ");
}

const table: [string, string, ...HoldEvent[]][] = [
  ["on while it is held", "mic-on mic-off", press(), release],
  ["a repeating key changes nothing", "mic-on - - mic-off", press(), press(true), press(), release],
  ["a microphone that is on stays on", "- -", press(true), release],
  ["a host's mute holds for the rest of the hold", "mic-on - - -", press(), off, press(), release],
  ["the next press talks again", "mic-on - - mic-on", press(), off, release, press()],
  ["muted by oneself during the hold", "- - -", press(true), off, release],
  ["letting go twice, as by key and by window", "mic-on mic-off -", press(), release, release],
  ["letting go of nothing", "-", release],
];

for (const [name, expected, ...events] of table) {
  Deno.test(`[F12] hold to talk: ${name}`, () => assert.equal(acts(...events), expected));
}

Deno.test("[F12] after a release a microphone that the hold turned on is off, whatever came before", () => {
  const anyEvent = fc.constantFrom<HoldEvent["kind"]>("press", "release", "switched-off");
  fc.assert(fc.property(fc.array(anyEvent), (kinds) => {
    let hold: Hold = "up";
    let isMicOn = false;
    for (const kind of [...kinds, "release" as const]) {
      if (kind === "switched-off") isMicOn = false;
      const [next, act] = reduceHold(hold, kind === "press" ? { kind, isMicOn } : { kind });
      hold = next;
      if (act) isMicOn = act === "mic-on";
    }
    assert.equal(isMicOn, false);
  }));
});
