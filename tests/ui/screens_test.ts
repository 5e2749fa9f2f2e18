// Every scene in both themes, wide and on the smallest phone: no serious finding of axe, nothing
// wider than the screen, no error, and nothing the policy forbids.

import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { createRig, type Look, type Rig } from "./rig.ts";
import { sceneNames } from "./scenes.ts";

const looks: readonly Look[] = [
  { scheme: "light", width: 1280, height: 800 },
  { scheme: "dark", width: 320, height: 640 },
  { scheme: "dark", width: 320, height: 640, language: "zh-CN" },
];

function describe({ scheme, width, language = "en" }: Look): string {
  return `${scheme} ${width} px ${language}`;
}

async function withRig(use: (rig: Rig) => Promise<void>): Promise<void> {
  const rig = await createRig();
  try {
    await use(rig);
  } finally {
    await rig.close();
  }
}

/** What axe finds serious or critical, one line each. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const { violations } = await Reflect.get(globalThis, "axe").run(document);
    return violations
      .filter(({ impact }: { impact: string }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
        nodes.map(({ html }) => `${id}: ${html}`)
      );
  });
}

for (const look of looks) {
  Deno.test(`every screen is accessible and fits, ${describe(look)}`, async (t) => {
    await withRig(async (rig) => {
      for (const name of sceneNames) {
        if (name === "call-reactions" && look.width < 720) continue;
        await t.step(name, async () => {
          const { page, problems, close } = await rig.open(name, look);
          try {
            assert.deepEqual(await findings(page), []);
            const width = await page.evaluate(() => document.documentElement.scrollWidth);
            assert.ok(width <= look.width, `${width} px is wider than the screen`);
            assert.deepEqual(problems, []);
          } finally {
            await close();
          }
        });
      }
    });
  });
}
