// What a person can do with the layout and the keys of a call, in Chromium with the fake engine.

import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { ShownSizes } from "../../../lib/browser/call_api.ts";
import { eventually, setHidden } from "../../e2e/rig/people.ts";
import { createRig, type Look } from "../rig/rig.ts";

const rig = await createRig();
Deno.test.afterAll(() => rig.close());

const desktop: Look = { scheme: "light", width: 1280, height: 800 };
const phone: Look = { scheme: "dark", width: 390, height: 844 };

function sceneTest(
  name: string,
  { scene, look = desktop }: { scene: string; look?: Look },
  run: (page: Page) => Promise<void>,
): void {
  Deno.test(name, () => rig.play(scene, look, ({ page }) => run(page)));
}

const tiles = (page: Page) => page.getByRole("list", { name: "Participants" });
const tile = (page: Page, name: string) =>
  tiles(page).getByRole("listitem").filter({ hasText: name });
const mover = (page: Page) => page.getByRole("button", { name: /^Your own picture/ });

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  assert.ok(box);
  return box;
}

/** The widest tile's name. */
async function biggest(page: Page): Promise<string> {
  const all = await tiles(page).getByRole("listitem").all();
  const sized = await Promise.all(all.map(async (one) => ({
    width: (await boxOf(one)).width,
    name: await one.locator(".tile-name-text").innerText(),
  })));
  const [first, second] = sized.sort((a, b) => b.width - a.width);
  return first && first.width > (second?.width ?? 0) ? first.name : "nobody";
}

const isBiggest = (page: Page, name: string) =>
  eventually(`the biggest is ${name}`, async () => await biggest(page) === name);

const shownSizes = (page: Page): Promise<Record<string, ShownSizes>> =>
  page.evaluate("fake.shown()");
/** How tall the cameras are said to be shown, by name. */
const shown = async (page: Page): Promise<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(await shownSizes(page)).map(([name, { camera }]) => [name, camera]),
  );
const isMicOn = (page: Page): Promise<boolean> => page.evaluate("fake.isMicOn()");

sceneTest(
  "[F4] a digit pins that tile, its button unpins it",
  { scene: "call-4" },
  async (page) => {
    await isBiggest(page, "nobody");
    await page.keyboard.press("2");
    await isBiggest(page, "Carla dos Santos");
    await eventually("it is asked for larger", async () => {
      const { "Carla dos Santos": big = 0, "Bo Chen": small = 0 } = await shown(page);
      return small > 0 && big > 2 * small;
    });
    await tile(page, "Carla").hover();
    await page.getByRole("button", { name: "Unpin Carla dos Santos" }).click();
    await isBiggest(page, "nobody");
    await page.keyboard.press("1");
    await page.keyboard.press("0");
    await isBiggest(page, "nobody");
  },
);

sceneTest("[F4] the view is chosen by key and by menu", { scene: "call-4" }, async (page) => {
  await page.keyboard.press("g");
  await isBiggest(page, "Bo Chen");
  await page.getByRole("button", { name: "View" }).click();
  assert.ok(await page.getByRole("radio", { name: "Speaker" }).isChecked());
  await page.getByRole("radio", { name: "Grid" }).check();
  await isBiggest(page, "nobody");
});

sceneTest(
  "[F4][F6] a new share is big for everyone and goes back; a pin stays",
  { scene: "call-4" },
  async (page) => {
    await page.evaluate("fake.share(2, true)");
    await page.getByLabel("Carla dos Santos’s screen", { exact: true }).waitFor();
    await isBiggest(page, "Carla dos Santos’s screen");
    const fit = await page.getByLabel("Carla dos Santos’s screen", { exact: true }).getAttribute(
      "data-fit",
    );
    assert.equal(fit, "contain");
    await page.evaluate("fake.share(2, false)");
    await isBiggest(page, "nobody");
    await page.keyboard.press("1");
    await page.evaluate("fake.share(2, true)");
    await page.getByLabel("Carla dos Santos’s screen", { exact: true }).waitFor();
    await isBiggest(page, "Bo Chen");
  },
);

sceneTest(
  "[F4] pages: who is on another one is not asked for, who speaks there is named",
  { scene: "call-16", look: phone },
  async (page) => {
    const pages = page.getByRole("navigation", { name: "Pages of participants" });
    await pages.getByText("1 of 2").waitFor();
    assert.equal(await tiles(page).getByRole("listitem").count(), 12);
    await eventually("the first page is asked for", async () => {
      const { "Bo Chen": here = 0, Mo: there } = await shown(page);
      return here > 0 && there === 0;
    });
    await pages.getByRole("button", { name: /Next page: .*Mo/ }).waitFor();
    await pages.getByRole("button", { name: "Mo is speaking" }).click();
    await tile(page, "Mo").waitFor();
    await eventually("the second page is asked for", async () => {
      const { "Bo Chen": there, Mo: here = 0 } = await shown(page);
      return here > 0 && there === 0;
    });
    assert.equal(await pages.getByRole("button", { name: "Mo is speaking" }).count(), 0);
    await page.keyboard.press("PageUp");
    await tile(page, "Bo Chen").waitFor();
    await page.keyboard.press("PageUp");
    await pages.getByText("2 of 2").waitFor();
  },
);

sceneTest(
  "[F6] a shared screen that is on another page, or on a hidden one, is not asked for",
  { scene: "call-share-16", look: phone },
  async (page) => {
    const screenOf = async (name: string) => (await shownSizes(page))[name]?.screen;
    const isShown = async () => ((await screenOf("Carla dos Santos")) ?? 0) > 0;
    await eventually("the screen is shown", isShown);
    assert.equal(await screenOf("Bo Chen"), null, "who shares nothing");
    await setHidden({ page }, true);
    await eventually("a hidden page shows nobody", async () => {
      const sizes = Object.values(await shownSizes(page));
      return sizes.every(({ camera, screen }) => camera === 0 && !screen);
    });
    assert.equal(await screenOf("Carla dos Santos"), 0);
    await setHidden({ page }, false);
    await eventually("it is shown again", isShown);
    await page.keyboard.press("g");
    await page.keyboard.press("PageDown");
    await page.getByRole("navigation", { name: "Pages of participants" })
      .getByText(/^2 of/).waitFor();
    await eventually(
      "it is on the first page",
      async () => await screenOf("Carla dos Santos") === 0,
    );
  },
);

sceneTest(
  "[F4][F17] one's own picture moves by key, press and drag, and can be hidden",
  { scene: "call-2" },
  async (page) => {
    const stage = await boxOf(tile(page, "Bo Chen"));
    const side = async () => {
      const { x, y, width, height } = await boxOf(mover(page));
      const isLeft = x + width / 2 < stage.x + stage.width / 2;
      return `${y + height / 2 < stage.y + stage.height / 2 ? "top" : "bottom"}-${
        isLeft ? "left" : "right"
      }`;
    };
    const isAt = (corner: string) =>
      eventually(`it is at the ${corner}`, async () => await side() === corner);
    await isAt("bottom-right");
    await mover(page).focus();
    await page.keyboard.press("ArrowUp");
    await isAt("top-right");
    assert.ok(await mover(page).evaluate((button) => button === document.activeElement));
    await page.keyboard.press("ArrowLeft");
    await isAt("top-left");
    await page.getByRole("button", { name: "Your own picture, top left" }).waitFor();

    const { x, y } = await boxOf(mover(page));
    await page.mouse.move(x + 20, y + 60);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 420, { steps: 4 });
    await eventually(
      "it follows the pointer",
      async () => Math.abs((await boxOf(mover(page))).y - y - 360) < 2,
    );
    await page.mouse.up();
    await isAt("bottom-left");
    await eventually("the name under it can be read", async () => {
      const name = await boxOf(tile(page, "Bo Chen").locator(".tile-name"));
      const own = await boxOf(mover(page));
      return own.y + own.height <= name.y;
    });
    await mover(page).click({ position: { x: 20, y: 80 } });
    await isAt("top-left");

    await page.getByRole("button", { name: "Hide my own picture" }).click();
    await mover(page).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "View" }).click();
    await page.getByLabel("Show my own picture").check();
    await isAt("top-left");
  },
);

sceneTest("[F4] full screen by key, and back", { scene: "call-2" }, async (page) => {
  const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
  await page.keyboard.press("f");
  await eventually("full screen", isFull);
  await page.keyboard.press("f");
  await eventually("the window again", async () => !await isFull());
});

sceneTest(
  "[F4] picture-in-picture shows who speaks, and mutes",
  { scene: "call-speaker" },
  async (page) => {
    const opened = page.context().waitForEvent("page");
    await page.keyboard.press("i");
    const pip = await opened;
    await pip.getByText("Carla dos Santos").waitFor();
    await eventually("its picture moves", () =>
      // Made by the page, so it is no HTMLVideoElement of this window.
      pip.locator("video").evaluate((video) => Reflect.get(video, "currentTime") > 0));
    await pip.getByRole("button", { name: "Mute microphone" }).click();
    await pip.getByRole("button", { name: "Unmute microphone" }).waitFor();
    assert.ok(!await isMicOn(page));
    await page.getByRole("button", { name: "View" }).click();
    await page.getByRole("button", { name: "Close picture in picture" }).click();
    await eventually("the window is gone", () => Promise.resolve(pip.isClosed()));
    await page.getByRole("button", { name: "View" }).click();
    await page.getByRole("button", { name: "Picture in picture", exact: true }).waitFor();
  },
);

sceneTest(
  "[F4] without document picture-in-picture a video goes into the small window",
  { scene: "call-speaker" },
  async (page) => {
    await page.evaluate(() => Reflect.deleteProperty(globalThis, "documentPictureInPicture"));
    const view = page.getByRole("button", { name: "View" });
    const close = page.getByRole("button", { name: "Close picture in picture" });
    const isOpen = () => page.evaluate(() => document.pictureInPictureElement !== null);
    await page.keyboard.press("i");
    await eventually("the small window", isOpen);
    await view.click();
    await close.click();
    await eventually("it is closed", async () => !await isOpen());
    await view.click();
    await close.waitFor({ state: "detached" });
  },
);

sceneTest(
  "[F4][F17] the first touch of a tile shows its button, the second pins",
  { scene: "call-4", look: { ...phone, hasTouch: true } },
  async (page) => {
    const { x, y, width } = await boxOf(tile(page, "Bo Chen"));
    const touch = () => page.touchscreen.tap(x + width - 24, y + 24);
    await touch();
    await isBiggest(page, "nobody");
    await touch();
    await isBiggest(page, "Bo Chen");
  },
);

for (const scene of ["call-2", "waiting"]) {
  sceneTest(`[F17] the focus goes along from the preview: ${scene}`, { scene }, async (page) => {
    await page.locator("h1:focus").waitFor();
  });
}
