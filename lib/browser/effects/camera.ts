// Which picture of the camera is shown and sent: its own, or one with another background. Makes the
// effect when one is chosen. Knows no browser: the effect comes through a port.

import { effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { Background } from "../../shared/backgrounds.ts";
import type { DeviceState } from "../devices.ts";
import { afterRunning } from "../patience.ts";
import type { Clock, EffectRun, MeetingEnv, VideoEffect } from "../ports.ts";
import { watchEffect } from "./watchdog.ts";

/** What is done to the camera's picture now; "failed": the camera was switched off, as it could not be done. */
export type BackgroundState = "off" | "starting" | "on" | "failed";

type On = Extract<DeviceState, { kind: "on" }>;

export interface CameraEffectDeps {
  readonly clock: Clock;
  /** The camera as it is. */
  readonly raw: ReadonlySignal<DeviceState>;
  readonly background: ReadonlySignal<Background>;
  /** The picture of a background as a URL; null for a blur. */
  pictureOf(background: Background): string | null;
  createVideoEffect: MeetingEnv["createVideoEffect"];
  /** The background cannot be changed: the camera is to be switched off. */
  onFailed(error: unknown): void;
}

export interface CameraEffect {
  /** The camera as it is shown and sent. */
  readonly state: ReadonlySignal<DeviceState>;
  readonly backgroundState: ReadonlySignal<BackgroundState>;
  close(): void;
}

/** Model and worker come over the network. */
const loadLimitMs = 60_000;
const firstFrameLimitMs = 10_000;
/** A lost graphics context, or the like, is tried again once without a word; not one after the other. */
const retryEveryMs = 60_000;

/** Makes the effect; nothing is loaded while the background is "none". */
export function createCameraEffect(deps: CameraEffectDeps): CameraEffect {
  const state = signal<DeviceState>(deps.raw.peek());
  const backgroundState = signal<BackgroundState>("off");
  let video: VideoEffect | null = null;
  let run: EffectRun | null = null;
  let source: MediaStreamTrack | null = null;
  let shown: string | null | undefined;
  /** The background that failed last, until it is tried again. */
  let broken: Background | null = null;
  let triedAgainAt = -Infinity;
  let cancelLimit = () => {};
  let stopWatching = () => {};
  /** Counts changes of mind: what was started for an older one is stopped at once. */
  let round = 0;

  function stopRun(): void {
    round++;
    cancelLimit();
    stopWatching();
    run?.stop();
    run = null;
    source = null;
  }

  function apply(raw: DeviceState, background: Background): void {
    if (background !== broken) broken = null;
    if (background === "none") {
      stopRun();
      unload();
      state.value = raw;
      backgroundState.value = "off";
    } else if (raw.kind !== "on") {
      stopRun();
      state.value = raw;
      backgroundState.value = background === broken ? "failed" : "off";
    } else if (source === raw.track) {
      if (run) state.value = { ...raw, track: run.track };
      show(deps.pictureOf(background)).catch((error) => video && fail(error));
    } else {
      void start(raw, background);
    }
  }

  /** Until the effect is there nothing is shown: who chose a background does not want the room seen. */
  async function start(raw: On, background: Background): Promise<void> {
    stopRun();
    const own = round;
    source = raw.track;
    broken = null;
    state.value = { kind: "starting", isAsking: false };
    backgroundState.value = "starting";
    try {
      // A closed one may still have something to say.
      video ??= deps.createVideoEffect((error) => video && fail(error));
      const effect = video;
      limit(loadLimitMs);
      await effect.open();
      if (own === round) await show(deps.pictureOf(background));
      if (own !== round) return;
      limit(firstFrameLimitMs);
      const made = await effect.start(raw.track);
      if (own !== round) return made.stop();
      cancelLimit();
      run = made;
      state.value = { ...raw, track: made.track };
      backgroundState.value = "on";
      const onHang = () => fail(new Error("the effect hangs"));
      stopWatching = watchEffect({ clock: deps.clock, ask: effect.askBusyMs, onHang });
    } catch (error) {
      if (own === round) fail(error);
    }
  }

  function limit(ms: number): void {
    cancelLimit();
    cancelLimit = afterRunning(deps.clock, ms, () => fail(new Error("the effect does not start")));
  }

  async function show(picture: string | null): Promise<void> {
    if (shown === picture) return;
    shown = picture;
    await video?.show(picture);
  }

  function unload(): void {
    video?.close();
    video = null;
    shown = undefined;
  }

  /** Nothing is shown until the person tries again, or chooses to be seen as they are. */
  function fail(error: unknown): void {
    const isOn = source !== null;
    const wasRunning = run !== null;
    stopRun();
    unload();
    const raw = deps.raw.peek();
    const { clock } = deps;
    if (wasRunning && raw.kind === "on" && clock.now() - triedAgainAt > retryEveryMs) {
      triedAgainAt = clock.now();
      return void start(raw, deps.background.peek());
    }
    // While the camera is off nobody misses the effect: the next start makes a new one.
    if (isOn) {
      broken = deps.background.peek();
      state.value = { kind: "off" };
      backgroundState.value = "failed";
    }
    deps.onFailed(error);
  }

  const off = effect(() => {
    const raw = deps.raw.value;
    const background = deps.background.value;
    // A new picture of one's own is a change as well.
    deps.pictureOf(background);
    untracked(() => apply(raw, background));
  });

  return {
    state,
    backgroundState,
    close() {
      off();
      stopRun();
      unload();
      state.value = { kind: "off" };
    },
  };
}
