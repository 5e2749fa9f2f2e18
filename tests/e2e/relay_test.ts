// Calls over the relay: credentials that expire many times in a call, and a guest without permission,
// whose browser has no other way on loopback.

import assert from "node:assert/strict";
import { startTurnProcess, turnSecret } from "../fakes/turn_process.ts";
import { buildApp, serveApp } from "./rig/app_process.ts";
import {
  createMeeting,
  createPerson,
  eventually,
  launchBrowser,
  type Person,
  seesAndHears,
} from "./rig/people.ts";

await buildApp();

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

Deno.test("[P2] a relayed call outlives its credentials four times, and can restart ICE after that", async () => {
  const turn = await startTurnProcess();
  const browser = await launchBrowser();
  try {
    await using app = await serveApp({
      CONFLUX_STORE: "memory",
      CONFLUX_ICE_POLICY: "relay",
      CONFLUX_TURN_TTL_S: "20",
      COTURN_SECRET: turnSecret,
      COTURN_URLS: `turn:${turn.address}?transport=udp`,
    });
    const { origin } = app;
    const meetingId = await createMeeting(origin);
    const people: Person[] = [];
    for (const name of ["Ana", "Ben"]) {
      const person = await createPerson(browser, {
        origin,
        name,
        viewport: { width: 640, height: 480 },
      });
      people.push(person);
      await person.open(meetingId);
      await person.join();
    }
    const [ana, ben] = people as [Person, Person];
    for (const person of people) await seesAndHears(person, 1);

    const end = Date.now() + 90_000;
    let frames = 0;
    while (Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      const [link] = await ana.received();
      assert.ok(link && link.frames > frames, `frames advance: ${link?.frames} after ${frames}`);
      assert.ok(link.local === "relay", `over the relay, not ${link.local}`);
      frames = link.frames;
    }

    const before = await ana.page.evaluate(userFragments);
    await ana.page.evaluate(restartIce);
    await eventually("ICE has restarted", async () => {
      const now = await ana.page.evaluate(userFragments);
      return now[0] !== before[0];
    });
    for (const person of people) await seesAndHears(person, 1);
    assert.equal((await ben.received())[0]?.local, "relay");
    const renewals = ana.requests.filter((url) => url.includes("/config/")).length;
    assert.ok(renewals >= 8, `${renewals} times new credentials in 90 s of 20 s each`);
  } finally {
    await browser.close();
    await turn.close();
  }
});

Deno.test("[F14] who hides the own address in the preview is reached over the relay only", async () => {
  const turn = await startTurnProcess();
  const browser = await launchBrowser();
  try {
    await using app = await serveApp({
      CONFLUX_STORE: "memory",
      COTURN_SECRET: turnSecret,
      COTURN_URLS: `turn:${turn.address}?transport=udp`,
    });
    const { origin } = app;
    const meetingId = await createMeeting(origin);
    const ana = await createPerson(browser, { origin, name: "Ana" });
    await ana.open(meetingId);
    await ana.page.getByLabel("Hide my network address").check();
    await ana.join();
    const ben = await createPerson(browser, { origin, name: "Ben" });
    await ben.open(meetingId);
    await ben.join();
    for (const person of [ana, ben]) await seesAndHears(person, 1);
    assert.equal((await ana.received())[0]?.local, "relay");
    assert.equal((await ben.received())[0]?.remote, "relay");
  } finally {
    await browser.close();
    await turn.close();
  }
});
