// What a person can do with the keys of a call, in Chromium with the fake engine.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually, setHidden } from "../../e2e/rig/people.ts";
import { createRig, type Look } from "../rig/rig.ts";

const rig = await createRig();
Deno.test.afterAll(() => rig.close());

const look: Look = { scheme: "light", width: 1280, height: 800 };

function sceneTest(name: string, { scene }: { scene: string }, run: (page: Page) => Promise<void>) {
  Deno.test(name, () => rig.play(scene, look, ({ page }) => run(page)));
}

const tile = (page: Page, name: string) =>
  page.getByRole("list", { name: "Participants" }).getByRole("listitem").filter({ hasText: name });
const isMicOn = (page: Page): Promise<boolean> => page.evaluate("fake.isMicOn()");

type KeyInit = Pick<KeyboardEventInit, "key" | "code" | "shiftKey" | "metaKey" | "repeat">;

/** Sends the page what a keyboard reports, in any layout and with any input method. */
const send = (page: Page, type: "keydown" | "keyup", init: KeyInit) =>
  page.evaluate(({ type, init }) => {
    const event = new KeyboardEvent(type, { bubbles: true, cancelable: true, ...init });
    document.body.dispatchEvent(event);
    return event.defaultPrevented;
  }, { type, init });

sceneTest("[F12] Space held talks; a host's mute wins", { scene: "call-2" }, async (page) => {
  const { keyboard } = page;
  await keyboard.press("m");
  assert.ok(!await isMicOn(page));
  await keyboard.down("Space");
  assert.ok(await isMicOn(page));
  await keyboard.up("Space");
  assert.ok(!await isMicOn(page));

  await keyboard.down("Space");
  await page.evaluate("fake.mutedByHost()");
  await keyboard.down("Space");
  assert.ok(!await isMicOn(page), "the rest of the hold is silent");
  await keyboard.up("Space");
  assert.ok(!await isMicOn(page));

  await keyboard.down("Space");
  assert.ok(await isMicOn(page));
  await page.evaluate(() => dispatchEvent(new Event("blur")));
  assert.ok(!await isMicOn(page), "a window that loses the focus lets go");
  await keyboard.up("Space");
});

sceneTest(
  "[F12] Space presses what the keyboard went to, and talks over what was clicked",
  { scene: "call-2" },
  async (page) => {
    const mute = page.getByRole("button", { name: /mute microphone/i });
    await mute.click();
    await page.keyboard.down("Space");
    assert.ok(await isMicOn(page));
    await page.keyboard.up("Space");
    assert.ok(!await isMicOn(page));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");
    assert.ok(await isMicOn(page), "the button was pressed");
  },
);

sceneTest(
  "[F12] keys are silent while typing and with modifiers, and can be turned off; ? lists them",
  { scene: "call-2" },
  async (page) => {
    const { keyboard } = page;
    await keyboard.press("Control+m");
    await keyboard.press("Alt+m");
    assert.ok(await isMicOn(page));
    await keyboard.press("c");
    const message = page.getByLabel("Message", { exact: true });
    // It is there a moment before the focus is in it.
    await page.locator("textarea:focus").waitFor();
    await keyboard.type("m v? p");
    assert.equal(await message.inputValue(), "m v? p");
    assert.ok(await isMicOn(page));
    await keyboard.press("Escape");

    await keyboard.press("?");
    const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await list.getByText("Hold to talk").waitFor();
    const told = await list.locator("kbd").allTextContents();
    assert.deepEqual(told.slice(0, 3), ["Space", "M", "V"]);
    await keyboard.press("m");
    assert.ok(await isMicOn(page), "no key acts behind the list");
    await keyboard.press("Escape");
    await list.waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "All settings" }).click();
    await page.getByRole("tab", { name: "Calls" }).click();
    await page.getByLabel("Keyboard shortcuts").uncheck();
    await keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const mute = page.getByRole("button", { name: "Mute microphone" });
    assert.equal(
      await mute.getAttribute("title"),
      "Mute microphone",
      "a key that is off is not told",
    );
    await keyboard.press("m");
    await keyboard.press("?");
    assert.ok(await isMicOn(page));
    assert.equal(await list.count(), 0);
  },
);

sceneTest("[F12] leaving by key is asked first", { scene: "call-2" }, async (page) => {
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: "Leave the meeting?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await tile(page, "Bo Chen").waitFor();
});

/** Ways in which the end of a hold is told, or not told. */
const releases: Record<string, (page: Page) => Promise<unknown>> = {
  "by an input method": (page) => send(page, "keyup", { key: "Process", code: "Space" }),
  "with Option": (page) => send(page, "keyup", { key: "\u00a0", code: "Space" }),
  "by a screen keyboard": (page) => send(page, "keyup", { key: "Unidentified", code: "" }),
  "to a field that keeps its keys to itself": (page) =>
    page.evaluate(() => {
      const field = document.createElement("input");
      field.addEventListener("keyup", (event) => event.stopPropagation());
      document.body.append(field);
      field.dispatchEvent(new KeyboardEvent("keyup", { key: " ", code: "Space", bubbles: true }));
    }),
  "never, as Command hides it on a Mac": (page) =>
    send(page, "keydown", { key: "Meta", code: "MetaLeft", metaKey: true }),
  "in another window": (page) => page.evaluate(() => void dispatchEvent(new Event("blur"))),
  "in another tab": (page) => setHidden({ page }, true),
  "over a context menu": (page) =>
    page.evaluate(() =>
      void document.body.dispatchEvent(new Event("contextmenu", { bubbles: true }))
    ),
  "while something is dragged": (page) =>
    page.evaluate(() =>
      void document.body.dispatchEvent(new Event("dragstart", { bubbles: true }))
    ),
  "where the focus went without a word": (page) =>
    page.evaluate(() => void (document.hasFocus = () => false)),
};

sceneTest(
  "[F12] no microphone stays open, however the release of Space is told",
  { scene: "call-2" },
  async (page) => {
    await page.keyboard.press("m");
    for (const [name, release] of Object.entries(releases)) {
      await send(page, "keydown", { key: " ", code: "Space" });
      assert.ok(await isMicOn(page), `talks: ${name}`);
      await send(page, "keyup", { key: "x", code: "KeyX" });
      assert.ok(await isMicOn(page), `another key let go ends nothing: ${name}`);
      await release(page);
      await eventually(`silent: ${name}`, async () => !await isMicOn(page));
      await send(page, "keydown", { key: " ", code: "Space", repeat: true });
      assert.ok(!await isMicOn(page), `what repeats was not pressed here: ${name}`);
      await setHidden({ page }, false);
    }
  },
);

sceneTest(
  "[F12] keys are found under other scripts and input methods",
  { scene: "call-2" },
  async (page) => {
    const presses: [KeyInit, boolean][] = [
      [{ key: "ь", code: "KeyM" }, false],
      [{ key: "μ", code: "KeyM" }, true],
      [{ key: "צ", code: "KeyM" }, false],
      [{ key: "ة", code: "KeyM" }, true],
      [{ key: "ㅡ", code: "KeyM" }, false],
      [{ key: "Process", code: "KeyM" }, true],
      [{ key: ",", code: "KeyM" }, true],
      [{ key: "m", code: "Semicolon" }, false],
    ];
    for (const [init, isOn] of presses) {
      await send(page, "keydown", init);
      assert.equal(await isMicOn(page), isOn, JSON.stringify(init));
    }
    await send(page, "keydown", { key: "Process", code: "Space" });
    assert.ok(await isMicOn(page), "Space with an input method talks");
    await send(page, "keyup", { key: " ", code: "Space" });
    assert.ok(!await isMicOn(page));
    // What filling in a form sends: an event of that name without a key.
    await page.evaluate(() =>
      void document.body.dispatchEvent(new Event("keydown", { bubbles: true }))
    );
    await send(page, "keydown", { key: "؟", code: "Slash", shiftKey: true });
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  },
);
