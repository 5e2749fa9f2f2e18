// What was plugged in, from two of the browser's lists. Pure.

import type { ListedDevice } from "../ports.ts";

/** Something that was plugged in: what it has, by device id. A headset has a microphone and a speaker. */
export interface FoundDevice {
  readonly label: string;
  readonly microphoneId?: string;
  readonly cameraId?: string;
  readonly speakerId?: string;
}

/** Chromium lists the system's choice once more under these ids. */
const aliases: ReadonlySet<string> = new Set(["default", "communications"]);

/** A list of the browser's, and of which kinds it was sure to have all: those it had permission for. */
export interface SeenDevices {
  readonly devices: readonly ListedDevice[];
  readonly permitted: ReadonlySet<MediaDeviceKind>;
}

/**
 * The device that is new in `after`, all of its parts in one; null if there is none. What only came to
 * be seen, named or numbered anew with a permission was there before.
 */
export function findNew(before: SeenDevices, after: readonly ListedDevice[]): FoundDevice | null {
  const fresh = after.filter((device) => {
    if (device.deviceId === "" || aliases.has(device.deviceId)) return false;
    const [old, now] = [before.devices, after].map((list) =>
      list.filter(({ kind }) => kind === device.kind)
    );
    return old !== undefined && now !== undefined &&
      isComplete(old, now, before.permitted.has(device.kind)) && isAdded(device, old, now);
  });
  const [first] = fresh;
  if (!first) return null;
  const parts = fresh.filter((one) =>
    one === first || (one.groupId && one.groupId === first.groupId)
  );
  const find = (kind: MediaDeviceKind) => parts.find((one) => one.kind === kind)?.deviceId;
  const [microphoneId, cameraId, speakerId] = [
    find("audioinput"),
    find("videoinput"),
    find("audiooutput"),
  ];
  return {
    label: first.label,
    ...(microphoneId && { microphoneId }),
    ...(cameraId && { cameraId }),
    ...(speakerId && { speakerId }),
  };
}

/** Says whether what is missing in an older list of one kind was not there. */
function isComplete(
  old: readonly ListedDevice[],
  now: readonly ListedDevice[],
  isPermitted: boolean,
): boolean {
  if (old.length === 0) return isPermitted;
  if (old.some(({ deviceId }) => deviceId === "")) return false;
  return old.some(hasName) || !now.some(hasName);
}

/** By its id; and as ids change with a browser's data, by one more of that name. */
function isAdded(
  device: ListedDevice,
  old: readonly ListedDevice[],
  now: readonly ListedDevice[],
): boolean {
  if (old.some(({ deviceId }) => deviceId === device.deviceId)) return false;
  const count = (list: readonly ListedDevice[]) =>
    list.filter(({ label }) => label === device.label).length;
  return !hasName(device) || count(now) > count(old);
}

function hasName({ label }: ListedDevice): boolean {
  return label !== "";
}
