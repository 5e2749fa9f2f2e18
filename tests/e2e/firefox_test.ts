// Firefox and Chromium hold a meeting with each other: pictures and sound both ways, chat both ways,
// switching devices, and the connection's numbers in a browser that reports them otherwise.

import assert from "node:assert/strict";
import type { BrowserContext } from "puppeteer-core";
import { createFirefoxPerson, type FirefoxPerson, launchFirefox } from "./rig/firefox.ts";
import { openWayOut } from "./rig/network.ts";
import { eventually, type Person, seesAndHears } from "./rig/people.ts";
import { assertStays, openHouse, type Stage } from "./rig/stage.ts";

const { stageTest } = await openHouse();
const wayOut = await openWayOut();
const firefox = await launchFirefox();
Deno.test.afterAll(async () => {
  await firefox.close();
  await wayOut[Symbol.asyncDispose]();
});

/** Somebody in Chromium and somebody in Firefox, in one call; who is first, is host. */
function firefoxTest(
  name: string,
  first: "Chromium" | "Firefox",
  run: (people: { chrome: Person; fox: FirefoxPerson }) => Promise<void>,
): void {
  stageTest(name, async (stage) => {
    const profile = await firefox.createBrowserContext();
    try {
      const people = await joinBoth(stage, profile, first);
      await seesAndHears(people.chrome, 1);
      await seesAndHears(people.fox, 1);
      await run(people);
      assertStays(people.fox.requests, stage.app.origin);
      assert.deepEqual(people.fox.complaints, [], "Firefox's console is quiet");
    } finally {
      await profile.close();
    }
  });
}

async function joinBoth(
  { app, join, meetingId }: Stage,
  profile: BrowserContext,
  first: "Chromium" | "Firefox",
) {
  const joinFox = async () => {
    const fox = await createFirefoxPerson(profile, { origin: app.origin, name: "Fox" });
    await fox.open(meetingId);
    await fox.join();
    return fox;
  };
  if (first === "Firefox") {
    const fox = await joinFox();
    return { fox, chrome: await join("Chrome") };
  }
  const chrome = await join("Chrome");
  return { chrome, fox: await joinFox() };
}

const says = (fox: FirefoxPerson, text: string) =>
  fox.page.locator(`::-p-xpath(//*[@role="log"]//*[contains(text(), "${text}")])`).wait();

for (const first of ["Chromium", "Firefox"] as const) {
  firefoxTest(`[F3] ${first} joins first: both see and hear each other`, first, async (people) => {
    const { chrome, fox } = people;
    await chrome.page.getByRole("button", { name: "Turn camera off" }).click();
    await eventually(
      "Firefox shows no picture of Chrome",
      () => fox.page.evaluate(() => !document.querySelector('.tile[data-self="false"] video')),
    );
    await chrome.page.getByRole("button", { name: "Turn camera on" }).click();
    await fox.page.keyboard.press("v");
    const tile = chrome.page.getByRole("listitem").filter({ hasText: "Fox" });
    await tile.locator("video").waitFor({ state: "detached" });
    await fox.page.keyboard.press("v");
    await tile.locator("video").waitFor();
    await seesAndHears(chrome, 1);
    await seesAndHears(fox, 1);
  });
}

firefoxTest("[F7] chat goes both ways between Chromium and Firefox", "Chromium", async (people) => {
  const { chrome, fox } = people;
  await chrome.page.keyboard.press("c");
  await chrome.page.getByLabel("Message", { exact: true }).fill("Hello Fox");
  await chrome.page.keyboard.press("Enter");
  await fox.page.keyboard.press("c");
  await says(fox, "Hello Fox");
  await fox.page.locator('::-p-aria([name="Message"][role="textbox"])').fill("Hello Chrome");
  await fox.page.keyboard.press("Enter");
  await chrome.page.getByRole("log").getByText("Hello Chrome").waitFor();
});

/** Frames of the shared screen painted so far; Firefox counts those of a stream nowhere else. */
const screenFrames = (fox: FirefoxPerson) =>
  fox.page.evaluate(() => {
    const video = document.querySelector(".tile[data-screen] video");
    return video && "mozPaintedFrames" in video ? Number(video.mozPaintedFrames) : 0;
  });

firefoxTest(
  "[F6] a screen shared in Chromium moves in Firefox, and goes when it ends",
  "Firefox",
  async (people) => {
    const { chrome, fox } = people;
    const bar = chrome.page.getByRole("region", { name: "Call controls" });
    await bar.getByRole("button", { name: "Share screen" }).click();
    await bar.getByRole("button", { name: "Stop sharing" }).waitFor();
    const first = await eventually("a screen in Firefox", () => screenFrames(fox));
    await eventually("a screen that moves", async () => await screenFrames(fox) > first);
    await bar.getByRole("button", { name: "Stop sharing" }).click();
    await eventually("no screen any more", async () => await screenFrames(fox) === 0);
    await seesAndHears(chrome, 1);
    await seesAndHears(fox, 1);
  },
);

firefoxTest("[F13] Firefox measures the connection too", "Chromium", async ({ fox }) => {
  await fox.page.keyboard.press("p");
  await fox.page.locator('button[aria-label^="Connection to Chrome"]').click();
  const facts = await eventually("what Firefox measured", async () => {
    const text = await fox.page.evaluate(() =>
      document.querySelector(".connection-facts")?.textContent ?? ""
    );
    return /Camera received\d/.test(text) && /Camera sent\d/.test(text) && text;
  });
  assert.match(facts, /Pathdirect, UDP/);
  assert.match(facts, /VP8|VP9|H264|AV1/);
  assert.match(facts, /opus/);
  await eventually(
    "a mark",
    () => fox.page.evaluate(() => !!document.querySelector(".tile .bars")),
  );
});
