// Browsers that lack something, by themselves or because somebody took it away: every page opens, meetings
// can be made, and what cannot be done is said.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { launchFirefox } from "./rig/firefox.ts";
import { eventually, launchWithoutCookies } from "./rig/people.ts";
import { openHouse, type Stage } from "./rig/stage.ts";

const { stageTest } = await openHouse();

/** What is taken away, and whether calls go without it. */
const lacks: readonly [name: string, script: string, canCall: boolean][] = [
  [
    "WebRTC",
    "for (const name of Object.getOwnPropertyNames(window)) " +
    "if (/^(webkit)?RTC/.test(name)) delete window[name]",
    false,
  ],
  ["RTCPeerConnection alone", "delete window.RTCPeerConnection", false],
  ["RTCRtpReceiver", "delete window.RTCRtpReceiver", true],
  ["capabilities of codecs", "delete RTCRtpReceiver.getCapabilities", true],
  ["orders of codecs", "delete RTCRtpTransceiver.prototype.setCodecPreferences", true],
  ["media devices", "delete Navigator.prototype.mediaDevices", true],
  ["AudioContext", "delete window.AudioContext; delete window.webkitAudioContext", true],
  ["permissions", "delete Navigator.prototype.permissions", true],
  ["locks", "delete Navigator.prototype.locks", true],
  ["wake lock", "delete Navigator.prototype.wakeLock", true],
  ["clipboard", "delete Navigator.prototype.clipboard", true],
  ["the network's kind", "delete Navigator.prototype.connection", true],
  [
    "crypto.randomUUID and subtle",
    "delete Crypto.prototype.randomUUID; delete Crypto.prototype.subtle",
    true,
  ],
  [
    "picture-in-picture",
    "delete window.documentPictureInPicture; delete Document.prototype.pictureInPictureEnabled",
    true,
  ],
  [
    "full screen",
    "delete Element.prototype.requestFullscreen; delete Document.prototype.fullscreenEnabled",
    true,
  ],
  [
    "channels between tabs",
    "window.BroadcastChannel = class { constructor() { throw new DOMException('', 'SecurityError') } }",
    true,
  ],
  ["newer functions", "delete URL.parse; delete Promise.withResolvers; delete Promise.try", true],
  [
    "local storage",
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })",
    true,
  ],
  [
    "all storage",
    "for (const name of ['localStorage', 'sessionStorage']) " +
    "Object.defineProperty(window, name, { get() { throw new DOMException('', 'SecurityError') } });" +
    "Object.defineProperty(document, 'cookie', { get() { return '' }, set() {} })",
    true,
  ],
];

async function makesMeeting(page: Page, { app }: Stage): Promise<void> {
  await page.goto(app.origin);
  await page.getByLabel("Your name").fill("Ana");
  await page.getByRole("button", { name: "Start a meeting" }).click();
  await page.waitForURL(/\/j\/\d{9}/);
}

for (const [name, script, canCall] of lacks) {
  stageTest(
    `[F2][F14] without ${name}: every page opens, and says what cannot be done`,
    async (stage) => {
      const { page, complaints } = await stage.enter("Ana");
      await page.addInitScript(script);
      await makesMeeting(page, stage);
      const join = page.getByRole("button", { name: "Join" });
      if (canCall) {
        await eventually("Join can be pressed", () => join.isEnabled());
        assert.equal(await page.locator("[data-limit=calls]").count(), 0);
        // Where nothing is kept it is asked for again.
        await page.getByLabel("Your name").fill("Ana");
        await join.click();
        await page.getByRole("region", { name: "Call controls" }).waitFor();
      } else {
        await page.getByText("This browser cannot make calls.").waitFor();
        assert.ok(await join.isDisabled());
      }
      await page.goto(`${stage.app.origin}/doctor`);
      await page.getByRole("button", { name: /check|start/i }).first().click();
      await page.locator("[data-check=server][data-verdict=passed]").waitFor();
      const calls = page.locator("[data-check=webrtc][data-verdict=failed]");
      if (canCall) assert.equal(await calls.count(), 0);
      else await calls.waitFor();
      assert.deepEqual(complaints, []);
    },
  );
}

stageTest(
  "[P3][F9] all storage blocked: who made the meeting is its host, also after renewals",
  async (stage) => {
    const { page, requests } = await stage.enter("Ana");
    await page.addInitScript(lacks.at(-1)?.[1] ?? "");
    await makesMeeting(page, stage);
    await page.getByText(/keeps nothing of this page/).waitFor();
    await page.getByLabel("Your name").fill("Ana");
    await page.getByRole("button", { name: "Join" }).click();
    await page.getByRole("region", { name: "Call controls" }).waitFor();
    const users = () => requests.filter((url) => url.includes("/config/"));
    const before = users().length;
    await eventually("two renewals", () => Promise.resolve(users().length >= before + 2));
    await page.keyboard.press("c");
    await page.getByLabel("Message", { exact: true }).fill("still the same");
    await page.keyboard.press("Enter");
    await page.getByRole("log").getByText("still the same").waitFor();
    assert.equal(new Set(users().slice(-3)).size, 1, "one identity");
    await page.keyboard.press("Escape");
    await page.keyboard.press("p");
    await page.getByRole("listitem").filter({ hasText: "Host" }).first().waitFor();
  },
  { settings: { CONFLUX_TOKEN_TTL_S: "10" } },
);

stageTest(
  "[P3][F9] Chromium set to block all cookies: who made the meeting is its host",
  async (stage) => {
    const folder = await Deno.makeTempDir();
    const context = await launchWithoutCookies(folder);
    try {
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      await makesMeeting(page, stage);
      const refusals = await page.evaluate(() =>
        (["localStorage", "sessionStorage", "indexedDB"] as const).map((name) => {
          try {
            return typeof globalThis[name];
          } catch (error) {
            return (error as Error).name;
          }
        })
      );
      assert.deepEqual(
        refusals.slice(0, 2),
        ["SecurityError", "SecurityError"],
        "the setting is on",
      );
      await page.getByText(/keeps nothing of this page/).waitFor();
      await page.getByLabel("Your name").fill("Ana");
      await page.getByRole("button", { name: "Join" }).click();
      await page.getByRole("region", { name: "Call controls" }).waitFor();
      await page.keyboard.press("p");
      await page.getByRole("listitem").filter({ hasText: "Host" }).first().waitFor();
      for (const path of ["/doctor", "/"]) {
        await page.goto(`${stage.app.origin}${path}`);
        await page.locator("html[data-alive]").waitFor({ state: "attached" });
      }
      assert.deepEqual(errors, []);
    } finally {
      await context.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
);

for (const path of ["/", "/doctor", "/j/"]) {
  stageTest(`[F1] ${path}: scripts that are blocked or lost are said`, async (stage) => {
    const { page } = await stage.enter("Ana");
    await page.route(/\.js(\?|$)/, (route) => route.abort());
    const address = `${stage.app.origin}${path === "/j/" ? `/j/${stage.meetingId}` : path}`;
    await page.goto(address);
    await page.getByText("This page did not start.").filter({ visible: true }).waitFor();
    assert.equal(await page.getByText("Starting your camera").filter({ visible: true }).count(), 0);
    await page.unroute(/\.js(\?|$)/);
    await page.goto(address);
    await page.locator("html[data-alive]").waitFor({ state: "attached" });
    assert.equal(
      await page.getByText("This page did not start.").filter({ visible: true }).count(),
      0,
    );
  }, { complaints: /ERR_FAILED|Failed to fetch|Failed to load/ });
}

stageTest("[F1] scripts that are switched off are said", async (stage) => {
  const { context, page: first } = await stage.enter("Ana");
  const off = await context.browser()?.newContext({ javaScriptEnabled: false });
  assert.ok(off);
  const page = await off.newPage();
  await page.goto(`${stage.app.origin}/j/${stage.meetingId}`);
  const text = await page.locator("body").innerText();
  assert.match(text, /This page did not start/);
  assert.doesNotMatch(text, /Starting your camera/);
  await off.close();
  await first.close();
});

stageTest("[F2][F14] Firefox with WebRTC switched off", async (stage) => {
  const firefox = await launchFirefox({ "media.peerconnection.enabled": false });
  try {
    const page = await firefox.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(`${stage.app.origin}/j/${stage.meetingId}`);
    await page.waitForSelector("[data-limit=calls]");
    await page.goto(stage.app.origin);
    await page.locator('::-p-aria([name="Your name"][role="textbox"])').fill("Fox");
    await page.locator('::-p-aria([name="Start a meeting"][role="button"])').click();
    await page.waitForSelector("[data-limit=calls]");
    assert.match(page.url(), /\/j\/\d{9}/);
    assert.deepEqual(errors, []);
  } finally {
    await firefox.close();
  }
});
