// Eight people, each behind a symmetric NAT: everything is relayed, also after networks changed. With the
// quota of sixteen, the default: what an address leaves behind at coturn counts for ten minutes more.

import assert from "node:assert/strict";
import { buildApp } from "../e2e/rig/app_process.ts";
import { allRelayed, openSilently, readGatheringErrors } from "../e2e/rig/crowd.ts";
import { relays, stun, withMeeting } from "./app_call.ts";

await buildApp();

Deno.test("[S14][R11] eight people behind symmetric NATs: nobody gets 486, two who change their address and one who reloads are back", async () => {
  const nats = Array.from({ length: 8 }, () => "symmetric" as const);
  await withMeeting(nats, [stun, ...relays], async (people, lab) => {
    const errors: number[] = [];
    const collect = async () => {
      for (const { page } of people) errors.push(...await readGatheringErrors(page));
    };
    await allRelayed(people, "all are connected over relays");
    for (const client of [0, 1]) {
      await lab.changeAddress(client);
      await allRelayed(people, `all are connected after ${client} changed its address`);
    }
    await collect();
    await people[2]?.page.reload();
    await allRelayed(people, "all are connected after a reload");
    await collect();
    assert.deepEqual(errors.filter((code) => code === 486), [], "no quota was reached");
  }, { open: openSilently });
});
