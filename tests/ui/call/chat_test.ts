// Writing in the chat, and what is read out: the real screens on a fake engine.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually } from "../../e2e/rig/people.ts";
import { createRig, type Look } from "../rig/rig.ts";

const rig = await createRig();
Deno.test.afterAll(() => rig.close());

const look: Look = { scheme: "light", width: 1280, height: 800 };

function screenTest(name: string, scene: string, use: (page: Page) => Promise<void>): void {
  Deno.test(name, () => rig.play(scene, look, ({ page }) => use(page)));
}

const field = (page: Page) => page.getByLabel("Message", { exact: true });
const lines = (page: Page) => page.locator(".chat-line");
const reads = (page: Page, text: string) =>
  eventually(`the field reads "${text}"`, async () => await field(page).inputValue() === text);

screenTest(
  "[F7] a message that is refused is back in the field, and survives closing the chat",
  "call-chat-refused",
  async (page) => {
    await page.locator(".toast", { hasText: "That was too often" }).waitFor();
    await reads(page, "Hello");
    assert.equal(await lines(page).count(), 0);
    await page.keyboard.press("Escape");
    await field(page).waitFor({ state: "detached" });
    await page.keyboard.press("c");
    await reads(page, "Hello");
  },
);

screenTest(
  "[F7] Enter sends, Shift+Enter begins a line, and while composing neither sends",
  "call-chat-empty",
  async (page) => {
    await field(page).fill("one");
    await field(page).press("Shift+Enter");
    await field(page).pressSequentially("two");
    for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
      await field(page).dispatchEvent("keydown", { key: "Enter", ...composing });
    }
    assert.equal(await field(page).inputValue(), "one\ntwo");
    await field(page).press("Enter");
    await lines(page).getByText("one two").waitFor();
    await reads(page, "");
    await field(page).press("Enter");
    assert.equal(await lines(page).count(), 1, "an empty message is none");
  },
);

screenTest(
  "[F7] one line is sent by two clicks, by Enter that is held, and by both",
  "call-chat-empty",
  async (page) => {
    const send = page.getByRole("button", { name: "Send message" });
    await field(page).fill("one");
    await send.dblclick();
    await lines(page).getByText("one", { exact: true }).waitFor();
    await field(page).fill("two");
    await field(page).focus();
    for (let repeat = 0; repeat < 4; repeat++) await page.keyboard.down("Enter");
    await page.keyboard.up("Enter");
    await send.click();
    await lines(page).getByText("two", { exact: true }).waitFor();
    assert.equal(await lines(page).count(), 2);
    await reads(page, "");
  },
);

screenTest(
  "[F7] what is on its way stands there as such, and the field is free",
  "call-chat-away",
  async (page) => {
    await page.locator(".chat-outgoing .chat-text").getByText("I am in the tunnel").waitFor();
    await page.getByText("Sending…").waitFor();
    await reads(page, "");
  },
);

screenTest(
  "[F7] the room that is left is shown near the end, and too much is not sent",
  "call-chat-empty",
  async (page) => {
    await field(page).fill("x".repeat(3_600));
    assert.equal(await page.getByText("characters left").count(), 0);
    await field(page).fill("x".repeat(3_999));
    await page.getByText("1 character left").waitFor();
    await field(page).fill("x".repeat(4_001));
    await page.getByRole("alert").getByText("at most 4000 characters").waitFor();
    await field(page).press("Enter");
    assert.equal(await lines(page).count(), 0);
    await field(page).fill("x".repeat(4_000));
    await field(page).press("Enter");
    await lines(page).waitFor();
  },
);

screenTest(
  "[F17] several who come within a moment are announced once",
  "call-2",
  async (page) => {
    const said = await page.evaluate(() => {
      const region = document.querySelector("[data-announcer]");
      if (!region) throw new Error("nothing is announced here");
      const texts: string[] = [];
      const done = new Promise<string[]>((resolve) => {
        new MutationObserver(() => {
          if (region.textContent) texts.push(region.textContent);
          // Whatever else there is would have come with it or before it.
          if (region.textContent?.includes("🎉")) resolve(texts);
        }).observe(region, { childList: true, characterData: true, subtree: true });
      });
      const fake = Reflect.get(globalThis, "fake");
      fake.crowd();
      fake.knock();
      fake.reaction();
      return done;
    });
    assert.deepEqual(said, ["Ivo, Jun and 2 others joined. Zoë wants to join. Dee: 🎉"]);
    // What has a place of its own on the screen pushes no line away.
    assert.deepEqual(await page.locator(".toast").allTextContents(), [
      "Ivo, Jun and 2 others joined",
    ]);
  },
);

screenTest(
  "[F7] a message that cannot be rendered costs its own line",
  "call-chat-empty",
  async (page) => {
    await page.evaluate("fake.badLine()");
    await lines(page).getByText("after").waitFor();
    assert.deepEqual(
      await lines(page).allInnerTexts().then((all) => all.map((text) => text.split("\n").at(-1))),
      ["before", "This message cannot be shown.", "after"],
    );
    await field(page).fill("still here");
    await reads(page, "still here");
  },
);
