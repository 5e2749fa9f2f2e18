// The camera with another background: what is shown when, and what happens where it fails (F11).

import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import type { DeviceState } from "../../lib/browser/call_api.ts";
import { createCameraEffect } from "../../lib/browser/effects/camera_effect.ts";
import type { Background } from "../../lib/shared/backgrounds.ts";
import { createFakeEffects, createFakeTrack } from "../fakes/fake_media.ts";
import { settle } from "../fakes/fake_peer_clock.ts";

const cameraOn = (): DeviceState => ({
  kind: "on",
  track: createFakeTrack("video", "cam-1"),
  deviceId: "cam-1",
});

function setUp(chosen: Background) {
  const raw = signal<DeviceState>({ kind: "off" });
  const background = signal(chosen);
  const own = signal("/own-1");
  const effects = createFakeEffects();
  const failures: unknown[] = [];
  const camera = createCameraEffect({
    raw,
    background,
    pictureOf: (one) => one === "own" ? own.value : one === "hills" ? "/hills" : null,
    createVideoEffect: effects.create,
    onFailed(error) {
      failures.push(error);
      background.value = "none";
    },
  });
  const shown = () => camera.state.value.kind === "on" ? camera.state.value.track : null;
  const live = () => effects.runs.filter(({ track }) => track.readyState === "live").length;
  return { raw, background, own, effects, failures, camera, shown, live };
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
  assert.equal(camera.state.value, raw.value, "what is seen already stays until it is ready");
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

Deno.test("[F11] an effect that fails, at once or later, leaves the camera as it is", async () => {
  const { raw, background, effects, failures, camera, live } = setUp("blur");
  effects.isBroken = true;
  raw.value = cameraOn();
  await settle();
  assert.equal(camera.state.value, raw.value);
  assert.deepEqual([failures.length, camera.backgroundState.value], [1, "failed"]);
  effects.isBroken = false;
  background.value = "blur";
  await settle();
  assert.equal(camera.backgroundState.value, "on");
  effects.fail(new Error("the graphics processor is gone"));
  await settle();
  assert.equal(camera.state.value, raw.value);
  assert.deepEqual([failures.length, effects.open, live()], [2, 0, 0]);
});
