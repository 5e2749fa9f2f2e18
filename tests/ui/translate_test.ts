// A browser that translates the page puts nodes of its own in place of our texts, wherever that is not
// forbidden. What changes afterwards must be seen all the same, as on the page that nobody translates.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { createRig, type Look } from "./rig/rig.ts";

const rig = await createRig();
Deno.test.afterAll(() => rig.close());

const look: Look = { scheme: "light", width: 1280, height: 800 };

/** What Chromium's translation does to a page: two `font` elements, and the text node is no more. */
function translate(): void {
  const isKept = (node: Node) => {
    const element = node.parentElement;
    return !element || !element.translate || element.closest("font, script, style, textarea");
  };
  const take = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    for (let at: Node | null = walker.currentNode; at; at = walker.nextNode()) {
      if (at.nodeType === Node.TEXT_NODE && at.nodeValue?.trim() && !isKept(at)) texts.push(at);
    }
    for (const text of texts) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = text.nodeValue;
      outer.append(inner);
      text.parentNode?.replaceChild(outer, text);
    }
  };
  take(document.body);
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      for (const node of [target, ...addedNodes]) if (node.isConnected) take(node);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}

type Act = (page: Page) => Promise<unknown>;

const press = (name: string): Act => (page) =>
  page.getByRole("button", { name, exact: true }).first().click();
const fill = (label: string, text: string): Act => (page) =>
  page.getByLabel(label, { exact: true }).fill(text);
const fake = (verb: string): Act => (page) => page.evaluate(`void fake.${verb}()`);
const key = (name: string): Act => (page) => page.keyboard.press(name);

const journeys: Record<string, readonly Act[]> = {
  "home": [
    fill("Your name", ""),
    press("Start a meeting"),
    fill("Your name", "a\u202eb"),
    press("Start a meeting"),
    fill("Your name", "Ana"),
    press("Start a meeting"),
    press("Join"),
    fill("Meeting number or link", "12"),
    press("Join"),
    press("Schedule for later"),
    fill("Start", "2001-01-01T12:00"),
    press("Schedule meeting"),
    fill("Start", "2031-07-01T12:00"),
    press("Start now instead"),
  ],
  "preview": [press("Turn camera off"), fill("Your name", ""), press("Join")],
  "preview-denied": [fill("Your name", "Ana")],
  "preview-passcode-asked": [fill("Passcode", "wrong"), press("Join")],
  "home-invitation": [press("Copy invitation")],
  "call-4": [
    press("People, 4 here"),
    fake("go"),
    fake("crowd"),
    fake("mutedByHost"),
    press("Actions for Carla dos Santos"),
    fake("go"),
    key("c"),
    fill("Message", "Hello"),
    key("Enter"),
    fill("Message", "there"),
    key("Enter"),
    fake("reaction"),
    press("Unmute microphone"),
  ],
  "call-16": [fake("go"), fake("go"), fake("crowd")],
  "call-knock": [fake("knock"), press("Admit")],
  "call-troubles": [fake("go"), fake("shareRefused")],
};

/** What a person reads, word by word. */
const read = (page: Page): Promise<string> =>
  page.evaluate(() =>
    document.body.innerText.replace(/\b\d\d:\d\d\b/, "").replace(/\s+/g, " ").trim()
  );

for (const [scene, acts] of Object.entries(journeys)) {
  Deno.test(`[F16] ${scene}, translated by the browser, goes on as it does untranslated`, async () => {
    await rig.play(scene, look, async ({ page: plain }) => {
      await rig.play(scene, look, async ({ page: translated }) => {
        await translated.evaluate(translate);
        for (const [at, act] of acts.entries()) {
          await Promise.all([act(plain), act(translated)]);
          let [wanted, found] = ["", ""];
          for (let tries = 0; tries < 50; tries++) {
            [wanted, found] = await Promise.all([read(plain), read(translated)]);
            if (wanted === found) break;
            await plain.waitForTimeout(100);
          }
          assert.equal(found, wanted, `after act ${at}`);
        }
      });
    });
  });
}

Deno.test("[F16] what people wrote may be translated, names and what changes in a call may not", async () => {
  await rig.play("call-chat", look, async ({ page }) => {
    const mayBe = (selector: string) =>
      page.locator(selector).first().evaluate((element) => (element as HTMLElement).translate);
    assert.deepEqual(
      await Promise.all([".chat-text", ".chat-who strong bdi", ".tile-name-text", "h1"].map(mayBe)),
      [true, false, false, false],
    );
    await page.evaluate(translate);
    assert.ok(await page.locator(".chat-text font").count() > 5);
    assert.equal(await page.locator(".call font:not(.chat-text font)").count(), 0);
  });
});
