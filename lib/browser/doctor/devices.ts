// Checks permissions, devices and whether the microphone hears anything. Opens devices of its own only
// where the page has none: on some phones a second opening silences the first.

import {
  anyDevice,
  type DeviceKind,
  type DeviceLists,
  type DeviceState,
  findBlock,
  listDevices,
  openBoth,
} from "../devices.ts";
import type { LocalMedia } from "../media/mod.ts";
import type { Env, LevelMeter, MediaPort } from "../ports.ts";
import type { Finding } from "./finding.ts";
import { judgeFailure, judgeSound } from "./judge.ts";
import { pause } from "./wait.ts";

export interface DevicesDeps extends Pick<Env, "clock" | "createMeter" | "report"> {
  readonly media: MediaPort | null;
  /** The devices of the preview or the call, if the page has them. */
  readonly local: Pick<LocalMedia, "mic" | "camera"> | null;
  readonly signal: AbortSignal;
}

export interface DevicesAnswer {
  readonly microphone: Finding;
  readonly camera: Finding;
  /** The microphone's track, null where there is none to listen to. */
  readonly track: MediaStreamTrack | null;
  /** Stops what was opened here. */
  release(): void;
}

const soundMs = 2_200;
const soundPeriodMs = 50;

/** Looks at both devices, with one question to the person where the browser has to ask. */
export async function checkDevices(deps: DevicesDeps): Promise<DevicesAnswer> {
  return deps.local ? await lookAtOwn(deps, deps.local) : await openOwn(deps);
}

async function openOwn({ media, signal }: DevicesDeps): Promise<DevicesAnswer> {
  const opened = await openBoth(media, { mic: anyDevice, camera: anyDevice });
  const lists = await listDevices(media);
  const tracks = Object.values(opened).flatMap((one) => one.ok ? [one.track] : []);
  const release = () => tracks.forEach((track) => track.stop());
  if (opened.camera.ok) opened.camera.track.stop();
  if (signal.aborted) release();
  const find = (kind: DeviceKind) => {
    const one = opened[kind];
    return one.ok ? works(kind, lists) : judgeFailure(one.failure);
  };
  return {
    microphone: find("mic"),
    camera: find("camera"),
    track: opened.mic.ok ? opened.mic.track : null,
    release,
  };
}

async function lookAtOwn(
  { media }: DevicesDeps,
  local: Pick<LocalMedia, "mic" | "camera">,
): Promise<DevicesAnswer> {
  const lists = await listDevices(media);
  const mic = local.mic.peek();
  const camera = local.camera.peek();
  return {
    microphone: await judgeState(mic, { kind: "mic", media, lists }),
    camera: await judgeState(camera, { kind: "camera", media, lists }),
    track: mic.kind === "on" ? mic.track : null,
    release() {},
  };
}

async function judgeState(
  state: DeviceState,
  { kind, media, lists }: { kind: DeviceKind; media: MediaPort | null; lists: DeviceLists },
): Promise<Finding> {
  if (state.kind === "on") return works(kind, lists);
  if (state.kind === "failed") return judgeFailure(state.failure);
  if (!media) return judgeFailure("insecure");
  const permission = await media.permission(kind === "mic" ? "microphone" : "camera");
  if (permission === "denied") return judgeFailure(await findBlock(media, kind) ?? "denied");
  return { verdict: "not-applicable", reason: "device-off" };
}

function works(kind: DeviceKind, lists: DeviceLists): Finding {
  const devices = (kind === "mic" ? lists.microphones : lists.cameras).length;
  return { verdict: "passed", reason: "device-works", measures: { devices } };
}

/** Listens for about two seconds and judges the loudest moment. */
export async function checkSound(
  deps: DevicesDeps,
  track: MediaStreamTrack | null,
): Promise<Finding> {
  if (!track) return { verdict: "not-applicable", reason: "needs-microphone" };
  const { clock, signal } = deps;
  const meter = openMeter(deps, track);
  if (!meter) return { verdict: "not-applicable", reason: "sound-unknown" };
  try {
    const until = clock.now() + soundMs;
    let peak = 0;
    while (clock.now() < until && !signal.aborted) {
      await pause({ clock, signal, limitMs: soundPeriodMs });
      peak = Math.max(peak, meter.read());
    }
    return judgeSound(peak, { isMuted: track.muted });
  } finally {
    meter.close();
  }
}

/** Null where the browser has no audio output, or gives out no more contexts. */
function openMeter(deps: DevicesDeps, track: MediaStreamTrack): LevelMeter | null {
  try {
    return deps.createMeter(track);
  } catch (error) {
    deps.report("doctor sound", error);
    return null;
  }
}
