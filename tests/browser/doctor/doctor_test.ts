// The doctor as a whole, against a fake browser: which trouble shows in which row, what runs and what
// does not, and that everything is let go.

import assert from "node:assert/strict";
import { createDoctor, type DoctorDeps } from "../../../lib/browser/doctor/doctor.ts";
import type { CheckId } from "../../../lib/browser/doctor/finding.ts";
import { createFakeTrack } from "../../fakes/browser/media.ts";
import { createDoctorWorld, type FakeDoctorWorld } from "../../fakes/browser/doctor.ts";
import { signal } from "@preact/signals";
import type { DeviceState } from "../../../lib/browser/devices.ts";

async function examine(
  arrange: (world: FakeDoctorWorld) => void = () => {},
  change: Partial<DoctorDeps> = {},
) {
  const world = createDoctorWorld(change);
  arrange(world);
  const doctor = createDoctor(world.deps);
  await world.settle(doctor.run());
  const find = (id: CheckId) => doctor.checks.value.find((check) => check.id === id);
  return { world, doctor, find, reason: (id: CheckId) => find(id)?.reason };
}

Deno.test("[F14] with everything in order every row passes, in a fixed order", async () => {
  const { doctor, world } = await examine();
  assert.deepEqual(
    doctor.checks.value.map(({ id, verdict, reason }) => `${id} ${verdict} ${reason}`),
    [
      "secure passed secure-yes",
      "microphone passed device-works",
      "camera passed device-works",
      "sound passed sound-heard",
      "server passed server-answers",
      "socket passed socket-answers",
      "network passed network-friendly",
      "relay-udp passed relay-works",
      "relay-tcp passed relay-works",
      "relay-tls passed relay-works",
    ],
  );
  assert.equal(doctor.phase.value, "done");
  assert.equal(world.clock.pending, 0);
});

Deno.test("[F14] everything that was opened is closed again", async () => {
  const { world } = await examine();
  assert(world.probes.length >= 7 && world.probes.every((probe) => probe.isClosed));
  assert(world.sockets.length === 1 && world.sockets.every((socket) => socket.isClosed));
  assert(world.media.tracks.every((track) => track.readyState === "ended"));
  assert.deepEqual(world.media.prompts, ["audio+video"]);
});

Deno.test("[F14] throughput, loss and times are measured, not guessed", async () => {
  const { find } = await examine((world) => {
    world.bytesPerMs = 250;
    world.losesEvery = 25;
  });
  const measures = find("relay-udp")?.measures;
  assert(measures?.mbitPerS && Math.abs(measures.mbitPerS - 2) < 0.2, `${measures?.mbitPerS}`);
  assert.equal(measures.lossPercent, 4);
  assert(measures.connectMs && measures.connectMs >= 30 && measures.connectMs < 60);
  assert.equal(find("socket")?.measures?.roundTripMs, 15);
});

const troubles: [string, (world: FakeDoctorWorld) => void, Partial<Record<CheckId, string>>][] = [
  ["a wrong TURN secret", (world) => world.relay = "refused", {
    "relay-udp": "relay-refused",
    "relay-tcp": "relay-refused",
    "relay-tls": "relay-refused",
    "network": "network-friendly",
  }],
  ["a relay that is gone", (world) => world.relay = "gone", { "relay-tls": "relay-unreachable" }],
  ["a relay behind a silent firewall", (world) => world.relay = "silent", {
    "relay-udp": "relay-unreachable",
    "relay-tcp": "relay-unreachable",
  }],
  ["a relay with a wrong address", (world) => world.relay = "dead-end", {
    "relay-udp": "relay-dead-end",
  }],
  ["a full relay", (world) => world.relay = "full", { "relay-tcp": "relay-full" }],
  ["a lossy relay", (world) => world.losesEvery = 8, { "relay-udp": "relay-poor" }],
  ["a symmetric NAT", (world) => world.stunPorts = [4_000, 4_001], { network: "network-strict" }],
  ["one STUN server, a relay that sees another port", (world) => {
    world.iceUrls.stun = world.iceUrls.stun.slice(0, 1);
    world.portAtRelay = 4_444;
  }, { network: "network-strict" }],
  ["one STUN server and no working relay", (world) => {
    world.iceUrls.stun = world.iceUrls.stun.slice(0, 1);
    world.relay = "gone";
  }, { network: "network-unknown" }],
  ["blocked UDP", (world) => world.stunPorts = [], { network: "network-blocked" }],
  ["a server without TURN", (world) => world.iceUrls = { stun: [], turn: [] }, {
    "network": "network-unasked",
    "relay-udp": "not-configured",
    "relay-tls": "not-configured",
  }],
  ["a server that is gone", (world) => world.http = "gone", {
    "server": "server-unreachable",
    "socket": "needs-server",
    "network": "needs-server",
    "relay-udp": "needs-server",
    "microphone": "device-works",
  }],
  ["a busy server", (world) => world.http = "busy", { server: "server-busy" }],
  ["a proxy without WebSocket", (world) => world.socket = "blocked", {
    "socket": "socket-blocked",
    "relay-udp": "relay-works",
  }],
  ["a server that is set up for another address", (world) => {
    world.socket = "blocked";
    world.isOriginRefused = true;
  }, { "socket": "socket-origin", "server": "server-answers" }],
  ["a socket without answers", (world) => world.socket = "silent", { socket: "socket-silent" }],
  ["a refused token", (world) => world.socket = "refused", { socket: "socket-refused" }],
  ["a silent microphone", (world) => world.level = 0, { sound: "sound-silent" }],
  ["permission refused in the browser", (world) => {
    const refusal = new DOMException("Permission denied", "NotAllowedError");
    Object.assign(world.media.trouble, { audio: refusal, video: refusal });
    Object.assign(world.media.permissions, { microphone: "denied", camera: "denied" });
  }, { microphone: "device-denied", camera: "device-denied", sound: "needs-microphone" }],
  ["permission refused by the system", (world) => {
    world.media.trouble.video = new DOMException("Permission denied by system", "NotAllowedError");
    Object.assign(world.media.permissions, { microphone: "granted", camera: "granted" });
  }, { microphone: "device-works", camera: "device-denied-by-system" }],
  ["no camera", (world) => {
    world.media.devices = world.media.devices.filter((one) => one.kind !== "videoinput");
  }, { microphone: "device-works", camera: "device-not-found" }],
];
for (const [name, arrange, expected] of troubles) {
  Deno.test(`[F14] ${name} shows in its rows`, async () => {
    const { reason, world } = await examine(arrange);
    for (const [id, wanted] of Object.entries(expected)) {
      assert.equal(reason(id as CheckId), wanted, id);
    }
    assert(world.probes.every((probe) => probe.isClosed));
    assert.equal(world.clock.pending, 0);
  });
}

Deno.test("[F14] outside a secure context it says so and checks the rest", async () => {
  const { reason } = await examine(() => {}, { isSecure: false, media: null });
  assert.equal(reason("secure"), "secure-no");
  assert.equal(reason("microphone"), "device-insecure");
  assert.equal(reason("relay-udp"), "relay-works");
});

Deno.test("[F14] in a call it leaves the devices alone: no second opening", async () => {
  const track = createFakeTrack("audio");
  const mic = signal<DeviceState>({ kind: "on", track, deviceId: "mic-1", isSilenced: false });
  const camera = signal<DeviceState>({ kind: "off" });
  const { world, find } = await examine(() => {}, { local: { mic, camera } });
  assert.deepEqual(world.media.prompts, []);
  assert.equal(find("sound")?.verdict, "passed");
  assert.deepEqual(find("camera"), {
    id: "camera",
    verdict: "not-applicable",
    reason: "device-off",
  });
  assert.equal(track.readyState, "live");
});

Deno.test("[F14] in a call the way to each participant is a row of its own", async () => {
  const people = [{ name: "Ana", path: "direct", rttMs: 12 }, {
    name: "Bo",
    path: "none",
  }] as const;
  const { doctor, reason } = await examine(() => {}, { peers: () => Promise.resolve(people) });
  assert.equal(reason("people"), "people-failed");
  assert.deepEqual(doctor.people.value, people);
});

Deno.test("[F14] a check that breaks is one failed row, and the others go on", async () => {
  const { reason } = await examine(() => {}, {
    peers: () => Promise.reject(new Error("no stats")),
  });
  assert.equal(reason("people"), "broken");
  assert.equal(reason("relay-tls"), "relay-works");
});

Deno.test("[F14] a meter that cannot be made does not count against the microphone", async () => {
  const { find } = await examine(() => {}, {
    createMeter() {
      throw new DOMException("no more contexts", "NotSupportedError");
    },
  });
  assert.equal(find("sound")?.verdict, "not-applicable");
});

Deno.test("[F14] closing stops at once and lets everything go", async () => {
  const world = createDoctorWorld();
  const doctor = createDoctor(world.deps);
  const run = doctor.run();
  for (let step = 0; step < 40; step++) {
    for (let turn = 0; turn < 30; turn++) await Promise.resolve();
    world.clock.advance(5);
  }
  assert(world.probes.length > 0);
  doctor.close();
  doctor.close();
  await run;
  assert(world.probes.every((probe) => probe.isClosed));
  assert(world.media.tracks.every((track) => track.readyState === "ended"));
  assert.equal(world.clock.pending, 0);
});

Deno.test("[F14] pressing twice runs once; later it runs again", async () => {
  const world = createDoctorWorld();
  const doctor = createDoctor(world.deps);
  await world.settle(Promise.all([doctor.run(), doctor.run()]));
  assert.equal(world.sockets.length, 1);
  world.relay = "refused";
  await world.settle(doctor.run());
  assert.equal(world.sockets.length, 2);
  assert.equal(doctor.checks.value.find(({ id }) => id === "relay-udp")?.reason, "relay-refused");
});
