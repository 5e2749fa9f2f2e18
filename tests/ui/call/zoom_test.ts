// Going into a shared screen, with fingers, mouse and keys, in Chromium with the fake engine.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually } from "../../e2e/rig/people.ts";
import { createRig, type Look } from "../rig/rig.ts";

const rig = await createRig();
Deno.test.afterAll(() => rig.close());

const desktop: Look = { scheme: "light", width: 1280, height: 800 };
const phone: Look = { scheme: "dark", width: 844, height: 390, hasTouch: true };

const screen = (page: Page) => page.locator(".tile.screen");

/** How much larger than its tile the picture is, and where its upper left stands in it. */
const zoom = (page: Page) =>
  screen(page).evaluate((tile) => {
    const [frame, picture] = [tile, tile.querySelector(".zoomable > div")]
      .map((one) => one?.getBoundingClientRect() ?? new DOMRect());
    if (!frame || !picture) throw new Error("no tile");
    const scale = picture.width / frame.width;
    return { scale, x: picture.left - frame.left, y: picture.top - frame.top };
  });
const scale = async (page: Page) => (await zoom(page)).scale;

Deno.test("[F6] two fingers go into a shared screen, one moves it, two taps show the whole; the page stays", () =>
  rig.play("call-share", phone, async ({ page }) => {
    const box = await screen(page).boundingBox();
    assert.ok(box);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const session = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...xs: number[]) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: xs.map((at, id) => ({ x: at, y, id })),
      });
    await touch("touchStart", x - 20, x + 20);
    for (let apart = 20; apart <= 60; apart += 10) await touch("touchMove", x - apart, x + apart);
    await touch("touchEnd");
    await eventually("three times as large", async () => Math.abs(await scale(page) - 3) < 0.05);
    const before = await zoom(page);
    await touch("touchStart", x);
    for (let by = 0; by <= 80; by += 20) await touch("touchMove", x - by);
    await touch("touchEnd");
    await eventually("moved along", async () => Math.abs((await zoom(page)).x - before.x + 80) < 2);
    assert.equal(await page.evaluate(() => visualViewport?.scale), 1, "nothing else got larger");
    // Two taps within the time of one double tap, which Chromium counts.
    for (const clickCount of [1, 2]) {
      const press = { x, y, button: "left", clickCount } as const;
      await session.send("Input.dispatchMouseEvent", { type: "mousePressed", ...press });
      await session.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...press });
    }
    await eventually("whole again", async () => await scale(page) === 1);
  }));

Deno.test("[F6][F17] the wheel with Ctrl, a double click, buttons and arrow keys go into a shared screen", () =>
  rig.play("call-share", desktop, async ({ page }) => {
    const box = await screen(page).boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 100, box.y + 100);
    await page.mouse.wheel(0, -200);
    assert.equal(await scale(page), 1, "a wheel alone is for scrolling");
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -200);
    await page.keyboard.up("Control");
    await eventually("larger", async () => await scale(page) > 2);
    const { x, y, scale: wheeled } = await zoom(page);
    assert.ok(Math.abs(x + 100 * wheeled - 100) < 1 && Math.abs(y + 100 * wheeled - 100) < 1);

    await page.getByRole("button", { name: "Show the whole screen" }).click();
    await eventually("whole", async () => await scale(page) === 1);
    await page.getByRole("button", { name: "Zoom in" }).press("Enter");
    await eventually("one step in", async () => Math.abs(await scale(page) - 1.5) < 0.01);
    const left = (await zoom(page)).x;
    await page.getByRole("button", { name: "Zoom in" }).press("ArrowRight");
    await eventually("to its right side", async () => (await zoom(page)).x < left - 50);

    await page.mouse.dblclick(box.x + 300, box.y + 200);
    await eventually("a double click shows all", async () => await scale(page) === 1);
    await page.mouse.dblclick(box.x + 300, box.y + 200);
    await eventually("and goes in", async () => await scale(page) === 2.5);
  }));
