// Takes pictures of scenes for people to look at, in every size, theme and language that is asked for:
// `deno run -A tests/ui/shots.ts [scene…] [--size=390x844]… [--scheme=dark]… [--language=zh-CN]…` writes
// tests/.shots/<scene>-<size>-<scheme>-<language>.png.

import { parseArgs } from "node:util";
import { languages } from "../../lib/shared/languages.ts";
import { createRig, type Look } from "./rig/rig.ts";
import { isSceneAt, sceneNames } from "./rig/scenes.ts";

/** Phones upright and lying, small ones too, tablets, a laptop, a desk. */
const sizes = ["320x640", "390x844", "844x390", "768x1024", "820x1180", "1280x800", "1920x1080"];
const schemes = ["light", "dark"] as const;
/** So many are taken at a time. */
const lanes = 3;

const list = { type: "string", multiple: true } as const;
const { values, positionals } = parseArgs({
  args: Deno.args,
  options: { size: list, scheme: list, language: list },
  allowPositionals: true,
});
const folder = new URL("../.shots/", import.meta.url).pathname;
await Deno.mkdir(folder, { recursive: true });

const shots: { scene: string; look: Look; file: string }[] = [];
for (const scene of positionals.length > 0 ? positionals : sceneNames) {
  for (const size of values.size ?? sizes) {
    const [width = 0, height = 0] = size.split("x").map(Number);
    if (!isSceneAt(scene, width)) continue;
    for (const scheme of schemes.filter((one) => values.scheme?.includes(one) ?? true)) {
      for (const language of languages.filter((one) => values.language?.includes(one) ?? true)) {
        const look = { scheme, width, height, language, hasTouch: Math.min(width, height) < 700 };
        shots.push({ scene, look, file: `${folder}${scene}-${size}-${scheme}-${language}.png` });
      }
    }
  }
}

const rig = await createRig();
await Promise.all(Array.from({ length: lanes }, async () => {
  for (let shot = shots.shift(); shot; shot = shots.shift()) {
    const { scene: name, look, file } = shot;
    await using scene = await rig.open(name, look);
    await scene.page.waitForTimeout(400);
    await scene.page.screenshot({ path: file });
    if (scene.problems.length > 0) console.error(file, scene.problems);
  }
}));
await rig.close();
Deno.exit(0);
