// One own device, microphone or camera: on, off, changed, unplugged. Owns its track from the moment it
// is opened until it is stopped. Knows no signalling and no connections.

import { type ReadonlySignal, signal } from "@preact/signals";
import {
  anyDevice,
  type DeviceState,
  type DeviceWish,
  type Facing,
  type MediaFailure,
  type Opened,
} from "../devices.ts";
import type { Clock } from "../ports.ts";

export interface DeviceSlotDeps {
  readonly clock: Clock;
  /** The device of last time, "" for any. */
  readonly deviceId: string;
  /** A microphone stays open while it is off, so that unmuting is instant; a camera's light goes out. */
  readonly keepsTrack: boolean;
  open(wish: DeviceWish): Promise<Opened>;
  /** Whether the browser will ask the person before it opens anything. */
  willAsk(): Promise<boolean>;
  /**
   * The device went away while it was on; `replacement` is the label of the one that is used instead,
   * null if there is none.
   */
  onLost(replacement: string | null): void;
  /** The chosen one could not be had, so the one of before, with this label, stays. */
  onKept(failure: MediaFailure, label: string): void;
  /** A device was opened: the browser may now tell the names of all. */
  onOpened(): void;
}

export interface DeviceSlot {
  readonly state: ReadonlySignal<DeviceState>;
  /** What is open, also while it is off; null where nothing is. */
  track(): MediaStreamTrack | null;
  /** What to open on the next start. */
  wish(): DeviceWish;
  set(isOn: boolean): Promise<void>;
  /** Starts with a device somebody else is opening (one prompt for two devices). */
  startWith(opening: Promise<Opened>): Promise<void>;
  /** Takes this device, "" for any, or for any that looks that way; where it cannot be had, the one that is in use stays. */
  choose(deviceId: string, facing?: Facing): Promise<void>;
  /** Opens the device once more: at once where it is on, else when it is switched on. */
  reopen(): Promise<void>;
  close(): void;
}

/** A track is muted for a moment also where the browser only changes something. */
const silenceMs = 1_500;

/** Makes a slot whose device is off. */
export function createDeviceSlot(deps: DeviceSlotDeps): DeviceSlot {
  const state = signal<DeviceState>({ kind: "off" });
  let wish: DeviceWish = { deviceId: deps.deviceId, isExact: false };
  let track: MediaStreamTrack | null = null;
  let isClosed = false;
  /** Counts changes of mind: what was opened for an older one is stopped at once. */
  let round = 0;
  let cancelSilence = () => {};

  function stopTrack(): void {
    cancelSilence();
    const old = track;
    track = null;
    if (!old) return;
    old.removeEventListener("ended", handleEnded);
    for (const change of ["mute", "unmute"]) old.removeEventListener(change, handleMuted);
    old.stop();
  }

  async function startWith(opening: Promise<Opened>): Promise<void> {
    if (isClosed) return;
    const own = ++round;
    state.value = { kind: "starting", isAsking: false };
    void deps.willAsk().then((isAsking) => {
      if (isAsking && own === round && state.peek().kind === "starting") {
        state.value = { kind: "starting", isAsking };
      }
    });
    const opened = await opening;
    if (own !== round) {
      if (opened.ok) opened.track.stop();
      return;
    }
    stopTrack();
    if (!opened.ok) state.value = { kind: "failed", failure: opened.failure };
    else adopt(opened.track);
  }

  function adopt(next: MediaStreamTrack): void {
    track = next;
    next.addEventListener("ended", handleEnded);
    for (const change of ["mute", "unmute"]) next.addEventListener(change, handleMuted);
    // Unplugged before we could listen.
    if (next.readyState === "ended") return handleEnded();
    turnOn(next);
    deps.onOpened();
  }

  function turnOn(live: MediaStreamTrack): void {
    live.enabled = true;
    const deviceId = live.getSettings().deviceId ?? "";
    state.value = { kind: "on", track: live, deviceId, isSilenced: false };
    handleMuted();
  }

  /** The system mutes a track while another program, or a phone call, has the device. */
  function handleMuted(): void {
    cancelSilence();
    const isMuted = track?.muted ?? false;
    const tell = () => {
      const now = state.value;
      if (now.kind !== "on" || now.isSilenced === isMuted) return;
      state.value = { ...now, isSilenced: isMuted };
    };
    if (isMuted) cancelSilence = deps.clock.after(silenceMs, tell);
    else tell();
  }

  function turnOff(): void {
    round++;
    cancelSilence();
    if (deps.keepsTrack && track) track.enabled = false;
    else stopTrack();
    state.value = { kind: "off" };
  }

  /** "ended" comes for unplugging and for a permission taken back, never for our own stop(). */
  function handleEnded(): void {
    const wasOn = state.value.kind !== "off";
    stopTrack();
    if (wasOn) void fallBack();
  }

  async function fallBack(): Promise<void> {
    const own = ++round;
    // The chosen one may come back, but is not to be insisted on any more.
    wish = { ...wish, isExact: false };
    state.value = { kind: "starting", isAsking: false };
    const opened = await deps.open(anyDevice);
    if (own !== round) {
      if (opened.ok) opened.track.stop();
      return;
    }
    if (opened.ok) adopt(opened.track);
    else state.value = { kind: "off" };
    deps.onLost(opened.ok ? opened.track.label : null);
  }

  /** The chosen one; where that was pulled out while it was off, another. */
  async function openWish(): Promise<Opened> {
    const own = round + 1;
    const opened = await deps.open(wish);
    if (opened.ok || opened.failure !== "not-found" || !wish.isExact) return opened;
    wish = { ...wish, isExact: false };
    const other = await deps.open(anyDevice);
    if (other.ok && own === round) deps.onLost(other.track.label);
    return other;
  }

  /** The device in use, until the chosen one is there. */
  async function replace(chosen: DeviceWish): Promise<void> {
    const before = wish;
    const used = state.value.kind === "on" ? state.value.deviceId : null;
    wish = chosen;
    await reopen();
    const now = state.value;
    if (now.kind !== "failed" || used === null) return;
    wish = before;
    await startWith(deps.open({ deviceId: used, isExact: used !== "" }));
    if (state.peek().kind === "on" && track) deps.onKept(now.failure, track.label);
  }

  async function reopen(): Promise<void> {
    // Phones open one camera at a time, so the old one goes first.
    stopTrack();
    await startWith(deps.open(wish));
  }

  return {
    state,
    track: () => track,
    wish: () => wish,
    async set(isOn) {
      if (isClosed) return;
      const { kind } = state.value;
      if (!isOn) {
        if (kind !== "off") turnOff();
      } else if (track?.muted && kind === "off") {
        // What the system muted meanwhile would stay as it is.
        await reopen();
      } else if (track && kind === "off") {
        round++;
        turnOn(track);
      } else if (kind === "off" || kind === "failed") {
        await startWith(openWish());
      }
    },
    startWith,
    async choose(deviceId, facing) {
      if (isClosed) return;
      const chosen = { deviceId, isExact: deviceId !== "", ...(facing ? { facing } : {}) };
      if (state.value.kind !== "off") return await replace(chosen);
      wish = chosen;
      stopTrack();
    },
    async reopen() {
      if (isClosed) return;
      if (state.value.kind === "on") await reopen();
      else if (state.value.kind === "off") stopTrack();
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      round++;
      stopTrack();
      state.value = { kind: "off" };
    },
  };
}
