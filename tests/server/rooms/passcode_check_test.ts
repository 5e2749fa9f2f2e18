import assert from "node:assert/strict";
import { createLocalLimits } from "../../../lib/server/limits.ts";
import { createPasscodeCheck } from "../../../lib/server/rooms/passcode_check.ts";
import type { PasscodeHash } from "../../../lib/shared/room/mod.ts";
import { createManualClock } from "../../fakes/manual_clock.ts";
import { meetingOf } from "../../fakes/rooms.ts";

const passcode: PasscodeHash = {
  algorithm: "PBKDF2-SHA-256",
  iterations: 1,
  salt: "",
  hash: "right",
};
const meeting = meetingOf({ passcode });

function makeCheck({ waiting = 0 } = {}) {
  const clock = createManualClock();
  const verify = (typed: string, { hash }: PasscodeHash) => Promise.resolve(typed === hash);
  const passcodes = { waiting, verify, hash: () => Promise.resolve(passcode) };
  const check = createPasscodeCheck({ passcodes, limits: createLocalLimits(clock) });
  const ask = async (typed: string, address: string, isOrganizer = false) =>
    (await check(meeting, { passcode: typed, address, isOrganizer }))?.error ?? "in";
  return { clock, ask };
}

Deno.test("[S6] wrong passcodes from many addresses keep guests out for a while, and never the organizer", async () => {
  const { ask } = makeCheck();
  for (let count = 0; count < 30; count++) {
    assert.equal(await ask("wrong", `192.0.2.${count}`), "PASSCODE_WRONG");
  }
  assert.equal(await ask("right", "192.0.2.99"), "RATE_LIMITED");
  assert.equal(await ask("right", "192.0.2.99", true), "in");
  assert.equal(await ask("wrong", "192.0.2.99", true), "PASSCODE_WRONG", "who has to know it too");
});

Deno.test("[S6] right passcodes cost a hash as well: of one address so many", async () => {
  const { ask, clock } = makeCheck();
  const answers = [];
  for (let count = 0; count < 62; count++) answers.push(await ask("right", "192.0.2.1"));
  assert.deepEqual(answers, [...Array(60).fill("in"), "RATE_LIMITED", "RATE_LIMITED"]);
  assert.equal(await ask("right", "192.0.2.2"), "in");
  clock.advance(1_000);
  assert.equal(await ask("right", "192.0.2.1"), "in");
});

Deno.test("[S6] nobody is put behind a hundred others", async () => {
  assert.equal(await makeCheck({ waiting: 100 }).ask("right", "192.0.2.1"), "RATE_LIMITED");
  assert.equal(await makeCheck({ waiting: 99 }).ask("right", "192.0.2.1"), "in");
});
