// The camera with another background: what is shown when, and what happens where it fails (F11).

import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import type { DeviceState } from "../../../lib/browser/devices.ts";
import { createCameraEffect } from "../../../lib/browser/effects/camera.ts";
import type { Background } from "../../../lib/shared/backgrounds.ts";
import { createFakeEffects, createFakeTrack } from "../../fakes/browser/media.ts";
import { createManualClock, settle } from "../../fakes/browser/clock.ts";

const cameraOn = (): DeviceState => ({
  kind: "on",
  isSilenced: false,
  track: createFakeTrack("video", "cam-1"),
  deviceId: "cam-1",
});

function setUp(chosen: Background) {
  const raw = signal<DeviceState>({ kind: "off" });
  const background = signal(chosen);
  const own = signal("/own-1");
  const effects = createFakeEffects();
  const failures: unknown[] = [];
  const clock = createManualClock();
  const camera = createCameraEffect({
    clock,
    raw,
    background,
    pictureOf: (one) => one === "own" ? own.value : one === "hills" ? "/hills" : null,
    createVideoEffect: effects.create,
    onFailed(error) {
      failures.push(error);
      raw.value = { kind: "off" };
    },
  });
  const shown = () => camera.state.value.kind === "on" ? camera.state.value.track : null;
  const live = () => effects.runs.filter(({ track }) => track.readyState === "live").length;
  return { clock, raw, background, own, effects, failures, camera, shown, live };
}

Deno.test("[F11] without a background nothing is loaded, and the camera is itself", async () => {
  const { raw, effects, camera } = setUp("none");
  raw.value = cameraOn();
  await settle();
  assert.equal(camera.state.value, raw.value);
  assert.deepEqual([effects.open, camera.backgroundState.value], [0, "off"]);
});

Deno.test("[F11] a camera that starts with a background is not seen without it", async () => {
  const { raw, effects, camera, shown, live } = setUp("blur");
  const seen: DeviceState["kind"][] = [];
  camera.state.subscribe(({ kind }) => seen.push(kind));
  raw.value = cameraOn();
  await settle();
  assert.deepEqual(seen, ["off", "starting", "on"]);
  assert.equal(shown(), effects.runs[0]?.track.asTrack);
  assert.deepEqual([effects.shown, camera.backgroundState.value], [[null], "on"]);
  raw.value = { kind: "off" };
  assert.deepEqual([camera.state.value.kind, live()], ["off", 0]);
  // Another camera: the same effect goes on.
  raw.value = cameraOn();
  await settle();
  assert.deepEqual([effects.open, live(), effects.runs.length], [1, 1, 2]);
  camera.close();
  await settle();
  assert.deepEqual([effects.open, live()], [0, 0]);
});

Deno.test("[F11] backgrounds are exchanged while the camera runs, and taken away", async () => {
  const { raw, background, own, effects, camera, shown, live } = setUp("none");
  raw.value = cameraOn();
  background.value = "blur";
  assert.equal(camera.state.value.kind, "starting", "nothing is seen until it is ready");
  await settle();
  background.value = "hills";
  background.value = "own";
  await settle();
  own.value = "/own-2";
  await settle();
  assert.deepEqual(effects.shown, [null, "/hills", "/own-1", "/own-2"]);
  assert.equal(effects.runs.length, 1);
  background.value = "none";
  await settle();
  assert.equal(shown(), raw.value.kind === "on" && raw.value.track);
  assert.deepEqual([effects.open, live()], [0, 0]);
});

Deno.test("[F11] what was started for an older wish is stopped", async () => {
  const { raw, background, effects, camera, live } = setUp("blur");
  raw.value = cameraOn();
  raw.value = { kind: "off" };
  raw.value = cameraOn();
  background.value = "none";
  await settle();
  assert.equal(camera.state.value, raw.value);
  assert.deepEqual([effects.open, live()], [0, 0]);
});

Deno.test("[F11] an effect that fails, at once or later, switches the camera off", async () => {
  const { raw, background, effects, failures, camera, live } = setUp("blur");
  const tracks: unknown[] = [];
  camera.state.subscribe((state) => state.kind === "on" && tracks.push(state.track));
  const plain = () => raw.value.kind === "on" && tracks.includes(raw.value.track);
  const now = () => [camera.state.value.kind, camera.backgroundState.value, failures.length];
  effects.isBroken = true;
  raw.value = cameraOn();
  assert.equal(plain(), false);
  await settle();
  assert.deepEqual(now(), ["off", "failed", 1]);
  assert.deepEqual([tracks, effects.open], [[], 0], "the room was never seen");

  // The camera turned on again is another try.
  raw.value = cameraOn();
  assert.deepEqual(now(), ["starting", "starting", 1]);
  await settle();
  assert.deepEqual(now(), ["off", "failed", 2]);
  effects.isBroken = false;
  raw.value = cameraOn();
  await settle();
  assert.deepEqual(now(), ["on", "on", 2]);

  effects.fail(new Error("the graphics processor is gone"));
  assert.deepEqual(now(), ["starting", "starting", 2], "once it is tried again without a word");
  await settle();
  assert.deepEqual([...now(), effects.open, live()], ["on", "on", 2, 1, 1]);
  effects.fail(new Error("the graphics processor is gone"));
  await settle();
  assert.deepEqual([...now(), effects.open, live()], ["off", "failed", 3, 0, 0]);
  assert.equal(tracks.length, 2);
  // Another choice is no failure yet, and "none" shows the camera as it is.
  for (const next of ["hills", "blur"] as const) {
    background.value = next;
    assert.deepEqual(now(), ["off", "off", 3]);
  }
  background.value = "none";
  raw.value = cameraOn();
  assert.deepEqual([camera.state.value, plain()], [raw.value, true]);
});

Deno.test("[F11] an effect that fails while the camera is off is made anew, without a word", async () => {
  const { raw, effects, camera, live } = setUp("blur");
  raw.value = cameraOn();
  await settle();
  raw.value = { kind: "off" };
  assert.equal(camera.backgroundState.value, "off");
  effects.fail(new Error("the graphics processor is gone"));
  assert.deepEqual([camera.backgroundState.value, effects.open], ["off", 0]);
  raw.value = cameraOn();
  await settle();
  assert.deepEqual([camera.backgroundState.value, effects.open, live()], ["on", 1, 1]);
});

Deno.test("[F11] an effect that hangs while it loads, or before its first frame, switches the camera off", async () => {
  for (const [hangs, limitMs] of [["open", 60_000], ["start", 10_000]] as const) {
    const { clock, raw, effects, failures, camera } = setUp("blur");
    effects.hangs = hangs;
    raw.value = cameraOn();
    await clock.advance(limitMs - 1_000);
    assert.equal(camera.state.value.kind, "starting");
    await clock.advance(1_000);
    assert.deepEqual([camera.state.value.kind, camera.backgroundState.value], ["off", "failed"]);
    assert.deepEqual([failures.length, effects.open, clock.pending()], [1, 0, 0]);
    // Tried again, it works.
    effects.hangs = null;
    raw.value = cameraOn();
    await settle();
    assert.equal(camera.backgroundState.value, "on");
    camera.close();
    assert.equal(clock.pending(), 0);
  }
});

Deno.test("[F11] an effect that hangs under way is begun anew, and switched off where that does not help", async () => {
  for (const hangs of ["ask", "frame"] as const) {
    const { clock, raw, effects, failures, camera, live } = setUp("blur");
    raw.value = cameraOn();
    await clock.advance(60_000);
    assert.equal(camera.backgroundState.value, "on");
    if (hangs === "ask") effects.hangs = hangs;
    else effects.busyMs = 7_000;
    await clock.advance(9_000);
    assert.equal(effects.runs.length, 2, "begun anew");
    await clock.advance(9_000);
    assert.deepEqual([camera.backgroundState.value, failures.length, live()], ["failed", 1, 0]);
    assert.equal(clock.pending(), 0);
  }
});

Deno.test("[F11] a slow effect goes on, also in a page that stood still", async () => {
  const { clock, raw, effects, camera } = setUp("blur");
  raw.value = cameraOn();
  await clock.advance(5_000);
  effects.busyMs = 900;
  clock.freeze(100_000);
  await clock.advance(60_000);
  assert.deepEqual([camera.backgroundState.value, effects.runs.length], ["on", 1]);
  camera.close();
  assert.equal(clock.pending(), 0);
});
