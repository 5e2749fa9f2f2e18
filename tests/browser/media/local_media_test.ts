// The own microphone and camera: refused, missing, busy, changed, pulled out (F2, F5).

import assert from "node:assert/strict";
import type { DeviceState } from "../../../lib/browser/devices.ts";
import { createEmitter } from "../../../lib/browser/emitter.ts";
import { createLocalMedia, type LocalMediaDeps } from "../../../lib/browser/media/local_media.ts";
import type { LostDevice } from "../../../lib/browser/media/local_media_api.ts";
import { createFakeEffects, createFakeMedia, createFakeMeters } from "../../fakes/browser/media.ts";
import type { PageEvent } from "../../../lib/browser/ports.ts";
import { createManualClock, settle } from "../../fakes/browser/clock.ts";

const off = {
  isMicOn: false,
  isCameraOn: false,
  microphoneId: "",
  cameraId: "",
  speakerId: "",
  isNoiseSuppressed: true,
  background: "none",
} as const;
const refusal = new DOMException("Permission denied", "NotAllowedError");

/** The device that is on, or null. */
function idOf(state: DeviceState): string | null {
  return state.kind === "on" ? state.deviceId : null;
}

function refuseTrouble(what: string, error: unknown): void {
  throw new Error(what, { cause: error });
}

function setUp(
  choices: Partial<LocalMediaDeps["choices"]> = {},
  report: LocalMediaDeps["report"] = refuseTrouble,
) {
  const clock = createManualClock();
  const media = createFakeMedia();
  const meters = createFakeMeters();
  const effects = createFakeEffects();
  const page = createEmitter<PageEvent>();
  const remembered: object[] = [];
  const open = (port: LocalMediaDeps["media"] = media) =>
    createLocalMedia({
      clock,
      media: port,
      choices: { ...off, ...choices },
      remember: (change) => remembered.push(change),
      createMeter: meters.createMeter,
      createVideoEffect: effects.create,
      pictureOf: (background) => background === "hills" ? "/hills" : null,
      onPage: page.subscribe,
      report,
    });
  const assertClean = () => {
    assert.ok(
      media.tracks.every((track) => track.readyState === "ended"),
      "every track is stopped",
    );
    assert.deepEqual([clock.pending(), meters.open.size, media.watchers()], [0, 0, 0]);
  };
  return { clock, media, meters, effects, page, remembered, open, assertClean };
}

Deno.test("[F2] both devices are asked for with one prompt", async () => {
  const { media, open, assertClean } = setUp({ isMicOn: true, isCameraOn: true });
  const local = open();
  assert.deepEqual([local.mic.value.kind, local.camera.value.kind], ["starting", "starting"]);
  await settle();
  assert.deepEqual(media.prompts, ["audio+video"]);
  assert.deepEqual([local.mic.value.kind, local.camera.value.kind], ["on", "on"]);
  const [constraints] = media.constraints;
  assert.deepEqual(constraints?.audio, {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
  });
  assert.deepEqual(local.microphones.value.map((one) => one.deviceId), ["mic-1", "mic-2"]);
  assert.deepEqual(local.speakers.value, [{ deviceId: "out-1", label: "Speaker 1" }]);
  local.close();
  local.close();
  assertClean();
});

Deno.test("[F2] where one of both is missing the other is there, and it says why", async () => {
  const { media, open, assertClean } = setUp({ isMicOn: true, isCameraOn: true });
  media.devices = media.devices.filter((device) => device.kind !== "videoinput");
  const local = open();
  await settle();
  assert.equal(local.mic.value.kind, "on");
  assert.deepEqual(local.camera.value, { kind: "failed", failure: "not-found" });
  assert.deepEqual(media.prompts, ["audio+video", "audio", "video"]);
  local.close();
  assertClean();
});

Deno.test("[F2] a person who said no to both is not asked again; a device blocked alone is no no", async () => {
  const no = setUp({ isMicOn: true, isCameraOn: true });
  no.media.trouble.audio = no.media.trouble.video = refusal;
  const refused = no.open();
  await settle();
  assert.deepEqual(no.media.prompts, ["audio+video"]);
  assert.deepEqual(refused.mic.value, { kind: "failed", failure: "denied" });
  assert.deepEqual(refused.camera.value, { kind: "failed", failure: "denied" });
  refused.close();

  const half = setUp({ isMicOn: true, isCameraOn: true });
  half.media.trouble.audio = refusal;
  half.media.permissions.microphone = "denied";
  const local = half.open();
  await settle();
  assert.deepEqual(half.media.prompts, ["audio+video", "video"]);
  assert.deepEqual([local.mic.value.kind, local.camera.value.kind], ["failed", "on"]);
  // Allowed in the browser's settings meanwhile: the button works.
  delete half.media.trouble.audio;
  await local.setMic(true);
  assert.equal(local.mic.value.kind, "on");
  local.close();
  half.assertClean();
});

Deno.test("[F2] outside a secure context there are no devices, and no crash", async () => {
  const { open, clock } = setUp({ isMicOn: true, isCameraOn: true });
  const local = open(null);
  await settle();
  assert.deepEqual(local.mic.value, { kind: "failed", failure: "insecure" });
  assert.deepEqual(local.camera.value, { kind: "failed", failure: "insecure" });
  local.close();
  assert.equal(clock.pending(), 0);
});

Deno.test("[F3] a muted microphone keeps its track and unmutes without asking; a camera's light goes out", async () => {
  const { media, open, remembered, assertClean } = setUp({ isMicOn: true, isCameraOn: true });
  const local = open();
  await settle();
  const [mic, camera] = media.tracks;
  await local.setMic(false);
  assert.deepEqual([mic?.readyState, mic?.enabled], ["live", false]);
  await local.setCamera(false);
  assert.equal(camera?.readyState, "ended");
  await local.setMic(true);
  assert.deepEqual([mic?.enabled, media.prompts.length], [true, 1]);
  await local.setCamera(true);
  assert.deepEqual(media.prompts, ["audio+video", "video"]);
  assert.equal(local.camera.value.kind, "on");
  assert.deepEqual(remembered, [
    { isMicOn: false },
    { isCameraOn: false },
    { isMicOn: true },
    { isCameraOn: true },
  ]);
  local.close();
  assertClean();
});

Deno.test("[F2] switching off while the browser still asks: what comes then is stopped", async () => {
  const { media, open, assertClean } = setUp({ isMicOn: true, isCameraOn: true });
  media.isSlow = true;
  const local = open();
  await settle();
  await local.setCamera(false);
  media.answer();
  await settle();
  assert.deepEqual([local.mic.value.kind, local.camera.value.kind], ["on", "off"]);
  assert.deepEqual(media.tracks.map((track) => track.readyState), ["live", "ended"]);
  void local.setCamera(true);
  await settle();
  local.close();
  media.answer();
  await settle();
  assertClean();
});

Deno.test("[F5] a microphone pulled out falls back to another one and says so", async () => {
  const { media, open, assertClean } = setUp({ isMicOn: true, microphoneId: "mic-2" });
  const local = open();
  const lost: string[] = [];
  local.onLost(({ device }) => lost.push(device));
  await settle();
  assert.equal(idOf(local.mic.value), "mic-2");
  media.unplug("mic-2");
  await settle();
  assert.equal(idOf(local.mic.value), "mic-1");
  assert.deepEqual(lost, ["mic"]);
  assert.deepEqual(local.microphones.value.map((one) => one.deviceId), ["mic-1"]);
  local.close();
  assertClean();
});

Deno.test("[F5] the last camera pulled out is off, one that was off says nothing", async () => {
  const { media, open, assertClean } = setUp({ isMicOn: true, isCameraOn: true });
  const local = open();
  const lost: string[] = [];
  local.onLost(({ device }) => lost.push(device));
  await settle();
  media.unplug("cam-1");
  await settle();
  assert.deepEqual([local.camera.value, lost], [{ kind: "off" }, ["camera"]]);
  await local.setMic(false);
  media.unplug("mic-1");
  await settle();
  assert.deepEqual(lost, ["camera"]);
  await local.setMic(true);
  assert.equal(idOf(local.mic.value), "mic-2");
  media.plugIn({ kind: "videoinput", deviceId: "cam-9", label: "New" });
  await settle();
  assert.deepEqual(local.cameras.value, [{ deviceId: "cam-9", label: "New" }]);
  local.close();
  assertClean();
});

Deno.test("[F5] choosing another device replaces the track, and stays chosen while off", async () => {
  const { media, open, remembered, assertClean } = setUp({ isMicOn: true });
  const local = open();
  await settle();
  await local.chooseMicrophone("mic-2");
  assert.equal(idOf(local.mic.value), "mic-2");
  assert.deepEqual(media.tracks.map((track) => track.readyState), ["ended", "live"]);
  await local.setMic(false);
  await local.chooseMicrophone("mic-1");
  assert.equal(media.prompts.length, 2, "nothing is opened while it is off");
  await local.setMic(true);
  assert.equal(idOf(local.mic.value), "mic-1");
  local.chooseSpeaker("out-1");
  assert.equal(local.speakerId.value, "out-1");
  assert.deepEqual(remembered.at(-1), { speakerId: "out-1" });
  await local.chooseMicrophone("gone");
  assert.equal(idOf(local.mic.value), "mic-1", "the one that works stays");
  assert.equal(local.refused.value?.failure, "not-found");
  local.close();
  assertClean();
});

Deno.test("[F2] the level moves while the microphone is on, ten times a second, and is 0 else", async () => {
  const { clock, meters, open, assertClean } = setUp({ isMicOn: true });
  const local = open();
  meters.level = 0.25;
  await settle();
  await clock.advance(100);
  assert.equal(local.micLevel.value, 0.5);
  await local.setMic(false);
  assert.deepEqual([local.micLevel.value, meters.open.size, clock.pending()], [0, 0, 0]);
  local.close();
  assertClean();
});

Deno.test("[F5] unplugging falls back and says to what; plugging in offers it as one thing", async () => {
  const { media, open, assertClean } = setUp({ isMicOn: true, speakerId: "out-1" });
  const local = open();
  const lost: LostDevice[] = [];
  local.onLost((one) => lost.push(one));
  await settle();
  const found = () => local.found.value?.label;
  assert.equal(found(), undefined, "what was there is nothing new");
  media.unplug("mic-1");
  media.unplug("out-1");
  await settle();
  assert.deepEqual(lost, [
    { device: "mic", replacement: "Microphone 2" },
    { device: "speaker", replacement: "" },
  ]);
  assert.equal(local.speakerId.value, "");
  const headset = { groupId: "h", label: "Headset" };
  media.plugIn({ kind: "audiooutput", deviceId: "out-9", ...headset });
  await settle();
  media.plugIn({ kind: "audioinput", deviceId: "mic-9", ...headset });
  await settle();
  assert.deepEqual(local.found.value, {
    label: "Headset",
    microphoneId: "mic-9",
    speakerId: "out-9",
  });
  await local.useFound();
  assert.deepEqual([idOf(local.mic.value), local.speakerId.value], ["mic-9", "out-9"]);
  assert.equal(found(), undefined);
  media.plugIn({ kind: "videoinput", deviceId: "cam-9", label: "Camera 9" });
  await settle();
  assert.equal(found(), "Camera 9");
  media.unplug("cam-9");
  await settle();
  assert.equal(found(), undefined, "pulled out before anybody answered");
  local.close();
  assertClean();
});

Deno.test("[F5] devices that only the permission brings into sight are no offer, later ones are", async () => {
  const { media, open, assertClean } = setUp();
  // Firefox: a microphone without a name, and no speaker, until one was opened.
  media.enumerateDevices = () =>
    Promise.resolve(
      media.tracks.length > 0 ? media.devices : [{ kind: "audioinput", deviceId: "", label: "" }],
    );
  const local = open();
  await settle();
  await local.setMic(true);
  await settle();
  assert.deepEqual([local.speakers.value.length, local.found.value], [1, null]);
  await local.setMic(false);
  media.plugIn({ kind: "audiooutput", deviceId: "out-9", label: "Box" });
  await settle();
  assert.equal(local.found.value?.label, "Box");
  local.close();
  assertClean();
});

Deno.test("[F5] of several lists under way the newest counts, whichever comes last", async () => {
  const { media, open, assertClean } = setUp();
  const local = open();
  await settle();
  const answers: (() => void)[] = [];
  media.enumerateDevices = () => {
    const { devices } = media;
    return new Promise((resolve) => answers.push(() => resolve(devices)));
  };
  media.plugIn({ kind: "videoinput", deviceId: "cam-9", label: "Camera 9" });
  media.unplug("cam-9");
  for (const answer of answers.toReversed()) {
    answer();
    await settle();
  }
  assert.deepEqual([local.cameras.value.length, local.found.value], [1, null]);
  local.close();
  assertClean();
});

Deno.test("[F11] noise suppression is switched on the open microphone, or by opening it anew", async () => {
  const { media, open, remembered, assertClean } = setUp({ isMicOn: true });
  const local = open();
  await settle();
  const [track] = media.tracks;
  await local.setNoiseSuppression(false);
  assert.deepEqual(track?.applied, [
    { echoCancellation: true, noiseSuppression: false, autoGainControl: true },
  ]);
  assert.equal(media.prompts.length, 1);
  assert.deepEqual(remembered, [{ isNoiseSuppressed: false }]);
  if (track) track.isFixed = true;
  await local.setNoiseSuppression(true);
  assert.equal(media.prompts.length, 2, "this browser cannot change it");
  assert.equal(track?.readyState, "ended");
  const { audio } = media.constraints.at(-1) ?? {};
  assert.equal(typeof audio === "object" && audio.noiseSuppression, true);
  local.close();
  assertClean();
});

Deno.test("[F11] noise suppression that is switched while muted holds when unmuted", async () => {
  for (const isFixed of [false, true]) {
    const { media, open, assertClean } = setUp({ isMicOn: true });
    const local = open();
    await settle();
    const [track] = media.tracks;
    assert.ok(track);
    track.isFixed = isFixed;
    await local.setMic(false);
    await local.setNoiseSuppression(false);
    assert.equal(media.prompts.length, 1, "nothing is opened while it is off");
    await local.setMic(true);
    const { audio } = media.constraints.at(-1) ?? {};
    const opened = typeof audio === "object" ? audio.noiseSuppression : undefined;
    assert.equal(isFixed ? opened : track.applied.at(-1)?.noiseSuppression, false);
    local.close();
    assertClean();
  }
});

Deno.test("[F5] a chosen device pulled out while it is off gives way to another, which is said", async () => {
  const { media, open, assertClean } = setUp({ isMicOn: true, isCameraOn: true });
  media.devices.push({ kind: "videoinput", deviceId: "cam-2", label: "Camera 2" });
  const local = open();
  const lost: LostDevice[] = [];
  local.onLost((one) => lost.push(one));
  await settle();
  await local.chooseMicrophone("mic-2");
  await local.chooseCamera("cam-2");
  await local.setMic(false);
  await local.setCamera(false);
  media.unplug("mic-2");
  media.unplug("cam-2");
  await settle();
  assert.deepEqual(lost, []);
  await local.setMic(true);
  await local.setCamera(true);
  assert.deepEqual([idOf(local.mic.value), idOf(local.camera.value)], ["mic-1", "cam-1"]);
  assert.deepEqual(lost, [
    { device: "mic", replacement: "Microphone 1" },
    { device: "camera", replacement: "Camera 1" },
  ]);
  local.close();
  assertClean();
});

Deno.test("[F5] Safari: what is still muted after the page is seen again is opened anew", async () => {
  const { clock, media, page, open, assertClean } = setUp({ isMicOn: true });
  const local = open();
  await settle();
  const [track] = media.tracks;
  track?.setMuted(true);
  page.emit("visible");
  track?.setMuted(false);
  await clock.advance(2_000);
  assert.equal(media.prompts.length, 1, "it came back by itself");
  track?.setMuted(true);
  page.emit("visible");
  await clock.advance(2_000);
  assert.deepEqual([media.prompts.length, track?.readyState], [2, "ended"]);
  assert.equal(local.mic.value.kind, "on");
  local.close();
  assertClean();
});

Deno.test("[F11] a background that fails switches the camera off, and both choices are kept", async () => {
  const choices = { isCameraOn: true, background: "blur" } as const;
  const reports: string[] = [];
  const { effects, media, remembered, open, assertClean } = setUp(
    choices,
    (what) => reports.push(what),
  );
  effects.isBroken = true;
  const local = open();
  const seen: DeviceState["kind"][] = [];
  local.camera.subscribe(({ kind }) => seen.push(kind));
  await settle();
  assert.deepEqual([reports, local.backgroundState.value], [["background"], "failed"]);
  assert.ok(!seen.includes("on") && seen.at(-1) === "off", `${seen}`);
  assert.ok(media.tracks.every(({ readyState }) => readyState === "ended"), "its light is out");
  assert.deepEqual([local.background.value, remembered], ["blur", []]);

  local.chooseBackground("none");
  await local.setCamera(true);
  assert.deepEqual([local.camera.value.kind, local.backgroundState.value], ["on", "off"]);
  local.close();
  assertClean();
});

Deno.test("[F5] a device that is chosen and busy leaves the one that works, and says so", async () => {
  const { media, open, remembered, assertClean } = setUp({ isMicOn: true, microphoneId: "mic-1" });
  const local = open();
  await settle();
  media.busy.add("mic-2");
  await local.chooseMicrophone("mic-2");
  assert.equal(idOf(local.mic.value), "mic-1");
  assert.deepEqual(local.refused.value, {
    device: "mic",
    failure: "in-use",
    kept: "Microphone 1",
  });
  assert.deepEqual(remembered.at(-1), { microphoneId: "mic-1" });
  assert.equal(media.tracks.filter((track) => track.readyState === "live").length, 1);
  media.busy.clear();
  await local.chooseMicrophone("mic-2");
  assert.equal(idOf(local.mic.value), "mic-2");
  assert.equal(local.refused.value, null);
  assert.deepEqual(remembered.at(-1), { microphoneId: "mic-2" });
  local.close();
  assertClean();
});

Deno.test("[F5] where the old one cannot be had either, it says why the chosen one cannot", async () => {
  const { media, open, assertClean } = setUp({ isMicOn: true });
  const local = open();
  await settle();
  media.busy.add("mic-1").add("mic-2");
  await local.chooseMicrophone("mic-2");
  assert.deepEqual(local.mic.value, { kind: "failed", failure: "in-use" });
  media.busy.clear();
  await local.setMic(true);
  assert.equal(local.mic.value.kind, "on");
  local.close();
  assertClean();
});

Deno.test("[F5] a busy device that is chosen while it is off is told when it is switched on", async () => {
  const { media, open, assertClean } = setUp();
  const local = open();
  media.busy.add("mic-2");
  await local.chooseMicrophone("mic-2");
  assert.equal(local.refused.value, null);
  await local.setMic(true);
  assert.deepEqual(local.mic.value, { kind: "failed", failure: "in-use" });
  local.close();
  assertClean();
});

Deno.test("[F5] a track that the system mutes is silenced after a moment, until it is given back", async () => {
  const { media, clock, open, assertClean } = setUp({ isMicOn: true, isCameraOn: true });
  const local = open();
  await settle();
  const [mic, camera] = media.tracks;
  const silenced = () =>
    [local.mic.value, local.camera.value].map((state) => state.kind === "on" && state.isSilenced);
  mic?.setMuted(true);
  camera?.setMuted(true);
  await clock.advance(1_400);
  camera?.setMuted(false);
  await clock.advance(200);
  assert.deepEqual(silenced(), [true, false], "a moment is none");
  mic?.setMuted(false);
  assert.deepEqual(silenced(), [false, false]);
  mic?.setMuted(true);
  await clock.advance(2_000);
  await local.setMic(false);
  assert.equal(local.mic.value.kind, "off");
  local.close();
  assertClean();
});

Deno.test("[F5] a microphone that the system muted while it was off is opened anew", async () => {
  const { media, clock, open, assertClean } = setUp({ isMicOn: true });
  const local = open();
  await settle();
  await local.setMic(false);
  media.tracks[0]?.setMuted(true);
  await clock.advance(5_000);
  await local.setMic(true);
  assert.deepEqual(media.tracks.map((track) => track.readyState), ["ended", "live"]);
  assert.ok(local.mic.value.kind === "on" && !local.mic.value.track.muted);
  local.close();
  assertClean();
});

const sides = [
  { kind: "videoinput", deviceId: "front", label: "Front", facingMode: "user" },
  { kind: "videoinput", deviceId: "back", label: "Back", facingMode: "environment" },
  { kind: "videoinput", deviceId: "back-wide", label: "Back, wide", facingMode: "environment" },
] as const;

Deno.test("[F5] flipping goes to the other side of a phone and back, and is remembered", async () => {
  const { media, open, remembered, assertClean } = setUp({ isCameraOn: true });
  media.devices = [...sides];
  const local = open();
  await settle();
  for (const [facing, id] of [["environment", "back"], ["user", "front"]] as const) {
    void local.flipCamera();
    await settle();
    assert.equal(idOf(local.camera.value), id);
    const { video } = media.constraints.at(-1) ?? {};
    assert.deepEqual((video as MediaTrackConstraints).facingMode, { exact: facing });
    assert.deepEqual(remembered.at(-1), { cameraId: id });
    const live = media.tracks.filter((track) => track.readyState === "live");
    assert.equal(live.length, 1, "the other one is given back");
  }
  local.close();
  assertClean();
});

Deno.test("[F5] where the other side cannot be had the picture stays, and it is said", async () => {
  const { media, open, assertClean } = setUp({ isCameraOn: true });
  media.devices = [sides[0]];
  const local = open();
  await settle();
  void local.flipCamera();
  await settle();
  assert.equal(idOf(local.camera.value), "front");
  assert.ok(local.refused.value);
  local.close();
  assertClean();
});

Deno.test("[F5] cameras that face no side are gone through one by one", async () => {
  const { media, open, assertClean } = setUp({ isCameraOn: true });
  const plain = { kind: "videoinput", label: "Camera" } as const;
  media.devices = [{ ...plain, deviceId: "one" }, { ...plain, deviceId: "two" }];
  const local = open();
  await settle();
  for (const id of ["two", "one"]) {
    void local.flipCamera();
    await settle();
    assert.equal(idOf(local.camera.value), id);
  }
  local.close();
  assertClean();
});
