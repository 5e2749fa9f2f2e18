// A long chat, as somebody finds it who comes late.

import assert from "node:assert/strict";
import { control, eventually } from "./rig/people.ts";
import { openHouse } from "./rig/stage.ts";

const { stageTest } = await openHouse();

stageTest(
  "[F7] who comes late reads the chat back to its beginning, without losing their place",
  async ({ join }) => {
    const ana = await join("Ana");
    await control(ana, "Chat").click();
    const field = ana.page.getByLabel("Message", { exact: true });
    for (let n = 1; n <= 9; n++) {
      await field.fill(`${n}. ${"schön ".repeat(600)}`);
      await field.press("Enter");
      await ana.page.locator(".chat-line").nth(n - 1).waitFor();
    }
    await eventually(
      "all have arrived",
      async () => await ana.page.getByText("Sending").count() === 0,
    );
    assert.equal(await ana.page.getByText("Show earlier").count(), 0, "who was there has it all");

    const ben = await join("Ben");
    const { page } = ben;
    await control(ben, /^Chat/).click();
    const lines = page.locator(".chat-line");
    await lines.first().waitFor();
    assert.ok(await lines.count() < 9);
    const button = page.getByRole("button", { name: "Show earlier messages" });
    await button.scrollIntoViewIfNeeded();
    const first = await lines.first().elementHandle();
    const place = async () => (await first?.boundingBox())?.y ?? NaN;
    const before = await place();
    await button.press("Enter");
    await eventually("it is all there", async () => await lines.count() === 9);
    assert.ok(Math.abs(await place() - before) < 48, "what was read stays where it is");
    assert.ok((await lines.first().innerText()).includes("1. schön"));
    assert.equal(await button.count(), 0);
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute("role")),
      "log",
      "the focus is where one reads",
    );

    await page.reload();
    await control(ben, /^Chat/).click();
    await lines.first().waitFor();
  },
);
