// The person's own microphone and camera, from the preview to the end of the call: composes two slots,
// the device lists and the level. Knows no signalling and no connections.

import { batch, signal } from "@preact/signals";
import { createMicLevel } from "./audio_level.ts";
import type { DeviceChoice, LocalMedia, Preferences } from "./call_api.ts";
import { createDeviceSlot } from "./device_slot.ts";
import { listDevices, openBoth, openDevice } from "./devices.ts";
import { createEmitter } from "./emitter.ts";
import type { Clock, LevelMeter, MediaPort } from "./ports.ts";

type Choices = Pick<
  Preferences,
  "isMicOn" | "isCameraOn" | "microphoneId" | "cameraId" | "speakerId"
>;

export interface LocalMediaDeps {
  readonly clock: Clock;
  readonly media: MediaPort | null;
  /** The choices of last time. */
  readonly choices: Choices;
  /** The person chose otherwise. */
  remember(change: Partial<Choices>): void;
  createMeter(track: MediaStreamTrack): LevelMeter;
  report(what: string, error: unknown): void;
}

/** Makes the devices and starts those that were on last time, with one prompt for both. */
export function createLocalMedia(deps: LocalMediaDeps): LocalMedia {
  const { media, choices, remember } = deps;
  const lost = createEmitter<"mic" | "camera">();
  const microphones = signal<readonly DeviceChoice[]>([]);
  const cameras = signal<readonly DeviceChoice[]>([]);
  const speakers = signal<readonly DeviceChoice[]>([]);
  const speakerId = signal(choices.speakerId);
  let isClosed = false;

  const mic = createDeviceSlot({
    deviceId: choices.microphoneId,
    keepsTrack: true,
    open: (wish) => openDevice(media, "mic", wish),
    onLost: () => lost.emit("mic"),
    onOpened: refresh,
  });
  const camera = createDeviceSlot({
    deviceId: choices.cameraId,
    keepsTrack: false,
    open: (wish) => openDevice(media, "camera", wish),
    onLost: () => lost.emit("camera"),
    onOpened: refresh,
  });
  const micLevel = createMicLevel({ ...deps, mic: mic.state });
  const offDevices = media?.onDeviceChange(refresh) ?? (() => {});

  function refresh(): void {
    listDevices(media).then((lists) => {
      if (isClosed) return;
      batch(() => {
        microphones.value = lists.microphones;
        cameras.value = lists.cameras;
        speakers.value = lists.speakers;
      });
    }, (error) => deps.report("devices", error));
  }

  function start(): void {
    refresh();
    if (choices.isMicOn && choices.isCameraOn) {
      const both = openBoth(media, { mic: mic.wish(), camera: camera.wish() });
      void mic.startWith(both.then((opened) => opened.mic));
      void camera.startWith(both.then((opened) => opened.camera));
    } else if (choices.isMicOn) {
      void mic.set(true);
    } else if (choices.isCameraOn) {
      void camera.set(true);
    }
  }
  start();

  return {
    mic: mic.state,
    camera: camera.state,
    microphones,
    cameras,
    speakers,
    speakerId,
    micLevel: micLevel.level,
    async setMic(isOn) {
      remember({ isMicOn: isOn });
      await mic.set(isOn);
    },
    async setCamera(isOn) {
      remember({ isCameraOn: isOn });
      await camera.set(isOn);
    },
    async chooseMicrophone(deviceId) {
      remember({ microphoneId: deviceId });
      await mic.choose(deviceId);
    },
    async chooseCamera(deviceId) {
      remember({ cameraId: deviceId });
      await camera.choose(deviceId);
    },
    chooseSpeaker(deviceId) {
      remember({ speakerId: deviceId });
      speakerId.value = deviceId;
    },
    onLost: lost.subscribe,
    close() {
      if (isClosed) return;
      isClosed = true;
      offDevices();
      micLevel.close();
      mic.close();
      camera.close();
      lost.clear();
    },
  };
}
