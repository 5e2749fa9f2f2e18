// What counts as plugged in.

import assert from "node:assert/strict";
import fc from "fast-check";
import { findNew } from "../../../lib/browser/media/found_devices.ts";
import type { ListedDevice } from "../../../lib/browser/ports.ts";

const kinds = ["audioinput", "videoinput", "audiooutput"] as const;
const camera = (deviceId: string, label: string) =>
  ({ kind: "videoinput", deviceId, label }) as const;
const mic = (deviceId: string, label: string) => ({ kind: "audioinput", deviceId, label }) as const;
const speaker = (deviceId: string, label: string) =>
  ({ kind: "audiooutput", deviceId, label }) as const;

const all = new Set(kinds);
const none = new Set<MediaDeviceKind>();
type Case = [string, ReadonlySet<MediaDeviceKind>, ListedDevice[], ListedDevice[], string | null];

const table: Case[] = [
  ["names that come with a permission", none, [camera("", "")], [camera("1", "Cam")], null],
  ["more of them than were hinted at", none, [camera("", "")], [
    camera("1", "Cam"),
    camera("2", "Cam 2"),
  ], null],
  ["Firefox: speakers come with the microphone", none, [mic("", "")], [
    mic("1", "Mic"),
    speaker("2", "Box"),
  ], null],
  ["a browser that lists nothing before", none, [], [mic("1", "Mic"), camera("2", "Cam")], null],
  ["ids first, names later, and the ids change", none, [mic("1", "")], [mic("9", "Mic")], null],
  ["the browser's data were cleared: other ids", all, [mic("1", "Mic"), camera("2", "Cam")], [
    mic("8", "Mic"),
    camera("9", "Cam"),
  ], null],
  ["the system's choice once more", all, [mic("1", "Mic")], [
    mic("1", "Mic"),
    mic("default", "Default - Mic"),
  ], null],
  ["pulled out", all, [mic("1", "Mic")], [], null],
  ["the first camera", all, [], [camera("1", "Cam")], "Cam"],
  ["a second one of the same name", all, [camera("1", "Cam")], [
    camera("1", "Cam"),
    camera("2", "Cam"),
  ], "Cam"],
  ["one without a name", all, [camera("1", "")], [camera("1", ""), camera("2", "")], ""],
  ["seen by its name, where the browser tells no permission", none, [camera("1", "Cam")], [
    camera("1", "Cam"),
    camera("2", "New"),
  ], "New"],
];

for (const [name, permitted, devices, after, label] of table) {
  Deno.test(`[F5] ${label === null ? "nothing is" : "something is"} plugged in: ${name}`, () => {
    assert.equal(findNew({ devices, permitted }, after)?.label ?? null, label);
  });
}

Deno.test("[F5] whatever a permission brings into sight is not announced", () => {
  const device = fc.record({
    kind: fc.constantFrom(...kinds),
    deviceId: fc.string({ minLength: 1 }),
    label: fc.string({ minLength: 1 }),
  });
  const hide = fc.constantFrom(
    (list: ListedDevice[]) =>
      kinds.filter((one) => list.some(({ kind }) => kind === one))
        .map((kind) => ({ kind, deviceId: "", label: "" })),
    (_: ListedDevice[]) => [],
    (list: ListedDevice[]) =>
      list.map((one) => ({ ...one, label: "", deviceId: `x${one.deviceId}` })),
  );
  fc.assert(fc.property(fc.array(device), hide, (devices, hidden) => {
    assert.equal(findNew({ devices: hidden(devices), permitted: none }, devices), null);
  }));
});
