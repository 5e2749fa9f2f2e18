// Small things that are said all the time: the clock, the colour of a person, the level of a voice, whom one
// waits for alone, and names that do not fit into a line.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually } from "../../e2e/rig/people.ts";
import { createRig, type Look } from "../rig/rig.ts";

const rig = await createRig();
Deno.test.afterAll(() => rig.close());

const desktop: Look = { scheme: "light", width: 1280, height: 800 };

Deno.test("[F3] the clock of the call goes on", () =>
  rig.play("call-2", desktop, async ({ page }) => {
    const clock = page.getByRole("timer", { name: "Time in the call" });
    const seconds = async () => {
      const [minutes, rest] = (await clock.innerText()).split(":").map(Number);
      return (minutes ?? NaN) * 60 + (rest ?? NaN);
    };
    const first = await seconds();
    await eventually("two seconds later", async () => await seconds() >= first + 2);
  }));

const hues = (page: Page, where: string) =>
  page.locator(`${where} .avatar`).evaluateAll((avatars) =>
    Object.fromEntries(avatars.map((one) => [one.textContent, one.getAttribute("data-hue")]))
  );

Deno.test("[F9] one person has one colour: at the door, on the stage and in the list", () =>
  rig.play("preview", desktop, async ({ page }) => {
    const door = await hues(page, ".glimpse");
    assert.ok(Object.keys(door).length >= 3);
    await page.getByRole("button", { name: "Join" }).click();
    await page.getByRole("button", { name: /^People/ }).click();
    const list = await hues(page, ".panel");
    for (const [initials, hue] of Object.entries(door)) assert.equal(list[initials], hue, initials);
    const connecting = await hues(page, ".tile");
    for (const [initials, hue] of Object.entries(connecting)) {
      assert.equal(list[initials], hue, initials);
    }
  }));

Deno.test("[F5] the arrow beside a device opens its choices, with the level of the voice in the settings", () =>
  rig.play("call-2", desktop, async ({ page }) => {
    const bar = page.getByRole("region", { name: "Call controls" });
    await bar.getByRole("button", { name: "Microphone and speaker" }).click();
    await bar.getByLabel("Microphone", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "All settings" }).click();
    const meter = page.getByRole("meter", { name: "Microphone level" });
    const level = async () => Number(await meter.getAttribute("aria-valuenow"));
    for (const [loudness, lit] of [[0.2, 3], [1, 5], [0, 0]] as const) {
      await page.evaluate(`fake.speak(${loudness})`);
      await eventually(`${lit} bars`, async () => await level() === lit);
    }
  }));

Deno.test("[F15] alone: who makes the meeting is told to send the link, a guest that others will come", async () => {
  const stage = (page: Page) => page.locator(".alone");
  await rig.play("call-alone", desktop, async ({ page }) => {
    await stage(page).getByText("Nobody else is here yet").waitFor();
    await stage(page).getByText("Send this link").waitFor();
  });
  await rig.play("call-alone-guest", desktop, async ({ page }) => {
    await stage(page).getByText("You will see the others here").waitFor();
    assert.equal(await stage(page).getByText("Send this link").count(), 0);
  });
  await rig.play("call-2", desktop, async ({ page }) => {
    await page.evaluate("fake.go()");
    await stage(page).getByText("Everybody else has left").waitFor();
    assert.equal(await page.getByText("Nobody else is here yet").count(), 0);
  });
});

Deno.test("[F3][F17] a name that is longer than its tile goes on in further lines, and is whole", () =>
  rig.play("call-9", { ...desktop, width: 390, height: 844 }, async ({ page }) => {
    const name = page.locator(".tile-name-text", { hasText: "Carla dos Santos" });
    const { lines, isWhole, isInside } = await name.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const box = element.getBoundingClientRect();
      const tile = element.closest(".tile")?.getBoundingClientRect() ?? box;
      return {
        lines: new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size,
        isWhole: element.scrollHeight <= element.clientHeight + 1,
        isInside: box.left >= tile.left && box.right <= tile.right && box.top >= tile.top,
      };
    });
    assert.ok(lines > 1, "the tile is narrower than the name");
    assert.deepEqual([isWhole, isInside], [true, true]);
  }));

/** Pairs of boxes in one tile that lie on each other: what is said of its connection, and its name. */
const overlaps = (page: Page) =>
  page.locator(".tile").evaluateAll((tiles) =>
    tiles.flatMap((tile) => {
      const [said, name] = [".tile-status > *", ".tile-name"].map((one) =>
        [...tile.querySelectorAll(one)].map((element) => element.getBoundingClientRect())
      );
      const isOver = (one: DOMRect, other: DOMRect) =>
        one.left < other.right && other.left < one.right &&
        one.top < other.bottom && other.top < one.bottom;
      return (said ?? []).some((one) => (name ?? []).some((other) => isOver(one, other)))
        ? [tile.textContent]
        : [];
    })
  );

for (const [width, height] of [[320, 640], [390, 844], [844, 390], [1280, 800]] as const) {
  Deno.test(`[F13][F17] what is said of a connection does not lie on the name: ${width} × ${height}`, () =>
    rig.play("call-troubles", { ...desktop, width, height }, async ({ page }) => {
      assert.ok(await page.locator(".tile-status").count() >= 3);
      assert.deepEqual(await overlaps(page), []);
    }));
}
