// The app itself across NATs: who gets through, which way, and what is said where nobody does.

import assert from "node:assert/strict";
import { buildApp } from "../e2e/rig/app_process.ts";
import { eventually, type Person, type Received, seesAndHears } from "../e2e/rig/people.ts";
import { relays, stun, withMeeting } from "./app_call.ts";

await buildApp();

const isRelayed = ({ local, remote }: Received) => local === "relay" || remote === "relay";

/** The person's links, once each of them says which pair it uses. */
function links(person: Person, count: number): Promise<Received[]> {
  return eventually(`${count} links of ${person.name} with a pair`, async () => {
    const received = await person.received();
    const ready = received.filter((one) => one.state === "connected" && one.local !== "");
    return ready.length === count && ready;
  });
}

Deno.test("[F15] [P2] two symmetric NATs: people see and hear each other, over the relay only", async () => {
  await withMeeting(["symmetric", "symmetric"], [stun, ...relays], async (people) => {
    for (const person of people) await seesAndHears(person, 1);
    for (const person of people) {
      assert.ok((await links(person, 1)).every(isRelayed), person.name);
    }
  });
});

Deno.test("[F15] UDP blocked: the call goes over TURN by TCP", async () => {
  await withMeeting(["udp-blocked", "symmetric"], [stun, ...relays], async (people) => {
    for (const person of people) await seesAndHears(person, 1);
    const [blocked] = await links(people[0] as Person, 1);
    assert.deepEqual([blocked?.local, blocked?.protocol], ["relay", "tcp"]);
    // A reloaded page begins with what had worked (R10): no relay over UDP is tried first.
    await people[0]?.page.reload();
    for (const person of people) await seesAndHears(person, 1);
    const urls = await people[0]?.page.evaluate(() => {
      const { testConnections } = globalThis as unknown as { testConnections: RTCPeerConnection[] };
      return testConnections[0]?.getConfiguration().iceServers?.flatMap((one) => one.urls);
    });
    assert.ok(urls?.some((url) => url.includes("transport=tcp")), String(urls));
    assert.ok(!urls?.some((url) => url.startsWith("turn:") && !url.includes("tcp")), String(urls));
  });
});

Deno.test("[F15] three people of whom one is behind a symmetric NAT: only that one's links are relayed", async () => {
  await withMeeting(["cone", "cone", "symmetric"], [stun, ...relays], async (people) => {
    for (const person of people) await seesAndHears(person, 2);
    // The first pair that works need not be the last.
    await eventually("cone to cone goes directly", async () => {
      const relayed = await Promise.all(
        people.map(async (person) => (await links(person, 2)).filter(isRelayed).length),
      );
      return relayed.join() === "1,1,2";
    });
  });
});

Deno.test("[F14] two symmetric NATs without TURN: the tile says so within 20 s, with one action", async () => {
  await withMeeting(["symmetric", "symmetric"], [stun], async (people) => {
    for (const { page } of people) {
      await page.getByText("No connection").waitFor({ timeout: 20_000 });
      assert.equal(await page.getByRole("button", { name: /^Try again to connect/ }).count(), 1);
    }
  });
});
