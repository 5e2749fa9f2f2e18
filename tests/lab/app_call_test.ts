// The app itself across NATs: the production server and coturn in "inet", people behind their NATs.

import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { turnSecret } from "../fakes/turn_process.ts";
import { buildApp, productionSettings } from "../e2e/rig/app_process.ts";
import {
  createMeeting,
  createPerson,
  eventually,
  launchBrowser,
  type Person,
  type Received,
  seesAndHears,
} from "../e2e/rig/people.ts";
import { type Lab, type NatKind, serverIp, withLab } from "./nat_lab.ts";

await buildApp();

const origin = `http://${serverIp}:8000`;
const stun = `stun:${serverIp}:3478`;
const relays = [`turn:${serverIp}:3478?transport=udp`, `turn:${serverIp}:3478?transport=tcp`];

/** Puts one person behind each NAT into one meeting, and takes everything down again. */
async function withMeeting(
  nats: readonly NatKind[],
  urls: readonly string[],
  use: (people: readonly Person[], lab: Lab) => Promise<void>,
): Promise<void> {
  await withLab({ nats }, async (lab) => {
    await lab.startTurn(turnSecret);
    const server = lab.spawnIn("inet", [Deno.execPath(), "task", "serve"], {
      ...productionSettings,
      HOST: "0.0.0.0",
      PORT: "8000",
      CONFLUX_STORE: "memory",
      COTURN_SECRET: turnSecret,
      COTURN_URLS: urls.join(","),
    });
    await lab.waitForPort(8000, server);
    const meetingId = await createMeeting(origin);
    const browsers: Browser[] = [];
    try {
      const people: Person[] = [];
      for (const client of nats.keys()) {
        const browser = await launchBrowser({
          executablePath: lab.chromium(client),
          args: [`--unsafely-treat-insecure-origin-as-secure=${origin}`],
        });
        browsers.push(browser);
        const name = `Person ${client}`;
        const person = await createPerson(browser, {
          origin,
          name,
          viewport: { width: 800, height: 600 },
        });
        people.push(person);
        await person.open(meetingId);
        await person.join();
      }
      await use(people, lab);
    } finally {
      for (const browser of browsers) await browser.close();
    }
  });
}

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
  });
});

Deno.test("[F15] three people of whom one is behind a symmetric NAT: only that one's links are relayed", async () => {
  await withMeeting(["cone", "cone", "symmetric"], [stun, ...relays], async (people) => {
    for (const person of people) await seesAndHears(person, 2);
    const relayed = await Promise.all(
      people.map(async (person) => (await links(person, 2)).filter(isRelayed).length),
    );
    assert.equal(relayed[0] && relayed[0] <= 1, true, "cone to cone goes directly");
    assert.equal(relayed[1] && relayed[1] <= 1, true, "cone to cone goes directly");
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
