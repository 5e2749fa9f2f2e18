// The doctor over the preview and over a call: loaded only when it is asked for, and the call goes on.

import assert from "node:assert/strict";
import { type Person, seesAndHears } from "./rig/people.ts";
import { openHouse } from "./rig/stage.ts";

const { stageTest } = await openHouse();

/** Opens the doctor and waits until it has looked at everything. */
async function consult({ page }: Person) {
  await page.getByRole("button", { name: "Check connection" }).click();
  const dialog = page.getByRole("dialog", { name: "Check your connection" });
  await dialog.locator('.doctor[data-phase="done"]').waitFor({ timeout: 60_000 });
  return dialog;
}

stageTest(
  "[F14] the doctor opens over preview and call, and is loaded only then",
  async (stage) => {
    const ana = await stage.join("Ana");
    const bo = await stage.enter("Bo", { viewport: { width: 390, height: 844 } });
    await bo.open(stage.meetingId);
    const before = bo.requests.length;
    const overPreview = await consult(bo);
    const chunks = bo.requests.slice(before).filter((url) => url.includes("/_fresh/js/"));
    assert.ok(chunks.length > 0, "its code comes on demand");
    await bo.page.keyboard.press("Escape");
    await overPreview.waitFor({ state: "detached" });
    assert.equal(await bo.page.getByLabel("Your name").inputValue(), "Bo", "nothing typed is lost");

    await bo.join();
    await seesAndHears(ana, 1);
    await ana.page.getByRole("button", { name: "Settings" }).click();
    const overCall = await consult(ana);
    const people = await overCall.locator('[data-check="people"]').innerText();
    assert.match(people, /Bo/);
    assert.match(people, /direct/);
    await seesAndHears(ana, 1);
    await ana.page.keyboard.press("m");
    await ana.page.keyboard.press("Escape");
    await overCall.waitFor({ state: "detached" });
    await ana.page.getByRole("button", { name: "Mute microphone" }).waitFor();
  },
);
