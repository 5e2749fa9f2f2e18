// What can be chosen, kept up to date while things are plugged in and pulled out, and the offer to use
// what is new. Opens nothing.

import { batch, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type DeviceChoice, type DeviceKind, type DeviceState, listDevices } from "../devices.ts";
import type { MediaPort } from "../ports.ts";
import { createPermitted } from "./permitted.ts";
import { findNew, type FoundDevice, type SeenDevices } from "./found_devices.ts";

export interface DeviceListsDeps {
  readonly media: MediaPort | null;
  /** What the microphone and the camera do now. */
  inUse(): Readonly<Record<DeviceKind, DeviceState>>;
  /** Goes back to the system's speaker when the chosen one is pulled out. */
  readonly speakerId: Signal<string>;
  onSpeakerLost(): void;
  report(what: string, error: unknown): void;
}

export interface DeviceListsWatch {
  readonly microphones: ReadonlySignal<readonly DeviceChoice[]>;
  readonly cameras: ReadonlySignal<readonly DeviceChoice[]>;
  readonly speakers: ReadonlySignal<readonly DeviceChoice[]>;
  readonly found: ReadonlySignal<FoundDevice | null>;
  forgetFound(): void;
  /** Asks the browser anew, as after a permission was given. */
  refresh(): void;
  close(): void;
}

/** Makes the lists; they are empty until the first refresh. */
export function createDeviceLists(deps: DeviceListsDeps): DeviceListsWatch {
  const { media, speakerId } = deps;
  const microphones = signal<readonly DeviceChoice[]>([]);
  const cameras = signal<readonly DeviceChoice[]>([]);
  const speakers = signal<readonly DeviceChoice[]>([]);
  const found = signal<FoundDevice | null>(null);
  /** What was there before the thing that is offered: its parts may come one after the other. */
  let known: SeenDevices | null = null;
  let latest: SeenDevices | null = null;
  let isClosed = false;
  const readPermitted = createPermitted(media, deps.inUse);
  /** Counts what was asked, as a thing with several parts comes with several changes at once. */
  let round = 0;

  function refresh(): void {
    const own = ++round;
    look().then(({ lists, seen }) => {
      if (isClosed || own !== round) return;
      const wasSpeakerThere = speakers.peek().some((one) => one.deviceId === speakerId.peek());
      batch(() => {
        microphones.value = lists.microphones;
        cameras.value = lists.cameras;
        speakers.value = lists.speakers;
        offer(seen);
      });
      const isSpeakerThere = lists.speakers.some((one) => one.deviceId === speakerId.peek());
      if (!wasSpeakerThere || isSpeakerThere) return;
      speakerId.value = "";
      deps.onSpeakerLost();
    }, (error) => deps.report("devices", error));
  }

  async function look() {
    // Asked first: a permission that is given meanwhile makes the next list longer, not this one.
    const permitted = await readPermitted();
    const lists = await listDevices(media);
    return { lists, seen: { devices: lists.all, permitted } };
  }

  function offer(after: SeenDevices): void {
    latest = after;
    const fresh = known && findNew(known, after.devices);
    if (fresh && !isInUse(fresh)) {
      found.value = fresh;
      return;
    }
    found.value = null;
    known = after;
  }

  function isInUse({ microphoneId, cameraId }: FoundDevice): boolean {
    return Object.values(deps.inUse()).some((state) =>
      state.kind === "on" && [microphoneId, cameraId].includes(state.deviceId)
    );
  }

  const offDevices = media?.onDeviceChange(refresh) ?? (() => {});
  return {
    microphones,
    cameras,
    speakers,
    found,
    forgetFound() {
      found.value = null;
      known = latest;
    },
    refresh,
    close() {
      isClosed = true;
      offDevices();
      found.value = null;
    },
  };
}
