// The page of the interfaces with everything on it unfolded, and how one gets around on it. Folded up it is
// one of the scenes of screens_test.ts.

import assert from "node:assert/strict";
import { findings } from "../../e2e/rig/inspect.ts";
import { eventually } from "../../e2e/rig/people.ts";
import { findTextOutside } from "../rig/fits.ts";
import { createRig, type Look } from "../rig/rig.ts";

const rig = await createRig();
Deno.test.afterAll(() => rig.close());

const looks: readonly Look[] = [
  { scheme: "light", width: 1280, height: 800 },
  { scheme: "dark", width: 1280, height: 800 },
  { scheme: "light", width: 390, height: 844, hasTouch: true },
  { scheme: "dark", width: 320, height: 640, language: "zh-CN" },
];

for (const look of looks) {
  const { scheme, width, language = "en" } = look;
  Deno.test(`[O10][O11] all of the interfaces' page fits and is accessible, ${scheme} ${width} px ${language}`, () =>
    rig.play("api", look, async ({ page }) => {
      const opened = await page.evaluate(() => {
        const all = [...document.querySelectorAll("details")];
        for (const one of all) one.open = true;
        return all.length;
      });
      assert.ok(opened > 80, `only ${opened} parts`);
      assert.deepEqual(await findings(page), []);
      assert.deepEqual(await findTextOutside(page), []);
      const widest = await page.evaluate(() =>
        Math.max(
          ...[...document.querySelectorAll(".api-page *")].map((one) =>
            Math.ceil(one.getBoundingClientRect().right)
          ),
        )
      );
      assert.ok(widest <= width, `${widest} px is wider than the screen`);
    }));
}

Deno.test("[O10][O11] a link leads into what is folded up, and opens it", () =>
  rig.play("api", { scheme: "light", width: 1280, height: 800 }, async ({ page }) => {
    const isOpen = (anchor: string) =>
      page.locator(`details:has(> #${anchor})`).evaluate((one) => one.hasAttribute("open"));
    assert.equal(await isOpen("rest-MeetingDraft"), false);
    await page.locator("summary", { hasText: "Make a meeting" }).click();
    await page.locator("#createMeeting a", { hasText: "MeetingDraft" }).click();
    await eventually("it is open", () => isOpen("rest-MeetingDraft"));
    assert.equal(await page.evaluate(() => location.hash), "#rest-MeetingDraft");
  }));
