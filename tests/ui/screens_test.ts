// Every scene in both themes, wide and on the smallest phone, there in both languages: no serious finding
// of axe, nothing wider than the screen, no error, and nothing the policy forbids.

import assert from "node:assert/strict";
import { findings } from "../e2e/rig/inspect.ts";
import { findTextOutside } from "./rig/fits.ts";
import { createRig, type Look, type OpenScene } from "./rig/rig.ts";
import { isSceneAt, sceneNames } from "./rig/scenes.ts";

const rig = await createRig();
Deno.test.afterAll(() => rig.close());

const wide: Look = { scheme: "light", width: 1280, height: 800 };
const small: Look = { scheme: "dark", width: 320, height: 640 };

async function assertGood(scene: OpenScene): Promise<void> {
  assert.deepEqual(await findings(scene.page), []);
  await assertFits(scene);
}

async function assertFits({ page }: OpenScene): Promise<void> {
  const [width, limit] = await page.evaluate(() => {
    // What a page cuts off does not scroll.
    const parts = [...document.querySelectorAll(".page > *")];
    const edges = parts.map((part) => Math.floor(part.getBoundingClientRect().right));
    return [Math.max(document.documentElement.scrollWidth, ...edges), innerWidth] as const;
  });
  assert.ok(width <= limit, `${width} px is wider than the screen`);
  assert.deepEqual(await findTextOutside(page), [], "every line of text is inside its box");
}

const named = sceneNames.filter((name) =>
  /^(home$|home-inv|preview$|preview-lobby|waiting$|call-)/.test(name) &&
  !/^call-(view|keys|leave|reactions|settings|unnamed|device|background|origin|back)/.test(name)
);
for (const [cast, look] of [["long", small], ["long", wide], ["rtl", small]] as const) {
  Deno.test(`[S8] ${cast} names and titles fit, ${look.width} px`, async (t) => {
    for (const name of named.filter((name) => isSceneAt(name, look.width))) {
      await t.step(name, () => rig.play(`${cast}:${name}`, look, assertFits));
    }
  });
}

Deno.test("every screen is accessible and fits, light 1280 px en", async (t) => {
  for (const name of sceneNames.filter((name) => isSceneAt(name, wide.width))) {
    await t.step(name, () => rig.play(name, wide, assertGood));
  }
});

Deno.test("every screen is accessible and fits, dark 320 px en and zh-CN", async (t) => {
  for (const name of sceneNames.filter((name) => isSceneAt(name, small.width))) {
    await t.step(name, () =>
      rig.play(name, small, async (scene) => {
        await assertGood(scene);
        await scene.speak("zh-CN");
        await assertGood(scene);
      }));
  }
});
