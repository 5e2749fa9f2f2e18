// Asking the browser for microphones and cameras, and reading its refusals. Keeps nothing.
// W3C Media Capture and Streams, section 10 (getUserMedia, enumerateDevices). In no room, as calls and the
// doctor, which are loaded apart, both ask.

import type { ListedDevice, MediaPort } from "./ports.ts";

/** Why a microphone or camera gives nothing. */
export type MediaFailure =
  /** The person or the browser's setting said no. */
  | "denied"
  /** The operating system said no. */
  | "denied-by-system"
  | "not-found"
  /** The page around ours does not hand it on: its frame lacks `allow`. */
  | "blocked-by-frame"
  /** A Permissions-Policy header forbids it; ours does not, so a proxy's. */
  | "blocked-by-server"
  /** Another program holds the device. */
  | "in-use"
  /** Not a secure context: the browser has no devices at all. */
  | "insecure"
  | "failed";

/** What a device of one's own does. */
export type DeviceState =
  | { readonly kind: "off" }
  /** `isAsking`: the browser asks the person, who has not answered yet. */
  | { readonly kind: "starting"; readonly isAsking: boolean }
  | {
    readonly kind: "on";
    readonly track: MediaStreamTrack;
    readonly deviceId: string;
    /** The system lets nothing of it through, as while a phone call goes on. */
    readonly isSilenced: boolean;
  }
  | { readonly kind: "failed"; readonly failure: MediaFailure };

export type DeviceKind = "mic" | "camera";
export type Opened =
  | { readonly ok: true; readonly track: MediaStreamTrack }
  | { readonly ok: false; readonly failure: MediaFailure };

export type Facing = "user" | "environment";

/** Which device to open: this one or none (`isExact`), else this one if possible. */
export interface DeviceWish {
  readonly deviceId: string;
  readonly isExact: boolean;
  /** For a camera: the way it looks (W3C Media Capture and Streams, VideoFacingModeEnum). */
  readonly facing?: Facing;
  /** For a microphone: leave the sounds around the voice in. */
  readonly hasNoise?: boolean;
}
export const anyDevice: DeviceWish = { deviceId: "", isExact: false };

export interface DeviceChoice {
  readonly deviceId: string;
  readonly label: string;
}

export interface DeviceLists {
  readonly microphones: readonly DeviceChoice[];
  readonly cameras: readonly DeviceChoice[];
  readonly speakers: readonly DeviceChoice[];
  /** Everything as the browser lists it, for findNew(). */
  readonly all: readonly ListedDevice[];
}

/** Opens one device. Failures are data. */
export async function openDevice(
  media: MediaPort | null,
  kind: DeviceKind,
  wish: DeviceWish,
): Promise<Opened> {
  if (!media) return { ok: false, failure: "insecure" };
  try {
    const stream = await media.getUserMedia(constraintsOf({ [kind]: wish }));
    const [track] = stream.getTracks();
    return track ? { ok: true, track } : { ok: false, failure: "failed" };
  } catch (error) {
    return { ok: false, failure: await explain(media, kind, error) };
  }
}

/**
 * Opens both with one prompt. Where that fails it tries each alone, unless the answer was a person's
 * no: nobody is asked twice.
 */
export async function openBoth(
  media: MediaPort | null,
  wishes: Record<DeviceKind, DeviceWish>,
): Promise<Record<DeviceKind, Opened>> {
  const insecure: Opened = { ok: false, failure: "insecure" };
  if (!media) return { mic: insecure, camera: insecure };
  try {
    const tracks = (await media.getUserMedia(constraintsOf(wishes))).getTracks();
    const find = async (kind: DeviceKind): Promise<Opened> => {
      const track = tracks.find((one) => one.kind === (kind === "mic" ? "audio" : "video"));
      // Chromium gives what a frame may have, and is silent about the rest.
      return track
        ? { ok: true, track }
        : { ok: false, failure: await findBlock(media, kind) ?? "failed" };
    };
    return { mic: await find("mic"), camera: await find("camera") };
  } catch (error) {
    return await openEach(media, wishes, error);
  }
}

async function openEach(
  media: MediaPort,
  wishes: Record<DeviceKind, DeviceWish>,
  error: unknown,
): Promise<Record<DeviceKind, Opened>> {
  const isRefused = nameOf(error) === "NotAllowedError";
  const mic = await media.permission("microphone");
  const camera = await media.permission("camera");
  const tryOne = async (kind: DeviceKind, own: PermissionState | null, other: typeof own) => {
    // One device refused for good fails the joint request before anybody was asked about the other.
    const mayAsk = !isRefused || own === "granted" || own === null ||
      (own === "prompt" && other === "denied");
    if (mayAsk) return await openDevice(media, kind, wishes[kind]);
    return { ok: false, failure: await explain(media, kind, error) } as const;
  };
  return {
    mic: await tryOne("mic", mic, camera),
    camera: await tryOne("camera", camera, mic),
  };
}

async function explain(
  media: MediaPort,
  kind: DeviceKind,
  error: unknown,
): Promise<MediaFailure> {
  const failure = readFailure(error, await media.permission(featureOf(kind)));
  const isRefused = failure === "denied" || failure === "denied-by-system";
  return isRefused ? await findBlock(media, kind) ?? failure : failure;
}

/** Says whether somebody else than the person keeps a device from this page, and who. */
export async function findBlock(media: MediaPort, kind: DeviceKind): Promise<MediaFailure | null> {
  const allowed = media.allows(featureOf(kind));
  if (allowed === false) return media.isFramed ? "blocked-by-frame" : "blocked-by-server";
  if (allowed || !media.isFramed) return null;
  // Firefox and Safari do not tell, but in such a frame they list no devices of the kind.
  if (await media.permission(featureOf(kind)) === "granted") return null;
  const listed = await media.enumerateDevices();
  const input = kind === "mic" ? "audioinput" : "videoinput";
  return listed.some((device) => device.kind === input) ? null : "blocked-by-frame";
}

/** Whether opening a device asks the person first; false where the browser does not tell. */
export async function willAsk(media: MediaPort | null, kind: DeviceKind): Promise<boolean> {
  return await media?.permission(featureOf(kind)) === "prompt";
}

function featureOf(kind: DeviceKind): "microphone" | "camera" {
  return kind === "mic" ? "microphone" : "camera";
}

/** Why getUserMedia rejected, from its DOMException and the permission's state. */
export function readFailure(error: unknown, permission: PermissionState | null): MediaFailure {
  switch (nameOf(error)) {
    case "NotAllowedError":
    case "SecurityError":
      // Chrome says "Permission denied by system"; others only that the site itself has permission.
      return permission === "granted" || /system/i.test(messageOf(error))
        ? "denied-by-system"
        : "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "not-found";
    case "NotReadableError":
    case "AbortError":
      return "in-use";
    default:
      return "failed";
  }
}

/** Lists the devices; without permission the browser gives no names and we no entries. */
export async function listDevices(media: MediaPort | null): Promise<DeviceLists> {
  const devices = await media?.enumerateDevices() ?? [];
  const pick = (kind: MediaDeviceKind): readonly DeviceChoice[] =>
    devices.filter((device) => device.kind === kind && device.deviceId !== "")
      .map(({ deviceId, label }) => ({ deviceId, label }));
  return {
    microphones: pick("audioinput"),
    cameras: pick("videoinput"),
    speakers: pick("audiooutput"),
    all: devices,
  };
}

/**
 * What a microphone is asked to do with sound. Echo cancellation is always on: without it everybody
 * else hears themselves.
 */
export function soundConstraints(isNoiseSuppressed: boolean) {
  return {
    echoCancellation: true,
    noiseSuppression: isNoiseSuppressed,
    autoGainControl: true,
  } as const;
}

function constraintsOf(wishes: Partial<Record<DeviceKind, DeviceWish>>): MediaStreamConstraints {
  const { mic, camera } = wishes;
  return {
    ...(mic && {
      audio: {
        ...soundConstraints(!mic.hasNoise),
        ...deviceConstraint(mic),
      },
    }),
    ...(camera && {
      video: {
        width: { ideal: 1280 },
        height: { ideal: 720 },
        frameRate: { ideal: 30 },
        ...deviceConstraint(camera),
      },
    }),
  };
}

function deviceConstraint({ deviceId, isExact, facing }: DeviceWish): MediaTrackConstraints {
  if (facing) return { facingMode: { exact: facing } };
  if (deviceId === "") return {};
  return { deviceId: isExact ? { exact: deviceId } : { ideal: deviceId } };
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : "";
}

function messageOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.message : "";
}
