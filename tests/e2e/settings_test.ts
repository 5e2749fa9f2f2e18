// Settings that hold: over pages, over joining, and while devices come and go.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { zh } from "../../lib/ui/text/zh/mod.ts";
import { eventually, seesAndHears } from "./rig/people.ts";
import { openHouse } from "./rig/stage.ts";

const { stageTest } = await openHouse();

const groundOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

stageTest("[F11] a theme holds on every page, from its first paint", async (stage) => {
  const { app, enter, meetingId } = stage;
  const ana = await enter("Ana", { colorScheme: "light" });
  await ana.open(meetingId);
  const light = await groundOf(ana.page);
  await ana.page.getByRole("button", { name: "Settings", exact: true }).click();
  await ana.page.getByRole("tab", { name: "Devices" }).press("ArrowUp");
  await ana.page.getByText("Dark", { exact: true }).click();
  const dark = await eventually("the ground is dark", async () => {
    const ground = await groundOf(ana.page);
    return ground !== light && ground;
  });
  await ana.page.keyboard.press("Escape");
  for (const path of ["/", "/exit?reason=left", "/nothing"]) {
    // No island has run yet, and none ever does on some of them.
    await ana.page.route("**/_fresh/js/**", (route) => route.abort());
    await ana.page.goto(app.origin + path);
    assert.equal(await groundOf(ana.page), dark, path);
  }
}, { complaints: /404|ERR_FAILED/ });

stageTest(
  "[F11][F16] theme, language and keys are set on the landing page already",
  async (stage) => {
    const { app, enter, meetingId } = stage;
    const { page } = await enter("Ana", { colorScheme: "light" });
    await page.goto(app.origin);
    const light = await groundOf(page);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("tab", { name: "Appearance", selected: true }).waitFor();
    assert.equal(await page.getByRole("tab").count(), 2, "nothing that needs a device");
    await page.getByText("Dark", { exact: true }).click();
    await eventually("the ground is dark", async () => await groundOf(page) !== light);
    await page.getByRole("tab", { name: "Appearance" }).press("ArrowUp");
    await page.getByLabel("Join with the microphone off").check();
    await page.getByRole("tab", { name: "Calls" }).press("ArrowDown");
    await page.getByRole("dialog").getByText("简体中文").click();
    await page.getByRole("dialog", { name: zh.controls.settings }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(`button:focus[aria-label="${zh.controls.settings}"]`).waitFor();

    await page.goto(`${app.origin}/j/${meetingId}`);
    await page.getByRole("button", { name: zh.controls.unmute }).waitFor();
    assert.notEqual(await groundOf(page), light);
  },
);

stageTest(
  "[F11] settings that cannot be loaded say so, and are asked for again",
  async ({ app, enter }) => {
    const { page } = await enter("Ana");
    const open = page.getByRole("button", { name: "Settings" });
    for (const parts of [/\/_fresh\/js\//, /\/settings\.css/]) {
      // Anew, as the page keeps what did come.
      await page.goto(app.origin);
      await open.and(page.locator(":enabled")).waitFor();
      await page.route(parts, (route) => route.abort());
      await open.click();
      await page.getByText("This could not be loaded").waitFor();
      await page.keyboard.press("Escape");
      await page.unroute(parts);
      await open.click();
      await page.getByRole("tab", { name: "Calls" }).waitFor();
      await page.keyboard.press("Escape");
    }
    await open.click();
    await page.getByRole("tab", { name: "Calls" }).click();
    await page.getByLabel("Join with the microphone off").waitFor();
  },
  { complaints: /ERR_FAILED/ },
);

stageTest(
  "[F2] who makes a meeting with a passcode does not type it again, and it is in no address",
  async ({ app, enter }) => {
    const ana = await enter("Ana");
    await ana.page.goto(app.origin);
    await ana.page.getByLabel("Your name").fill("Ana");
    await ana.page.getByText("More options").click();
    await ana.page.getByLabel("Passcode").fill("open sesame");
    await ana.page.getByRole("button", { name: "Start a meeting" }).click();
    await ana.page.waitForURL(/\/j\/[1-9][0-9]{8}$/);
    await ana.join();
    const { requests } = ana;
    assert.ok(!requests.some((url) => /sesame/.test(url)));
    assert.equal(
      await ana.page.evaluate(() => JSON.stringify(sessionStorage)).then(String)
        .then((kept) => kept.includes("sesame")),
      false,
      "taken once",
    );

    const ben = await enter("Ben");
    await ben.open(ana.page.url().slice(-9));
    const field = ben.page.getByLabel("Passcode");
    await field.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text", "  open sesame\n");
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
    });
    assert.equal(await field.inputValue(), "open sesame");
    await ben.join();
    await seesAndHears(ben, 1);
  },
  { complaints: /401/ },
);

/** The list of devices with one more or fewer, and the event that says so. Runs in the page. */
function plugIn(label: string | null): void {
  const { mediaDevices } = navigator;
  const original = MediaDevices.prototype.enumerateDevices;
  mediaDevices.enumerateDevices = async () => {
    const devices = await original.call(mediaDevices);
    const [mic] = devices.filter((one) => one.kind === "audioinput" && one.deviceId !== "default");
    if (label === null || !mic) return devices;
    const fresh = { kind: mic.kind, deviceId: "new", groupId: "new", label, toJSON: () => ({}) };
    return [...devices, fresh];
  };
  mediaDevices.dispatchEvent(new Event("devicechange"));
}

stageTest("[F5] plugging in is offered in the call, until it is pulled out", async ({ join }) => {
  const ana = await join("Ana");
  await ana.page.evaluate(plugIn, "Jabra");
  await ana.page.getByText("Jabra is plugged in").waitFor();
  await ana.page.evaluate(plugIn, null);
  await ana.page.getByText("Jabra is plugged in").waitFor({ state: "detached" });
  await ana.page.evaluate(plugIn, "Jabra");
  await ana.page.getByRole("button", { name: "Not now" }).click();
  await ana.page.getByText("Jabra is plugged in").waitFor({ state: "detached" });
});

stageTest("[F11] a call begins muted for who wants it so, and the tile says so", async (stage) => {
  const { enter, join, meetingId } = stage;
  const ben = await join("Ben");
  const ana = await enter("Ana");
  await ana.open(meetingId);
  await ana.page.getByRole("button", { name: "Settings", exact: true }).click();
  await ana.page.getByRole("tab", { name: "Calls" }).click();
  await ana.page.getByLabel("Join with the microphone off").check();
  await ana.page.keyboard.press("Escape");
  await ana.open(meetingId);
  await ana.page.getByRole("button", { name: "Unmute microphone" }).waitFor();
  await ana.join();
  const tile = ben.page.getByRole("listitem").filter({ hasText: "Ana" });
  await tile.getByText("microphone off").waitFor({ state: "attached" });
});
