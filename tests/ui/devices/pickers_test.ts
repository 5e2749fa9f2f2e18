// Choosing a device on the real screens, on a fake engine.

import assert from "node:assert/strict";
import { createRig } from "../rig/rig.ts";

const rig = await createRig();
Deno.test.afterAll(() => rig.close());

for (const width of [1280, 390]) {
  Deno.test(`[F5] a busy camera that is chosen: the list shows the one in use, and it is said why, ${width} px`, async () => {
    const look = { scheme: "light", width, height: 844 } as const;
    await rig.play("preview-camera-busy", look, async ({ page }) => {
      const said = await page.getByRole("alert").innerText();
      assert.match(said, /another program uses it\. Still using FaceTime HD Camera/);
      assert.equal(
        await page.getByLabel("Camera", { exact: true }).inputValue(),
        "FaceTime HD Camera",
      );
    });
  });
}
