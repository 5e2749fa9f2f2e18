// The person's own microphone and camera, from the preview to the end of the call: composes two slots,
// what is done to the picture, the device lists and the level. Knows no signalling and no connections.

import { signal } from "@preact/signals";
import type { Background } from "../../shared/backgrounds.ts";
import { type DeviceWish, openBoth, openDevice, soundConstraints, willAsk } from "../devices.ts";
import { type CameraEffectDeps, createCameraEffect } from "../effects/mod.ts";
import { createEmitter } from "../emitter.ts";
import type { Clock, LevelMeter, MediaPort, PageEvent } from "../ports.ts";
import type { Preferences } from "../preferences.ts";
import { createMicLevel } from "./audio_level.ts";
import { createDeviceLists } from "./device_lists.ts";
import { createDeviceSlot, type DeviceSlot } from "./device_slot.ts";
import type { LocalMedia, LostDevice, RefusedDevice } from "./local_media_api.ts";

type Choices = Pick<
  Preferences,
  | "isMicOn"
  | "isCameraOn"
  | "microphoneId"
  | "cameraId"
  | "speakerId"
  | "isNoiseSuppressed"
  | "background"
>;

export interface LocalMediaDeps {
  readonly clock: Clock;
  readonly media: MediaPort | null;
  /** The choices of last time. */
  readonly choices: Choices;
  /** The person chose otherwise. */
  remember(change: Partial<Choices>): void;
  createMeter(track: MediaStreamTrack): LevelMeter;
  createVideoEffect: CameraEffectDeps["createVideoEffect"];
  /** The URL of a background's picture. */
  pictureOf: CameraEffectDeps["pictureOf"];
  onPage(handle: (event: PageEvent) => void): () => void;
  report(what: string, error: unknown): void;
}

/** A device that is still silent this long after the page came back has to be opened again. */
const reviveMs = 1_000;

/** Makes the devices and starts those that were on last time, with one prompt for both. */
export function createLocalMedia(deps: LocalMediaDeps): LocalMedia {
  const { clock, media, choices, remember } = deps;
  const lost = createEmitter<LostDevice>();
  const speakerId = signal(choices.speakerId);
  const refused = signal<RefusedDevice | null>(null);
  const background = signal<Background>(choices.background);
  let { isNoiseSuppressed } = choices;
  let isClosed = false;
  let cancelRevive = () => {};

  const forMic = (wish: DeviceWish) => ({ ...wish, hasNoise: !isNoiseSuppressed });
  const mic = createDeviceSlot({
    clock,
    deviceId: choices.microphoneId,
    keepsTrack: true,
    open: (wish) => openDevice(media, "mic", forMic(wish)),
    willAsk: () => willAsk(media, "mic"),
    onLost: (replacement) => lost.emit({ device: "mic", replacement }),
    onKept: (failure, kept) => refused.value = { device: "mic", failure, kept },
    onOpened: () => lists.refresh(),
  });
  const rawCamera = createDeviceSlot({
    clock,
    deviceId: choices.cameraId,
    keepsTrack: false,
    open: (wish) => openDevice(media, "camera", wish),
    willAsk: () => willAsk(media, "camera"),
    onLost: (replacement) => lost.emit({ device: "camera", replacement }),
    onKept: (failure, kept) => refused.value = { device: "camera", failure, kept },
    onOpened: () => lists.refresh(),
  });
  const camera = createCameraEffect({
    clock,
    raw: rawCamera.state,
    background,
    pictureOf: deps.pictureOf,
    createVideoEffect: deps.createVideoEffect,
    onFailed(error) {
      deps.report("background", error);
      // Not remembered: next time it may work.
      void rawCamera.set(false);
    },
  });
  const lists = createDeviceLists({
    media,
    report: deps.report,
    inUse: () => ({ mic: mic.state.peek(), camera: rawCamera.state.peek() }),
    speakerId,
    onSpeakerLost: () => lost.emit({ device: "speaker", replacement: "" }),
  });
  const micLevel = createMicLevel({ ...deps, mic: mic.state });

  function start(): void {
    lists.refresh();
    if (choices.isMicOn && choices.isCameraOn) {
      const both = openBoth(media, { mic: forMic(mic.wish()), camera: rawCamera.wish() });
      void mic.startWith(both.then((opened) => opened.mic));
      void rawCamera.startWith(both.then((opened) => opened.camera));
    } else if (choices.isMicOn) {
      void mic.set(true);
    } else if (choices.isCameraOn) {
      void rawCamera.set(true);
    }
  }

  /**
   * Safari mutes tracks while the phone rings or the page is away, and does not always give them back:
   * what is still muted a moment after the page is seen again is opened anew.
   */
  const offPage = deps.onPage((event) => {
    if (event !== "visible" && event !== "wake") return;
    cancelRevive();
    cancelRevive = clock.after(reviveMs, () => {
      for (const slot of [mic, rawCamera]) if (isMuted(slot)) void slot.reopen();
    });
  });
  start();

  async function chooseMicrophone(deviceId: string): Promise<void> {
    refused.value = null;
    await mic.choose(deviceId);
    remember({ microphoneId: mic.wish().deviceId });
  }

  async function chooseCamera(deviceId: string): Promise<void> {
    refused.value = null;
    await rawCamera.choose(deviceId);
    remember({ cameraId: rawCamera.wish().deviceId });
  }

  function chooseSpeaker(deviceId: string): void {
    remember({ speakerId: deviceId });
    speakerId.value = deviceId;
  }

  return {
    mic: mic.state,
    camera: camera.state,
    microphones: lists.microphones,
    cameras: lists.cameras,
    speakers: lists.speakers,
    speakerId,
    micLevel: micLevel.level,
    background,
    backgroundState: camera.backgroundState,
    found: lists.found,
    async setMic(isOn) {
      remember({ isMicOn: isOn });
      await mic.set(isOn);
    },
    async setCamera(isOn) {
      remember({ isCameraOn: isOn });
      await rawCamera.set(isOn);
    },
    chooseMicrophone,
    async flipCamera() {
      refused.value = null;
      const { facingMode, deviceId } = rawCamera.track()?.getSettings() ?? {};
      if (facingMode === "user" || facingMode === "environment") {
        await rawCamera.choose("", facingMode === "user" ? "environment" : "user");
        const now = rawCamera.state.peek();
        if (now.kind === "on") remember({ cameraId: now.deviceId });
        return;
      }
      const all = lists.cameras.peek();
      const next = all[(all.findIndex((one) => one.deviceId === deviceId) + 1) % all.length];
      if (next) await chooseCamera(next.deviceId);
    },
    chooseCamera,
    chooseSpeaker,
    async setNoiseSuppression(isOn) {
      remember({ isNoiseSuppressed: isOn });
      isNoiseSuppressed = isOn;
      const track = mic.track();
      if (track && !await applySound(track, isOn)) await mic.reopen();
    },
    chooseBackground(next) {
      remember({ background: next });
      background.value = next;
    },
    async useFound() {
      const found = lists.found.peek();
      lists.forgetFound();
      if (found?.speakerId) chooseSpeaker(found.speakerId);
      if (found?.microphoneId) await chooseMicrophone(found.microphoneId);
      if (found?.cameraId) await chooseCamera(found.cameraId);
    },
    declineFound: lists.forgetFound,
    refused,
    onLost: lost.subscribe,
    close() {
      if (isClosed) return;
      isClosed = true;
      offPage();
      cancelRevive();
      lists.close();
      micLevel.close();
      camera.close();
      mic.close();
      rawCamera.close();
      lost.clear();
    },
  };
}

function isMuted({ state }: DeviceSlot): boolean {
  const now = state.peek();
  return now.kind === "on" && now.track.muted;
}

/** False where the browser cannot change a microphone that is open. */
async function applySound(track: MediaStreamTrack, isNoiseSuppressed: boolean): Promise<boolean> {
  try {
    await track.applyConstraints(soundConstraints(isNoiseSuppressed));
    return track.getSettings().noiseSuppression === isNoiseSuppressed;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return false;
  }
}
