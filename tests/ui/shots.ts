// Takes pictures of every scene for people to look at: `deno run -A tests/ui/shots.ts [name…]` writes
// tests/.shots/<name>-<look>.png.

import { createRig, type Look } from "./rig/rig.ts";
import { sceneNames } from "./rig/scenes.ts";

const looks: Record<string, Look> = {
  wide: { scheme: "light", width: 1280, height: 800 },
  dark: { scheme: "dark", width: 1280, height: 800 },
  phone: { scheme: "light", width: 390, height: 844 },
  small: { scheme: "dark", width: 320, height: 640 },
  "zh-wide": { scheme: "light", width: 1280, height: 800, language: "zh-CN" },
  "zh-phone": { scheme: "dark", width: 390, height: 844, language: "zh-CN" },
};
const folder = new URL("../.shots/", import.meta.url).pathname;
await Deno.mkdir(folder, { recursive: true });

const wanted = Deno.args.length > 0 ? Deno.args : sceneNames;
const rig = await createRig();
for (const name of wanted) {
  for (const [look, how] of Object.entries(looks)) {
    // The bar of a phone keeps reactions in the settings; the call is dark in both schemes.
    if (name === "call-reactions" && how.width < 720) continue;
    if (name.startsWith("call-") && look === "dark") continue;
    await using scene = await rig.open(name, how);
    await scene.page.waitForTimeout(400);
    await scene.page.screenshot({ path: `${folder}${name}-${look}.png` });
    if (scene.problems.length > 0) console.error(name, look, scene.problems);
  }
}
await rig.close();
Deno.exit(0);
