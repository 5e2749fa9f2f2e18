// A call of two browsers, of one kind or two, repairs itself: media is back soon, by at most one new
// connection, and without a word on the console.

import assert from "node:assert/strict";
import type { Page as FirefoxPage } from "puppeteer-core";
import type { Page } from "playwright-core";
import { createFirefoxPerson, type FirefoxPerson, launchFirefox } from "../e2e/rig/firefox.ts";
import { losePackets, openWayOut } from "../e2e/rig/network.ts";
import { eventually, type Person, seesAndHears } from "../e2e/rig/people.ts";
import { openHouse, type Stage } from "../e2e/rig/stage.ts";

const { stageTest } = await openHouse();
const wayOut = await openWayOut();
// One each: a tab in the background of the other's window shows nothing, so it is sent nothing.
const firefoxes = [await launchFirefox(), await launchFirefox()] as const;
Deno.test.afterAll(async () => {
  await Promise.all(firefoxes.map((one) => one.close()));
  await wayOut[Symbol.asyncDispose]();
});

/** What Firefox says of any path that was cut for long. */
const ownWords = /WebRTC: ICE failed/;

type Either = Person | FirefoxPerson;
type Browser = "Chromium" | "Firefox";

/** Chromium and Firefox have a function of the same name for it. */
const run = <T>({ page }: Either, script: () => T): Promise<T> =>
  (page as Page & FirefoxPage).evaluate(script) as Promise<T>;

/** Connections that were made on a page so far. */
const made = (person: Either) =>
  run(
    person,
    () => (globalThis as unknown as { testConnections: unknown[] }).testConnections.length,
  );

const goOnline = (person: Either) => run(person, () => void dispatchEvent(new Event("online")));

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds until pictures come on both sides, and go on for a second. */
async function backAfterMs(people: readonly Either[]): Promise<number> {
  const start = Date.now();
  const ends = await Promise.all(people.map(async (person) => {
    // Firefox counts anew after a restart.
    const read = async () =>
      (await person.received()).find(({ state }) => state === "connected")?.frames ?? 0;
    let last = await read();
    let since: number | null = null;
    await eventually(`pictures for ${person.name}`, async () => {
      await pause(500);
      const now = await read();
      if (now === last || now === 0) since = null;
      else since ??= Date.now();
      last = now;
      return since !== null && Date.now() - since >= 1_000;
    });
    return since ?? Date.now();
  }));
  for (const person of people) await seesAndHears(person, 1);
  return Math.max(...ends) - start;
}

interface Pair {
  readonly people: readonly [Either, Either];
  /** Pictures are back, and it took no longer than making the call did several times over (R11). */
  assertBack(): Promise<void>;
  reload(index: 0 | 1): Promise<void>;
}

/** A path is looked for all the time that there is none, so it is found as fast as the first one. */
const timesJoining = 5;

function pairTest(
  name: string,
  browsers: readonly [Browser, Browser],
  play: (pair: Pair) => Promise<void>,
): void {
  stageTest(`[P19][R11] ${browsers.join(", then ")}: ${name}`, async (stage: Stage) => {
    const profiles = await Promise.all(firefoxes.map((one) => one.createBrowserContext()));
    const join = async (index: 0 | 1): Promise<Either> => {
      const name = `${browsers[index]} ${index + 1}`;
      const profile = profiles[index];
      if (browsers[index] === "Chromium" || !profile) return await stage.join(name);
      const fox = await createFirefoxPerson(profile, { origin: stage.app.origin, name });
      await fox.open(stage.meetingId);
      await fox.join();
      return fox;
    };
    try {
      const first = await join(0);
      const start = Date.now();
      const people = [first, await join(1)] as const;
      for (const person of people) await seesAndHears(person, 1);
      const joinMs = Date.now() - start;
      await play({
        people,
        async assertBack() {
          const tookMs = await backAfterMs(people);
          assert.ok(tookMs < timesJoining * joinMs, `back after ${tookMs} ms, joined in ${joinMs}`);
        },
        async reload(index) {
          const { page } = people[index];
          await page.reload();
        },
      });
      const complaints = people.flatMap((person) => person.complaints);
      assert.deepEqual(complaints.filter((line) => !ownWords.test(line)), []);
    } finally {
      await losePackets(0);
      for (const profile of profiles) await profile.close();
    }
  });
}

/** Loses every packet for so long. */
async function cut(ms: number): Promise<void> {
  await losePackets(1);
  await pause(ms);
  await losePackets(0);
}

const pairs = [["Chromium", "Firefox"], ["Firefox", "Chromium"], ["Firefox", "Firefox"]] as const;
for (const browsers of pairs) {
  pairTest("networks change, one after the other and both at once", browsers, async (pair) => {
    const { people, assertBack } = pair;
    const before = await Promise.all(people.map(made));
    for (const who of [[0], [1], [0], [0, 1], [0, 1], [0, 1]] as const) {
      await Promise.all(who.map((index) => goOnline(people[index])));
      await assertBack();
    }
    const after = await Promise.all(people.map(made));
    assert.ok(after.every((count, index) => count - (before[index] ?? 0) <= 1), `${after} made`);
  });
  pairTest("a cut of 20 s", browsers, async ({ people, assertBack }) => {
    await cut(20_000);
    await assertBack();
    // Where nothing gets through Firefox gives a connection up after 5 s, for good.
    const after = await Promise.all(people.map(made));
    assert.ok(after.every((count) => count <= 5), `${after} made`);
  });
  pairTest("both change networks 40 times, faster than they repair", browsers, async (pair) => {
    const { people, assertBack } = pair;
    const before = await Promise.all(people.map(made));
    for (let count = 0; count < 40; count++) {
      await Promise.all(people.map(goOnline));
      await pause(count % 4 * 100);
    }
    await assertBack();
    const after = await Promise.all(people.map(made));
    assert.ok(after.every((count, index) => count - (before[index] ?? 0) <= 1), `${after} made`);
  });
  pairTest("each reloads its page", browsers, async ({ reload, assertBack }) => {
    for (const index of [0, 1] as const) {
      await reload(index);
      await assertBack();
    }
  });
  // Two of one kind have done the harder ones above.
  if (browsers[0] === browsers[1]) continue;
  pairTest("four cuts of 8 s in a row", browsers, async ({ people, assertBack }) => {
    for (let count = 0; count < 4; count++) {
      await cut(8_000);
      await assertBack();
    }
    const after = await Promise.all(people.map(made));
    assert.ok(after.every((count) => count <= 5), `${after} made`);
  });
}
