// Calls over the relay: credentials that expire many times in a call, and a guest without permission,
// whose browser has no other way on loopback.

import assert from "node:assert/strict";
import { startTurnProcess, turnSecret } from "../fakes/turn_process.ts";
import { allRelayed, openSilently, readGatheringErrors } from "../e2e/rig/crowd.ts";
import { createFirefoxPerson, launchFirefox } from "../e2e/rig/firefox.ts";
import { openWayOut } from "../e2e/rig/network.ts";
import { eventually, type Person, seesAndHears } from "../e2e/rig/people.ts";
import { openHouse, type Stage } from "../e2e/rig/stage.ts";

const { withStage } = await openHouse();
const firefox = await launchFirefox();
Deno.test.afterAll(() => firefox.close());

/** Restarts ICE on every connection of the page. Runs in the page. */
function restartIce(): void {
  const { testConnections } = globalThis as unknown as { testConnections: RTCPeerConnection[] };
  for (const connection of testConnections) connection.restartIce();
}

/** Names of the local user fragments, which an ICE restart replaces. Runs in the page. */
function userFragments(): string[] {
  const { testConnections } = globalThis as unknown as { testConnections: RTCPeerConnection[] };
  return testConnections.map((one) =>
    /a=ice-ufrag:(.*)/.exec(one.currentLocalDescription?.sdp ?? "")?.[1] ?? ""
  );
}

/** Registers a test on a server that hands out a relay, with these settings besides. */
function relayTest(
  name: string,
  settings: Record<string, string>,
  run: (stage: Stage) => Promise<void>,
  turnSettings: Record<string, string> = {},
): void {
  Deno.test(name, async () => {
    const turn = await startTurnProcess(turnSettings);
    const relay = {
      COTURN_SECRET: turnSecret,
      COTURN_URLS: `turn:${turn.address}?transport=udp`,
    };
    try {
      await withStage(name, run, { settings: { ...settings, ...relay } });
    } finally {
      await turn.close();
    }
  });
}

/** Of credentials. Renewed at half of it, they have the other half to be used in. */
const lifeS = 14;
/** How long a call lasts is what is tested. */
const lasts = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const viewport = { width: 640, height: 480 };

relayTest(
  "[P2] a relayed call outlives its credentials four times, and can restart ICE after that",
  { CONFLUX_ICE_POLICY: "relay", CONFLUX_TURN_TTL_S: String(lifeS) },
  async ({ join }) => {
    const [ana, ben] = [await join("Ana", { viewport }), await join("Ben", { viewport })];
    for (const person of [ana, ben]) await seesAndHears(person, 1);

    for (let life = 0, frames = 0; life < 4; life++) {
      await lasts(lifeS * 1_000);
      const [link] = await ana.received();
      assert.ok(link && link.frames > frames, `frames advance: ${link?.frames} after ${frames}`);
      assert.ok(link.local === "relay", `over the relay, not ${link.local}`);
      frames = link.frames;
    }
    await eventually("new credentials twice in each life", () => {
      const asked = ana.requests.filter((url) => url.includes("/config/"));
      return Promise.resolve(asked.length >= 8);
    }, 2 * lifeS * 1_000);

    const before = await ana.page.evaluate(userFragments);
    await ana.page.evaluate(restartIce);
    await eventually("ICE has restarted", async () => {
      const now = await ana.page.evaluate(userFragments);
      return now[0] !== before[0];
    });
    for (const person of [ana, ben]) await seesAndHears(person, 1);
    assert.equal((await ben.received())[0]?.local, "relay");
  },
);

for (const isFoxFirst of [false, true]) {
  const order = isFoxFirst ? "Firefox, then Chromium" : "Chromium, then Firefox";
  relayTest(
    `[P2][R11] ${order}: a relayed call outlives its credentials twice`,
    { CONFLUX_ICE_POLICY: "relay", CONFLUX_TURN_TTL_S: String(lifeS) },
    async ({ app, join, meetingId }) => {
      // Not for the others: a browser makes an allocation on each of its networks.
      await using _wayOut = await openWayOut();
      const profile = await firefox.createBrowserContext();
      const fox = await createFirefoxPerson(profile, { origin: app.origin, name: "Fox" });
      const enter = async () => {
        await fox.open(meetingId);
        await fox.join();
      };
      if (isFoxFirst) await enter();
      const ana = await join("Ana", { viewport });
      if (!isFoxFirst) await enter();
      const people = [ana, fox];
      for (const person of people) await seesAndHears(person, 1);
      for (let renewal = 0; renewal < 4; renewal++) {
        await lasts(lifeS * 500);
        for (const person of people) await seesAndHears(person, 1);
      }
      assert.equal(
        (await ana.received()).find(({ state }) => state === "connected")?.local,
        "relay",
      );
      assert.deepEqual(fox.complaints, []);
      await profile.close();
    },
  );
}

relayTest(
  "[F14] who hides the own address in the preview is reached over the relay only",
  {},
  async ({ enter, join, meetingId }) => {
    const ana = await enter("Ana");
    await ana.open(meetingId);
    await ana.page.getByLabel("Hide my network address").check();
    await ana.join();
    const ben = await join("Ben");
    for (const person of [ana, ben]) await seesAndHears(person, 1);
    assert.equal((await ana.received())[0]?.local, "relay");
    assert.equal((await ben.received())[0]?.remote, "relay");
  },
);

const crowd = 8;

relayTest(
  "[S14] eight people, all relayed, restart at once, reload and stay connected: nobody gets 486",
  { CONFLUX_ICE_POLICY: "relay" },
  async ({ enter, meetingId }) => {
    const people: Person[] = [];
    for (let count = 1; count <= crowd; count++) {
      const person = await enter(`Person ${count}`, { viewport });
      people.push(person);
      await openSilently(person, meetingId);
      await person.join();
    }
    const areWhole = (what: string) => allRelayed(people, what);
    const errors: number[] = [];
    const collect = async () => {
      for (const { page } of people) errors.push(...await readGatheringErrors(page));
    };
    await areWhole("all are connected over relays");

    const fragments = () => Promise.all(people.map(({ page }) => page.evaluate(userFragments)));
    const before = (await fragments()).flat();
    for (const { page } of people) {
      await page.evaluate(() => void dispatchEvent(new Event("online")));
    }
    await eventually("every connection has restarted", async () => {
      const now = (await fragments()).flat();
      return now.length === before.length && now.every((one) => !before.includes(one));
    }, 120_000);
    await areWhole("all are connected after their networks changed");

    await collect();
    for (const person of people.slice(0, 3)) {
      await person.page.reload();
      await areWhole(`all are connected after ${person.name} reloaded`);
    }
    await collect();
    assert.deepEqual(errors.filter((code) => code === 486), [], "no quota was reached");
  },
  { COTURN_MIN_PORT: "50000", COTURN_MAX_PORT: "50400" },
);
