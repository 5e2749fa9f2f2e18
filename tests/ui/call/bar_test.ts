// The bar under the stage at every width, with each panel beside it.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { createRig } from "../rig/rig.ts";

const rig = await createRig();
Deno.test.afterAll(() => rig.close());

/** What is wrong with the bar, by button. Runs in the page. */
function findFaults(): string[] {
  const bar = document.querySelector(".controls");
  const buttons = [...bar?.querySelectorAll("button") ?? []].filter((one) => one.checkVisibility());
  const boxes = buttons.map((one) => ({
    name: one.getAttribute("aria-label") ?? "",
    isArrow: one.classList.contains("device-arrow"),
    box: one.getBoundingClientRect(),
  }));
  const panel = document.querySelector(".panel")?.getBoundingClientRect();
  const right = panel && panel.left > 0 ? panel.left : innerWidth;
  const faults = boxes.length < 6 ? [`${boxes.length} buttons`] : [];
  for (const { name, box } of boxes) {
    if (box.left < 0 || box.right > right || box.bottom > innerHeight) {
      faults.push(`${name}: outside`);
    }
    if (box.width < 44 || box.height < 44) faults.push(`${name}: ${box.width} × ${box.height}`);
  }
  const solid = boxes.filter(({ isArrow }) => !isArrow);
  for (const [at, one] of solid.entries()) {
    for (const other of solid.slice(at + 1)) {
      const isOver = one.box.left < other.box.right && other.box.left < one.box.right &&
        one.box.top < other.box.bottom && other.box.top < one.box.bottom;
      if (isOver) faults.push(`${one.name} over ${other.name}`);
    }
  }
  return faults;
}

const panels: Record<string, string> = {
  "no panel": "call-4",
  "the chat": "call-share-chat",
  "the list of people": "call-people-9",
};

for (const [panel, scene] of Object.entries(panels)) {
  Deno.test(`[F3][F17] with ${panel} each button of the bar is whole, inside and large enough at every width`, () =>
    rig.play(scene, { scheme: "dark", width: 1280, height: 800 }, async ({ page }) => {
      for (let width = 320; width <= 1280; width += 20) {
        await page.setViewportSize({ width, height: 800 });
        // On a phone the panel covers the bar.
        if (panel !== "no panel" && width < 720) continue;
        assert.deepEqual(await settledFaults(page), [], `${width} px`);
      }
    }));
}

/** Layout follows the window a frame later. */
async function settledFaults(page: Page): Promise<string[]> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  return await page.evaluate(findFaults);
}

Deno.test("[F6][F17] on a phone that lies down a shared screen gets most of it; the bars go, and come back at a tap", () =>
  rig.play(
    "call-share",
    { scheme: "dark", width: 844, height: 390, hasTouch: true },
    async ({ page }) => {
      const bar = page.getByRole("region", { name: "Call controls" });
      const share = await page.locator(".tile.screen").boundingBox();
      assert.ok(share);
      assert.ok(share.width * share.height >= 0.8 * 844 * 390, JSON.stringify(share));
      await page.locator('.call[data-bars="hidden"]').waitFor();
      await page.touchscreen.tap(400, 180);
      await page.locator('.call[data-bars="shown"]').waitFor();
      await bar.getByRole("button", { name: "Leave" }).waitFor();
    },
  ));

/** Whether what a selector finds has the system's colour of what is selected. Runs in the page. */
function isHighlighted(selector: string): boolean {
  const probe = document.createElement("span");
  probe.style.background = "Highlight";
  document.body.append(probe);
  const [own, wanted] = [document.querySelector(selector), probe].map((element) =>
    element && getComputedStyle(element).backgroundColor
  );
  probe.remove();
  return own === wanted;
}

Deno.test("[F17] in the system's colours it is seen what is on, open, raised and off", () =>
  rig.play("call-4", { scheme: "dark", width: 1280, height: 800 }, async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await page.getByRole("button", { name: "Raise hand" }).click();
    await page.getByRole("button", { name: "People, 4 here" }).click();
    await page.getByRole("button", { name: "Turn camera off" }).click();
    await page.getByRole("button", { name: "Turn camera on" }).waitFor();
    assert.ok(await page.evaluate(isHighlighted, '[aria-label="Lower hand"]'), "raised");
    assert.ok(await page.evaluate(isHighlighted, "#open-people"), "open");
    assert.ok(!await page.evaluate(isHighlighted, "#open-chat"), "closed");
    const off = page.getByRole("button", { name: "Turn camera on" });
    assert.equal(await off.evaluate((one) => getComputedStyle(one).borderStyle), "dashed");
  }));

Deno.test("[F17] what the bar opens stands inside the window, whatever its width", () =>
  rig.play("call-4", { scheme: "dark", width: 1280, height: 800 }, async ({ page }) => {
    const bar = page.getByRole("region", { name: "Call controls" });
    for (let width = 320; width <= 1280; width += 60) {
      await page.setViewportSize({ width, height: 800 });
      const openers = ["Microphone and speaker", "Settings", "React", "More"];
      for (const name of openers) {
        const opener = bar.getByRole("button", { name, exact: true });
        if (!await opener.isVisible()) continue;
        await opener.click();
        const box = await bar.locator(".popup").boundingBox();
        assert.ok(box && box.x >= 0 && box.x + box.width <= width, `${name} at ${width} px`);
        assert.ok(box.y >= 0, `${name} at ${width} px`);
        await page.keyboard.press("Escape");
        await bar.locator(".popup").waitFor({ state: "detached" });
      }
    }
  }));
