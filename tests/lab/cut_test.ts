// Somebody is off the internet for a while in a call of the app: server, relay and the others are all out
// of reach, and the machine itself does not notice.

import assert from "node:assert/strict";
import { buildApp } from "../e2e/rig/app_process.ts";
import { keepCall } from "../e2e/rig/kept_call.ts";
import type { Person } from "../e2e/rig/people.ts";
import { relays, stun, withMeeting } from "./app_call.ts";
import type { NatKind } from "./nat_lab.ts";

await buildApp();

/** R11: media is back within this after the network's return. */
const mediaMs = 10_000;

/** How long a fault lasts is part of it. */
const lasts = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

for (const nat of ["cone", "symmetric"] satisfies NatKind[]) {
  Deno.test(`[R1][R11] ${nat} NATs, uplink cut for 8 s, then for 20 s: media is back within 10 s, nobody is seen leaving`, async () => {
    await withMeeting([nat, nat], [stun, ...relays], async (people, lab) => {
      const call = await keepCall(people);
      const [, other] = people as [Person, Person];
      const frames = async () => (await other.received()).map((one) => one.frames);
      for (const cutMs of [8_000, 20_000]) {
        await lab.cutUplink(0);
        await lasts(cutMs / 2);
        const before = await frames();
        await lasts(cutMs / 2);
        assert.deepEqual(await frames(), before, "it was cut");
        await lab.restoreUplink(0);
        await call.assertKept({ mediaMs });
      }
    });
  });
}
