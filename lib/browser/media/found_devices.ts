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

/** The device that is new in `after`, all of its parts in one; null if there is none. */
export function findNew(
  before: readonly ListedDevice[],
  after: readonly ListedDevice[],
): FoundDevice | null {
  const isNew = ({ kind, deviceId }: ListedDevice) =>
    deviceId !== "" && !aliases.has(deviceId) &&
    !before.some((old) => old.kind === kind && (old.deviceId === deviceId || old.deviceId === ""));
  const fresh = after.filter(isNew);
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
