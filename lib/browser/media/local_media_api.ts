// What the person's own microphone and camera are to the rest: types only.

import type { ReadonlySignal } from "@preact/signals";
import type { Background } from "../../shared/backgrounds.ts";
import type { DeviceChoice, DeviceState, MediaFailure } from "../devices.ts";
import type { BackgroundState } from "../effects/mod.ts";
import type { FoundDevice } from "./found_devices.ts";

export interface LostDevice {
  readonly device: "mic" | "camera" | "speaker";
  /** The label of the device used instead, "" where it has none; null where there is no other. */
  readonly replacement: string | null;
}

/** A device that was chosen and could not be had. */
export interface RefusedDevice {
  readonly device: "mic" | "camera";
  readonly failure: MediaFailure;
  /** The label of the one that is still in use, "" where it has none. */
  readonly kept: string;
}

/** The person's own microphone and camera, from the preview to the end of the call. */
export interface LocalMedia {
  readonly mic: ReadonlySignal<DeviceState>;
  readonly camera: ReadonlySignal<DeviceState>;
  readonly microphones: ReadonlySignal<readonly DeviceChoice[]>;
  readonly cameras: ReadonlySignal<readonly DeviceChoice[]>;
  readonly speakers: ReadonlySignal<readonly DeviceChoice[]>;
  /** The chosen speaker, "" for the system's; for HTMLMediaElement.setSinkId. */
  readonly speakerId: ReadonlySignal<string>;
  /** Loudness of the microphone, 0 to 1, a few times a second; 0 while it is off. */
  readonly micLevel: ReadonlySignal<number>;
  setMic(isOn: boolean): Promise<void>;
  setCamera(isOn: boolean): Promise<void>;
  chooseMicrophone(deviceId: string): Promise<void>;
  /** Turns to the camera that looks the other way, as phones have it; else to the next one. */
  flipCamera(): Promise<void>;
  chooseCamera(deviceId: string): Promise<void>;
  chooseSpeaker(deviceId: string): void;
  /** Switches the browser's own noise suppression. */
  setNoiseSuppression(isOn: boolean): Promise<void>;
  readonly background: ReadonlySignal<Background>;
  readonly backgroundState: ReadonlySignal<BackgroundState>;
  chooseBackground(background: Background): void;
  /** What was plugged in last and is not in use; null when it was taken, declined or pulled out. */
  readonly found: ReadonlySignal<FoundDevice | null>;
  /** Uses what was plugged in. */
  useFound(): Promise<void>;
  declineFound(): void;
  /** The last choice that came to nothing; null once another one is made. */
  readonly refused: ReadonlySignal<RefusedDevice | null>;
  /** Calls `handle` when a device that was on went away; returns its undo. */
  onLost(handle: (lost: LostDevice) => void): () => void;
  /** Stops every track; may be called again. */
  close(): void;
}
