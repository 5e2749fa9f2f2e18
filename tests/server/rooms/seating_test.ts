import assert from "node:assert/strict";
import { createSeating } from "../../../lib/server/rooms/seating.ts";
import { joinOf, meetingOf, roomAfter } from "../../fakes/rooms.ts";

/** A seating with one guest who waits for the start; its timers are rung by hand. */
function waitFor(startTime: number) {
  let now = 0;
  let timer: { ms: number; ring: () => void } | null = null;
  let starts = 0;
  const seats = createSeating({
    clock: {
      now: () => now,
      after(ms, ring) {
        timer = { ms, ring };
        return () => timer = null;
      },
    },
    graceOver() {},
    start: () => starts++,
  });
  const room = roomAfter(
    [{ ...joinOf(1), now: 0 } as ReturnType<typeof joinOf>],
    meetingOf({ startTime }),
  );
  const [guest] = room.waiting;
  assert.ok(guest?.until === "start");
  const member = {} as Parameters<typeof seats.bind>[1]["member"];
  seats.bind(guest.user.muid, { member, resumeToken: "", resumeHash: guest.hold.resumeHash });
  seats.follow(room, "node-a");
  return {
    seats,
    ms: () => timer?.ms ?? null,
    starts: () => starts,
    ring(at: number) {
      now = at;
      const due = timer;
      timer = null;
      due?.ring();
    },
  };
}

Deno.test("[P14] the start is not missed by a timer that is early, nor by one that is too long for a timer", () => {
  const days = 40 * 24 * 3_600_000;
  const { ms, ring, starts } = waitFor(days);
  for (let now = 0; now < days; now += ms() ?? days) {
    assert.ok((ms() ?? Infinity) < 2 ** 31);
    ring(now);
    assert.equal(starts(), 0);
  }
  ring(days - 1);
  assert.deepEqual([starts(), ms()], [0, 1], "a millisecond early");
  ring(days);
  assert.deepEqual([starts(), ms()], [1, null]);
});

Deno.test("[P14] nobody's start is waited for when nobody is left who waits for it", () => {
  const { seats, ms } = waitFor(60_000);
  assert.equal(ms(), 60_000);
  seats.follow(roomAfter([], meetingOf({ startTime: 60_000 })), "node-a");
  assert.equal(ms(), null);
});
