// Backgrounds in real Chromium, with a camera that sees a person before a chequered wall: the wall
// changes, for oneself and for the others, and the face does not.

import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { filmPortrait } from "./rig/portrait.ts";
import { eventually, seesAndHears } from "./rig/people.ts";
import { openHouse } from "./rig/stage.ts";

const film = await Deno.makeTempFile({ suffix: ".y4m" });
const { stageTest } = await openHouse({ launch: { args: await filmPortrait(film) } });
Deno.test.afterAll(() => Deno.remove(film));

interface Look {
  /** Red, green and blue where the face is. */
  readonly face: readonly number[];
  /** The same, over a piece of the wall. */
  readonly wall: readonly number[];
  /** How much neighbouring pixels of the wall differ: the chequers. */
  readonly detail: number;
}

/** Looks at a <video>: it is drawn at 640 x 360, whatever its size. */
async function look(video: Locator): Promise<Look | null> {
  const seen = await video.evaluate((element) => {
    if (!(element instanceof HTMLVideoElement) || element.videoWidth === 0) return null;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [640, 360];
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.drawImage(element, 0, 0, 640, 360);
    const read = (x: number, y: number) => context.getImageData(x, y, 64, 32).data;
    const mean = (data: Uint8ClampedArray) =>
      [0, 1, 2].map((channel) => {
        let sum = 0;
        for (let at = channel; at < data.length; at += 4) sum += data[at] ?? 0;
        return sum / (data.length / 4);
      });
    const wall = read(32, 32);
    let detail = 0;
    for (let at = 4; at < wall.length; at += 4) {
      detail += Math.abs((wall[at] ?? 0) - (wall[at - 4] ?? 0));
    }
    return { face: mean(read(288, 134)), wall: mean(wall), detail: detail / (wall.length / 4) };
  });
  // An element whose stream was exchanged is black until the next frame.
  return seen?.face.some((value) => value > 0) ? seen : null;
}

const isNear = (a: readonly number[], b: readonly number[], most: number) =>
  a.every((value, at) => Math.abs(value - (b[at] ?? 0)) < most);

async function openBackgrounds(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Background", exact: true }).click();
  await page.getByRole("dialog").waitFor();
}

stageTest(
  "[F11][S10] a background is blurred or exchanged, for oneself and for the others",
  async ({ enter, join, meetingId }) => {
    const ana = await enter("Ana");
    await ana.open(meetingId);
    const own = ana.page.locator(".self-preview video");
    const plain = await eventually("the wall is chequered", async () => {
      const seen = await look(own);
      return seen && seen.detail > 20 && seen;
    });

    await openBackgrounds(ana.page);
    await ana.page.getByText("Blurred").click();
    const blurred = await eventually("the wall is blurred", async () => {
      const seen = await look(own);
      return seen && seen.detail < plain.detail / 5 && seen;
    });
    assert.ok(isNear(blurred.face, plain.face, 12), `the face stays: ${blurred.face}`);
    assert.ok(isNear(blurred.wall, plain.wall, 25), "the wall keeps its colour");

    await ana.page.getByText("Dawn").click();
    const dawn = await eventually("the wall is a picture", async () => {
      const seen = await look(own);
      return seen && !isNear(seen.wall, plain.wall, 40) && seen;
    });
    assert.ok(isNear(dawn.face, plain.face, 12), `the face stays: ${dawn.face}`);
    await ana.page.keyboard.press("Escape");

    await ana.join();
    const ben = await join("Ben");
    await seesAndHears(ben, 1);
    const tile = ben.page.getByRole("listitem").filter({ hasText: "Ana" }).locator("video");
    await eventually("Ben sees the picture as well", async () => {
      const seen = await look(tile);
      return seen && isNear(seen.wall, dawn.wall, 25) && isNear(seen.face, plain.face, 25);
    });

    // Off and on again: it comes back with the same background, never with the wall.
    const control = (name: string) =>
      ana.page.getByRole("region", { name: "Call controls" }).getByRole("button", { name });
    await control("Turn camera off").click();
    await tile.waitFor({ state: "detached" });
    await control("Turn camera on").click();
    await tile.waitFor();
    const first = await eventually("there is a picture again", () => look(tile));
    assert.ok(first.detail < plain.detail / 3, "the wall was not shown");
    assert.ok(isNear(first.face, plain.face, 25), `the face is: ${first.face}`);
    await seesAndHears(ben, 1);
  },
);

stageTest(
  "[F11] without streams of frames (Firefox, Safari) it goes over a canvas",
  async ({ enter, join, meetingId }) => {
    const ana = await enter("Ana");
    await ana.open(meetingId);
    await ana.page.evaluate(() => Reflect.deleteProperty(globalThis, "MediaStreamTrackGenerator"));
    await openBackgrounds(ana.page);
    await ana.page.getByText("Blurred").click();
    const own = ana.page.locator(".self-preview video");
    await eventually("the wall is blurred", async () => {
      const seen = await look(own);
      return seen && seen.detail < 5;
    });
    await ana.page.keyboard.press("Escape");
    await ana.join();
    const ben = await join("Ben");
    await seesAndHears(ben, 1);
  },
);

stageTest(
  "[F11] where the effect cannot be loaded the camera goes off, and says how to go on",
  async ({ enter, meetingId }) => {
    const [ana, ben] = [await enter("Ana"), await enter("Ben")];
    for (const person of [ana, ben]) await person.open(meetingId);
    const control = (name: string) => ana.page.getByRole("button", { name, exact: true });
    await ana.page.route(/\/effects\/segmentation\/.*\.js/, (route) => route.abort());
    const own = ana.page.locator(".self-preview video");
    await eventually("the camera is on", () => look(own));
    await openBackgrounds(ana.page);
    await ana.page.getByText("Blurred").click();
    await ana.page.getByRole("dialog").getByRole("alert").waitFor();
    await own.waitFor({ state: "detached" });
    await ana.page.keyboard.press("Escape");
    await ana.page.locator(".preview").getByRole("alert").waitFor();

    for (const person of [ana, ben]) await person.join();
    const tile = ben.page.getByRole("listitem").filter({ hasText: "Ana" });
    await tile.waitFor();
    // In the call the same holds: another try shows nothing either.
    await ana.page.locator(".stage-card").getByRole("button", { name: "Try again" }).click();
    await ana.page.locator(".stage-card").waitFor();
    await control("Turn camera on").waitFor();
    assert.equal(await tile.locator("video").count(), 0, "nobody sees the room");
    await control("Show my camera as it is").click();
    await ana.page.locator(".stage-card").waitFor({ state: "detached" });
    await eventually("the wall is chequered, as Ana wants it", async () => {
      return ((await look(tile.locator("video")))?.detail ?? 0) > 20;
    });
  },
  { complaints: /ERR_FAILED/ },
);

stageTest(
  "[F11] an effect that hangs is begun anew, and then switches the camera off and says so",
  async ({ enter, meetingId }) => {
    const ana = await enter("Ana");
    await ana.open(meetingId);
    let made = 0;
    // After two seconds the next frame is never done.
    await ana.page.route(/\/effects\/worker\.js/, async (route) => {
      made++;
      const response = await route.fetch();
      const hang = "setTimeout(() => self.compose = () => new Promise(() => beganAt = 1), 2_000);";
      await route.fulfill({ response, body: `${await response.text()}\n${hang}` });
    });
    await openBackgrounds(ana.page);
    await ana.page.getByText("Blurred").click();
    await ana.page.getByRole("dialog").getByRole("alert").waitFor({ timeout: 60_000 });
    assert.equal(made, 2, "tried again once");
    const own = ana.page.locator(".self-preview video");
    assert.equal(await own.count(), 0, "nothing is shown");
  },
  { complaints: /background/ },
);
