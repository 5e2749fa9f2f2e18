// What a phone has to show without scrolling, and what it has to leave out.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually } from "../e2e/rig/people.ts";
import { createRig, type Look } from "./rig/rig.ts";

const rig = await createRig();
Deno.test.afterAll(() => rig.close());

const phone: Look = { scheme: "light", width: 390, height: 844, hasTouch: true };

Deno.test("[F1][F17] the landing page of a phone is one screen, with the number within reach", () =>
  rig.play("home", phone, async ({ page }) => {
    const join = await page.getByRole("button", { name: "Join" }).boundingBox();
    const start = await page.getByRole("button", { name: "Start a meeting" }).boundingBox();
    assert.ok(join && start);
    assert.ok(join.y + join.height <= 844 && start.y > 0, `${join.y}`);
    const scroll = await page.evaluate(() => document.documentElement.scrollHeight);
    assert.ok(scroll <= 844, `${scroll} px high`);
  }));

Deno.test("[F1] the name is typed at once where there are keys; a phone's keyboard stays away", async () => {
  const hasFocus = (page: Page) =>
    page.getByLabel("Your name").evaluate((field) => field === document.activeElement);
  await rig.play("home-new", { scheme: "light", width: 1280, height: 800 }, async ({ page }) => {
    await eventually("the field has the focus", () => hasFocus(page));
  });
  await rig.play("home-new", phone, async ({ page }) => {
    await page.locator("button:not([disabled])", { hasText: "Start a meeting" }).waitFor();
    assert.equal(await hasFocus(page), false);
  });
});

Deno.test("[F12][F17] to who has no keys nothing is said of keys", () =>
  rig.play("call-4", phone, async ({ page }) => {
    await page.getByRole("button", { name: "View" }).click();
    await page.getByText("Show my own picture").waitFor();
    assert.equal(await page.getByText("Keyboard shortcuts").isVisible(), false);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("tab", { name: "Calls" }).click();
    await page.getByLabel("Join with the microphone off").waitFor();
    assert.equal(await page.getByText("Hold Space to talk").isVisible(), false);
  }));

Deno.test("[F8][F17] what is pressed in the menu of a phone closes it", () =>
  rig.play("call-4", phone, async ({ page }) => {
    const more = page.getByRole("button", { name: "More" });
    await more.click();
    await page.getByRole("button", { name: "Raise hand" }).click();
    await page.locator('.controls button[aria-label="More"][aria-expanded="false"]').waitFor();
    await more.click();
    await page.getByRole("button", { name: "Lower hand" }).waitFor();
    await page.getByRole("button", { name: "Show who speaks big" }).click();
    await more.click();
    await page.getByRole("button", { name: "Show everybody in the same size" }).waitFor();
  }));

Deno.test("[F17] a dialog opens at its head, however low the window", () =>
  rig.play("call-settings-all", { ...phone, width: 844, height: 390 }, async ({ page }) => {
    const dialog = page.getByRole("dialog");
    assert.equal(await dialog.evaluate((element) => element.scrollTop), 0);
    const title = await dialog.getByRole("heading", { name: "Settings" }).boundingBox();
    assert.ok(title && title.y >= 0, JSON.stringify(title));
  }));

Deno.test("[F2] a permission that is asked for is no live microphone", () =>
  rig.play("preview-asking", phone, async ({ page }) => {
    for (const device of ["Microphone", "Camera"]) {
      const button = page.getByRole("button", { name: `${device}: waiting for your permission` });
      assert.equal(await button.getAttribute("aria-busy"), "true");
      assert.ok(!(await button.getAttribute("class"))?.includes("on"));
    }
    await page.getByText("Waiting for your permission").first().waitFor();
  }));

Deno.test("[F2][F5] a device that is blocked: the help is where it was pressed, without a list to choose from", async () => {
  await rig.play("preview-denied", phone, async ({ page }) => {
    const box = page.getByRole("region", { name: "Your camera picture" });
    await box.getByRole("button", { name: "Microphone does not work: what to do" }).click();
    const again = box.getByRole("button", { name: "Try again" });
    assert.ok(await again.evaluate((element) => element === document.activeElement));
    assert.equal(await page.getByLabel("Microphone", { exact: true }).count(), 0);
    assert.equal(await page.getByLabel("Camera", { exact: true }).count(), 0);
  });
  await rig.play("call-mic-failed", phone, async ({ page }) => {
    const help = page.locator(".controls .popup .help");
    await help.getByText("ConFlux may not use your microphone").waitFor();
    await help.getByRole("button", { name: "Try again" }).waitFor();
  });
});
