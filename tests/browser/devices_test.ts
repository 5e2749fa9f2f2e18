// How the browser's refusals are read.

import assert from "node:assert/strict";
import { anyDevice, openBoth, readFailure } from "../../lib/browser/devices.ts";
import { createFakeMedia } from "../fakes/browser/media.ts";

Deno.test("[F2] why a device gives nothing", () => {
  const named = (name: string, message = "") => new DOMException(message, name);
  const table = [
    [named("NotAllowedError"), "prompt", "denied"],
    [named("NotAllowedError"), "denied", "denied"],
    [named("NotAllowedError"), "granted", "denied-by-system"],
    [named("NotAllowedError", "Permission denied by system"), "prompt", "denied-by-system"],
    [named("NotFoundError"), null, "not-found"],
    [named("OverconstrainedError"), null, "not-found"],
    [named("NotReadableError"), null, "in-use"],
    [named("AbortError"), null, "in-use"],
    [new TypeError("x"), null, "failed"],
    ["odd", null, "failed"],
  ] as const;
  for (const [error, permission, failure] of table) {
    assert.equal(readFailure(error, permission), failure);
  }
});

const denied = () => new DOMException("Permission denied", "NotAllowedError");
type Permissions = "granted" | "prompt" | "denied" | null;

/** What both devices say where both are refused: `policy` as Chromium tells it, `lists` as Firefox does. */
const frames: [string, {
  policy: ("camera" | "microphone")[] | null;
  isFramed: boolean;
  permission: Permissions;
  lists: ("camera" | "microphone")[];
  says: [mic: string, camera: string];
}][] = [
  ["Chromium, a frame without allow", {
    policy: [],
    isFramed: true,
    permission: "denied",
    lists: ["camera", "microphone"],
    says: ["blocked-by-frame", "blocked-by-frame"],
  }],
  ["Chromium, the same, with a permission of old", {
    policy: [],
    isFramed: true,
    permission: "granted",
    lists: ["camera", "microphone"],
    says: ["blocked-by-frame", "blocked-by-frame"],
  }],
  ["Chromium, a frame with allow, and the person says no", {
    policy: ["camera", "microphone"],
    isFramed: true,
    permission: "denied",
    lists: ["camera", "microphone"],
    says: ["denied", "denied"],
  }],
  ["Chromium, a frame with allow, and the system says no", {
    policy: ["camera", "microphone"],
    isFramed: true,
    permission: "granted",
    lists: ["camera", "microphone"],
    says: ["denied-by-system", "denied-by-system"],
  }],
  ["Chromium, a proxy's header", {
    policy: ["microphone"],
    isFramed: false,
    permission: "denied",
    lists: ["microphone"],
    says: ["denied", "blocked-by-server"],
  }],
  ["Firefox, a frame without allow", {
    policy: null,
    isFramed: true,
    permission: "denied",
    lists: [],
    says: ["blocked-by-frame", "blocked-by-frame"],
  }],
  ["Firefox, a frame that allows the camera only", {
    policy: null,
    isFramed: true,
    permission: "denied",
    lists: ["camera"],
    says: ["blocked-by-frame", "denied"],
  }],
  ["Safari, a frame without allow", {
    policy: null,
    isFramed: true,
    permission: "prompt",
    lists: [],
    says: ["blocked-by-frame", "blocked-by-frame"],
  }],
  ["Firefox, no frame, no devices listed, and the person says no", {
    policy: null,
    isFramed: false,
    permission: "denied",
    lists: [],
    says: ["denied", "denied"],
  }],
];

for (const [name, { policy, isFramed, permission, lists, says }] of frames) {
  Deno.test(`[F2] who keeps the devices from the page is named: ${name}`, async () => {
    const media = createFakeMedia();
    Object.assign(media, { policy, isFramed });
    Object.assign(media.permissions, { camera: permission, microphone: permission });
    Object.assign(media.trouble, { audio: denied(), video: denied() });
    media.devices = lists.map((one) => ({
      kind: one === "camera" ? "videoinput" : "audioinput",
      deviceId: "",
      label: "",
    }));
    const { mic, camera } = await openBoth(media, { mic: anyDevice, camera: anyDevice });
    assert.deepEqual([mic, camera].map((one) => one.ok ? "" : one.failure), says);
  });
}
