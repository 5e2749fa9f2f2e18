// Our devices and what the server says of them: echo, host, and nobody's doing.

import assert from "node:assert/strict";
import { createOwnState, type OwnState } from "../../lib/browser/own_state.ts";
import { settle } from "../fakes/fake_peer_clock.ts";

function setUp() {
  const real: OwnState = { mic: true, camera: true };
  const sent: Partial<OwnState>[] = [];
  const answers: ((isTold: boolean) => void)[] = [];
  const off: string[] = [];
  const sync = createOwnState({
    read: () => ({ ...real }),
    send(diff) {
      sent.push(diff);
      return new Promise((resolve) => answers.push(resolve));
    },
    onSwitchedOff: (device) => {
      off.push(device);
      real[device] = false;
    },
  });
  const answer = async (isTold = true) => {
    answers.shift()?.(isTold);
    await settle();
  };
  return { real, sent, off, sync, answer };
}

Deno.test("[P11] one update at a time, none that says nothing new", async () => {
  const { real, sent, off, sync, answer } = setUp();
  real.mic = false;
  sync.reconcile();
  assert.deepEqual(sent, [], "nothing before we are in");
  sync.handleJoined({ mic: true, camera: true });
  sync.reconcile();
  assert.deepEqual(sent, [{ mic: false }]);
  real.mic = true;
  real.camera = false;
  sync.reconcile();
  assert.equal(sent.length, 1);
  await answer();
  assert.deepEqual(sent.slice(1), [{ mic: true, camera: false }]);
  // The reply may come before the echo.
  sync.handleServer({ mic: false, camera: true });
  await answer();
  sync.handleServer({ mic: true, camera: false });
  await settle();
  assert.deepEqual([sent.length, off], [2, []]);
});

Deno.test("[F9] what the server switched off and we did not ask for is a host's doing", () => {
  const { real, sent, off, sync } = setUp();
  sync.handleJoined({ mic: true, camera: true });
  sync.handleServer({ mic: false, camera: true });
  sync.handleServer({ mic: false, camera: true });
  assert.deepEqual([off, real.mic, sent], [["mic"], false, []]);
});

Deno.test("[R5] seated anew with what we said then, what changed since is told, and nobody muted us", async () => {
  const { sent, off, sync, answer } = setUp();
  sync.handleJoined({ mic: true, camera: true });
  sync.pause();
  sync.reconcile();
  // Off when we asked for the seat, on again by the time we had it.
  sync.handleJoined({ mic: false, camera: true });
  assert.deepEqual([off, sent], [[], [{ mic: true }]]);
  await answer();
  assert.equal(sent.length, 1);
});

Deno.test("a refused update is not repeated until something changes", async () => {
  const { real, sent, sync, answer } = setUp();
  sync.handleJoined({ mic: true, camera: true });
  real.mic = false;
  sync.reconcile();
  await answer(false);
  assert.equal(sent.length, 1);
  sync.reconcile();
  assert.equal(sent.length, 2);
  real.camera = false;
  await answer(false);
  assert.deepEqual(sent.at(-1), { mic: false, camera: false });
  await answer();
  assert.equal(sent.length, 3);
});
