// Our devices and what the server says of them: echo, host, and nobody's doing.

import assert from "node:assert/strict";
import { createOwnState, type RealState, type Told } from "../../../lib/browser/self/state.ts";
import type { ErrorId } from "../../../lib/shared/errors.ts";
import type { UserState } from "../../../lib/shared/protocol/mod.ts";
import { createManualClock, settle } from "../../fakes/browser/clock.ts";

function setUp(known?: UserState) {
  const real: { -readonly [Device in keyof RealState]: boolean | null } = {
    mic: true,
    camera: true,
    screen: false,
  };
  const sent: Partial<UserState>[] = [];
  const answers: ((told: Told) => void)[] = [];
  const screen: (ErrorId | null)[] = [];
  const off: string[] = [];
  const clock = createManualClock();
  const sync = createOwnState({
    clock,
    read: () => ({ ...real }),
    known,
    send(diff) {
      sent.push(diff);
      return new Promise((resolve) => answers.push(resolve));
    },
    onSwitchedOff: (device) => {
      off.push(device);
      real[device] = false;
    },
    onScreenAnswer: (refusal) => {
      screen.push(refusal);
      if (refusal) real.screen = false;
    },
  });
  const answer = async (refusal?: ErrorId) => {
    answers.shift()?.(
      refusal ? { ok: false, error: refusal, isLost: refusal === "UNAVAILABLE" } : { ok: true },
    );
    await settle();
  };
  return { real, sent, off, screen, sync, answer, clock };
}

Deno.test("[P11] one update at a time, none that says nothing new", async () => {
  const { real, sent, off, sync, answer } = setUp();
  real.mic = false;
  sync.reconcile();
  assert.deepEqual(sent, [], "nothing before we are in");
  sync.handleJoined({ mic: true, camera: true, screen: false });
  sync.reconcile();
  assert.deepEqual(sent, [{ mic: false }]);
  real.mic = true;
  real.camera = false;
  sync.reconcile();
  assert.equal(sent.length, 1);
  await answer();
  assert.deepEqual(sent.slice(1), [{ mic: true, camera: false }]);
  // The reply may come before the echo.
  sync.handleServer({ mic: false, camera: true, screen: false });
  await answer();
  sync.handleServer({ mic: true, camera: false, screen: false });
  await settle();
  assert.deepEqual([sent.length, off], [2, []]);
});

Deno.test("[F9] what the server switched off and we did not ask for is a host's doing", () => {
  const { real, sent, off, sync } = setUp();
  sync.handleJoined({ mic: true, camera: true, screen: false });
  sync.handleServer({ mic: false, camera: true, screen: false });
  sync.handleServer({ mic: false, camera: true, screen: false });
  assert.deepEqual([off, real.mic, sent], [["mic"], false, []]);
});

Deno.test("[R5] seated anew with what we said then, what changed since is told, and nobody muted us", async () => {
  const { sent, off, sync, answer } = setUp();
  sync.handleJoined({ mic: true, camera: true, screen: false });
  sync.pause();
  sync.reconcile();
  // Off when we asked for the seat, on again by the time we had it.
  sync.handleJoined({ mic: false, camera: true, screen: false });
  assert.deepEqual([off, sent], [[], [{ mic: true }]]);
  await answer();
  assert.equal(sent.length, 1);
});

Deno.test("a refused update is not repeated until something changes", async () => {
  const { real, sent, sync, answer, clock } = setUp();
  sync.handleJoined({ mic: true, camera: true, screen: false });
  real.mic = false;
  sync.reconcile();
  await answer("BAD_REQUEST");
  await clock.advance(60_000);
  assert.equal(sent.length, 1);
  sync.reconcile();
  assert.equal(sent.length, 2);
  real.camera = false;
  await answer("BAD_REQUEST");
  assert.deepEqual(sent.at(-1), { mic: false, camera: false });
  await answer();
  assert.equal(sent.length, 3);
});

Deno.test("[R10] nothing is told of a device that is not settled, and a host's off still counts", async () => {
  const { real, sent, off, sync, answer } = setUp();
  real.mic = null;
  sync.handleJoined({ mic: true, camera: true, screen: false });
  assert.deepEqual(sent, []);
  real.mic = false;
  sync.reconcile();
  assert.deepEqual(sent, [{ mic: false }]);
  await answer();
  real.camera = null;
  sync.handleServer({ mic: false, camera: false, screen: false });
  assert.deepEqual(off, ["camera"]);
});

Deno.test("[R10] back in the seat: what is off by now and was on, a host switched off", async () => {
  const { real, sent, off, sync } = setUp({ mic: true, camera: false, screen: false });
  real.camera = true;
  sync.handleServer({ mic: false, camera: false, screen: false });
  assert.deepEqual(off, ["mic"]);
  assert.deepEqual(sent, [{ camera: true }], "what the person had on and nobody knew is told");
  await Promise.resolve();
});

Deno.test("[R10] back in the seat: a share that ended with the page is told to have ended", async () => {
  const { sent, off, screen, sync, answer } = setUp({ mic: true, camera: true, screen: false });
  sync.handleServer({ mic: true, camera: true, screen: true });
  assert.deepEqual(sent, [{ screen: false }]);
  await answer();
  sync.handleServer({ mic: true, camera: true, screen: false });
  assert.deepEqual([off, screen, sent.length], [[], [], 1]);
});

Deno.test("[P13] a screen is asked for alone, and its refusal keeps nothing else from the others", async () => {
  const { real, sent, off, screen, sync, answer } = setUp();
  sync.handleJoined({ mic: true, camera: true, screen: false });
  real.mic = false;
  real.screen = true;
  sync.reconcile();
  assert.deepEqual(sent, [{ mic: false }]);
  await answer();
  assert.deepEqual(sent.at(-1), { screen: true });
  await answer("SCREEN_BUSY");
  assert.deepEqual([screen, real.screen, sent.length], [["SCREEN_BUSY"], false, 2]);
  real.screen = true;
  sync.reconcile();
  await answer();
  assert.deepEqual([screen, sent.length], [["SCREEN_BUSY", null], 3]);
  sync.handleServer({ mic: false, camera: true, screen: true });
  assert.deepEqual(off, []);
});

Deno.test("[F9] a share that the server ended and we did not is a host's doing", async () => {
  const { real, sent, off, sync, answer } = setUp();
  real.screen = true;
  sync.handleJoined({ mic: true, camera: true, screen: false });
  await answer();
  sync.handleServer({ mic: true, camera: true, screen: true });
  sync.handleServer({ mic: true, camera: true, screen: false });
  assert.deepEqual([off, sent.length], [["screen"], 1]);
});

Deno.test("[R6] where no answer came about a screen it is asked again with the next seat", async () => {
  const { real, sent, screen, sync, answer } = setUp();
  sync.handleJoined({ mic: true, camera: true, screen: false });
  real.screen = true;
  sync.reconcile();
  sync.pause();
  await answer("UNAVAILABLE");
  assert.deepEqual([screen, sent.length], [[], 1]);
  sync.handleJoined({ mic: true, camera: true, screen: false });
  await answer();
  assert.deepEqual([screen, sent.length], [[null], 2]);
});

Deno.test("[R14] what the server could not take just then is told again after a while", async () => {
  for (const trouble of ["RATE_LIMITED", "INTERNAL", "UNAVAILABLE"] as const) {
    const { real, sent, off, sync, answer, clock } = setUp();
    sync.handleJoined({ mic: true, camera: true, screen: false });
    real.camera = false;
    sync.reconcile();
    await answer(trouble);
    await clock.advance(4_999);
    assert.equal(sent.length, 1, trouble);
    await clock.advance(1);
    assert.deepEqual(sent, [{ camera: false }, { camera: false }], trouble);
    await answer();
    await clock.advance(60_000);
    assert.deepEqual([sent.length, off, clock.pending()], [2, [], 0], trouble);
  }
});

Deno.test("what waits to be told again is forgotten at the end", async () => {
  const { real, sent, sync, answer, clock } = setUp();
  sync.handleJoined({ mic: true, camera: true, screen: false });
  real.camera = false;
  sync.reconcile();
  await answer("RATE_LIMITED");
  sync.close();
  assert.deepEqual([clock.pending(), sent.length], [0, 1]);
  real.mic = false;
  sync.reconcile();
  assert.equal(sent.length, 1, "nothing after the end");
});

Deno.test("[P13][R6] a share that began anew while the server was away has its agreement too", async () => {
  const { real, sent, screen, sync, answer } = setUp();
  sync.handleJoined({ mic: true, camera: true, screen: false });
  const share = (isOn: boolean) => {
    real.screen = isOn;
    sync.reconcile();
  };
  share(true);
  await answer();
  sync.pause();
  share(false);
  share(true);
  assert.deepEqual([screen, sent.length], [[null], 1]);
  sync.handleServer({ mic: true, camera: true, screen: true });
  assert.deepEqual([screen, sent.length], [[null, null], 1]);
  sync.handleServer({ mic: true, camera: true, screen: true });
  assert.equal(screen.length, 2, "said once for each");
});

Deno.test("[P13] a share that began anew while another update was under way has it too", async () => {
  const { real, sent, screen, sync, answer } = setUp();
  real.screen = true;
  sync.handleJoined({ mic: true, camera: true, screen: false });
  await answer();
  real.mic = false;
  sync.reconcile();
  real.screen = false;
  sync.reconcile();
  real.screen = true;
  sync.reconcile();
  await answer();
  assert.deepEqual([screen, sent], [[null, null], [{ screen: true }, { mic: false }]]);
});
