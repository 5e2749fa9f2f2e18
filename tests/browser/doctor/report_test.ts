// The report holds no address, token, name, id or candidate, whatever the checks came across.

import assert from "node:assert/strict";
import { createDoctor } from "../../../lib/browser/doctor/doctor.ts";
import { canaries, createDoctorWorld, type FakeDoctorWorld } from "../../fakes/browser/doctor.ts";

const worlds: [string, (world: FakeDoctorWorld) => void][] = [
  ["all is well", () => {}],
  ["the relay refuses", (world) => world.relay = "refused"],
  ["the relay is gone", (world) => world.relay = "gone"],
  ["the relay is a dead end", (world) => world.relay = "dead-end"],
  ["the server is gone", (world) => world.http = "gone"],
  ["the server is busy", (world) => world.http = "busy"],
  ["the socket is refused", (world) => world.socket = "refused"],
  ["the network is strict", (world) => world.stunPorts = [4_000, 4_001]],
  ["devices fail with talkative errors", (world) => {
    const error = new DOMException(`${canaries.device} of ${canaries.person}`, "NotReadableError");
    Object.assign(world.media.trouble, { audio: error, video: error });
  }],
];

async function report(arrange: (world: FakeDoctorWorld) => void): Promise<string> {
  const world = createDoctorWorld({
    peers: () =>
      Promise.resolve([
        { name: canaries.person, path: "direct", rttMs: 31 },
        { name: `${canaries.host} ${canaries.person}`, path: "none" },
      ]),
  });
  arrange(world);
  const doctor = createDoctor(world.deps);
  await world.settle(doctor.run());
  return doctor.report();
}

for (const [name, arrange] of worlds) {
  Deno.test(`[F14][S12] the report gives nobody away when ${name}`, async () => {
    const text = await report(arrange);
    for (const canary of Object.values(canaries)) {
      assert(!text.includes(canary), `${canary} in:\n${text}`);
    }
    assert.doesNotMatch(text, /canary|candidate|\bstuns?:|\bturns?:|ufrag|eyJ/i);
    assert.doesNotMatch(text, /\d+\.\d+\.\d+|[0-9a-f]{2,}:[0-9a-f]{0,4}:|[0-9a-f]{8}-|\d{6,}/i);
    // Every line is of the closed vocabulary: ids, verdicts, reasons, numbers with units.
    for (const line of text.trim().split("\n").slice(2)) {
      assert.match(line, /^[a-z-]+ +[a-z-]+ +[a-z-]+( \([a-zA-Z0-9 ,.%/-]+\))?$/);
    }
  });
}

Deno.test("[F14] the report says browser, verdicts and numbers", async () => {
  const lines = (await report(() => {})).split("\n");
  assert.equal(lines[0], "ConFlux doctor report");
  assert.equal(lines[1], "browser     Chrome 156");
  assert(lines.includes("socket      passed          socket-answers (round trip 15 ms)"));
  assert(
    lines.includes(
      "people      failed          people-failed (round trip 31 ms, direct 1, relayed 0, unconnected 1)",
    ),
  );
  assert.match(
    lines.join("\n"),
    /relay-udp +passed +relay-works \(connected in \d+ ms, [\d.]+ Mbit/,
  );
});

Deno.test("[F14] before a run the report says that nothing was checked", () => {
  const doctor = createDoctor(createDoctorWorld().deps);
  assert.match(doctor.report(), /relay-tls +waiting/);
});
