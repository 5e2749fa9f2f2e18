// Of which kinds the browser lists every device. W3C Media Capture and Streams, section 9.2.1 (device
// information exposure).

import type { DeviceKind, DeviceState } from "../devices.ts";
import type { MediaPort } from "../ports.ts";

/** Makes a reader of the kinds that may be seen; speakers come with the microphones. */
export function createPermitted(
  media: MediaPort | null,
  inUse: () => Readonly<Record<DeviceKind, DeviceState>>,
): () => Promise<ReadonlySet<MediaDeviceKind>> {
  // Once opened they stay in sight, also where the permission was for that time only.
  const opened = new Set<DeviceKind>();

  async function isPermitted(kind: DeviceKind): Promise<boolean> {
    if (inUse()[kind].kind === "on") opened.add(kind);
    const permission = await media?.permission(kind === "mic" ? "microphone" : "camera");
    if (permission === "denied") opened.delete(kind);
    return permission === "granted" || opened.has(kind);
  }

  return async () => {
    const [mic, camera] = await Promise.all([isPermitted("mic"), isPermitted("camera")]);
    return new Set([
      ...(mic ? ["audioinput", "audiooutput"] as const : []),
      ...(camera ? ["videoinput"] as const : []),
    ]);
  };
}
