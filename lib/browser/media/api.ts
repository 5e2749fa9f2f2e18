// One's own microphone, camera, speaker and background as screens see them: types only, part of call_api.ts.

import type { ReadonlySignal } from "@preact/signals";
import type { Background } from "../../shared/backgrounds.ts";

/** Why a microphone or camera gives nothing. */
export type MediaFailure =
  /** The person or the browser's setting said no. */
  | "denied"
  /** The operating system said no. */
  | "denied-by-system"
  | "not-found"
  /** Another program holds the device. */
  | "in-use"
  /** Not a secure context: the browser has no devices at all. */
  | "insecure"
  | "failed";

export type DeviceState =
  | { readonly kind: "off" }
  | { readonly kind: "starting" }
  | { readonly kind: "on"; readonly track: MediaStreamTrack; readonly deviceId: string }
  | { readonly kind: "failed"; readonly failure: MediaFailure };

export interface DeviceChoice {
  readonly deviceId: string;
  readonly label: string;
}

/** Something that was plugged in: what it has, by device id. A headset has a microphone and a speaker. */
export interface FoundDevice {
  readonly label: string;
  readonly microphoneId?: string;
  readonly cameraId?: string;
  readonly speakerId?: string;
}

/** What is done to the camera's picture now; "failed": the camera was switched off, as it could not be done. */
export type BackgroundState = "off" | "starting" | "on" | "failed";

/** What a shared screen shows mostly: text, which has to be sharp, or pictures that move. */
export type ScreenHint = "detail" | "motion";

export type OwnDevice = "mic" | "camera" | "speaker";

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
  /** Calls `handle` when a device that was on went away; returns its undo. */
  onLost(handle: (lost: LostDevice) => void): () => void;
  /** Stops every track; may be called again. */
  close(): void;
}

export interface LostDevice {
  readonly device: OwnDevice;
  /** The label of the device used instead, "" where it has none; null where there is no other. */
  readonly replacement: string | null;
}
