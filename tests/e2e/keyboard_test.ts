// A whole meeting by keyboard alone, with the focus always to be seen and where one expects it; and the
// same screens narrow, without motion, and in the system's own colours.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { findings, isWithinViewport } from "./rig/inspect.ts";
import { eventually } from "./rig/people.ts";
import { openHouse, shotsDir } from "./rig/stage.ts";

const { stageTest } = await openHouse();
await Deno.mkdir(shotsDir, { recursive: true });

interface Focus {
  readonly name: string;
  readonly role: string;
  readonly expanded: string | null;
  readonly isSeen: boolean;
}

/** What has the focus, by the name that is read out. Runs in the page. */
function readFocus(): Focus {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) {
    return { name: "", role: "body", expanded: null, isSeen: false };
  }
  const labels = "labels" in element && element.labels instanceof NodeList ? element.labels : [];
  const label = [...labels].map((one) => one.textContent).join(" ");
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return {
    name: (element.getAttribute("aria-label") ?? (label || element.innerText)).trim(),
    role: element.tagName.toLowerCase(),
    expanded: element.getAttribute("aria-expanded"),
    isSeen: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
  };
}

/** A person who has nothing but a keyboard. */
function keyboardOf(page: Page) {
  const focus = () => page.evaluate(readFocus);
  const isOn = async (name: string, role: string) => {
    const now = await focus();
    return now.name.startsWith(name) && now.role.startsWith(role);
  };
  return {
    focus,
    press: (key: string) => page.keyboard.press(key),
    type: (text: string) => page.keyboard.type(text),
    /** Waits until the focus is there by itself; with a role where two things have that name. */
    arrives: (name: string, role = "") =>
      eventually(`the focus is on ${role} ${name}`, () => isOn(name, role)),
    /** Goes on with Tab until the focus is there; it has to show all the way. */
    async tabTo(name: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<Focus> {
      const way: string[] = [];
      for (let steps = 0; steps < 40; steps++) {
        await page.keyboard.press(key);
        const now = await focus();
        way.push(now.name);
        if (now.role !== "body") assert.ok(now.isSeen, `the focus shows on ${now.name}`);
        if (now.name.startsWith(name)) return now;
      }
      throw new Error(`no way to ${name} over ${way.join(", ")}`);
    },
  };
}

stageTest("[F17] a meeting by keyboard alone, from the landing page to its end", async (stage) => {
  const { page } = await stage.enter("Ana");
  const keys = keyboardOf(page);
  const isExpanded = (value: "true" | "false") =>
    eventually(`expanded: ${value}`, async () => (await keys.focus()).expanded === value);

  await page.goto(stage.app.origin);
  await keys.tabTo("Your name");
  await keys.type("Ana");
  await keys.tabTo("Start a meeting");
  await keys.press("Enter");
  await page.waitForURL(/\/j\/\d{9}$/);
  await page.getByText("Nobody is here yet").waitFor();
  await keys.tabTo("Join");
  await keys.press("Enter");
  await page.getByRole("region", { name: "Call controls" }).waitFor();

  await keys.tabTo("Mute microphone");
  await keys.press("Enter");
  await keys.arrives("Unmute microphone");
  await keys.press("Space");
  await keys.arrives("Mute microphone");
  await keys.tabTo("Raise hand");
  await keys.press("Enter");
  await keys.arrives("Lower hand");

  const chat = await keys.tabTo("Chat");
  assert.equal(chat.expanded, "false");
  await keys.press("Enter");
  await keys.arrives("Message");
  await keys.type("m is typed and mutes nobody");
  await keys.press("Enter");
  await page.getByRole("log").getByText("m is typed and mutes nobody").waitFor();
  await page.getByRole("button", { name: "Mute microphone" }).waitFor();
  await keys.tabTo("Chat", "Shift+Tab");
  await isExpanded("true");
  await keys.tabTo("Message");
  await keys.press("Escape");
  await keys.arrives("Chat");
  await isExpanded("false");

  await keys.tabTo("People");
  await keys.press("Enter");
  await keys.arrives("People", "h2");
  await keys.tabTo("Close");
  await keys.press("Enter");
  await keys.arrives("People", "button");
  await isExpanded("false");

  await keys.tabTo("Settings");
  await keys.press("Enter");
  await isExpanded("true");
  await keys.tabTo("Microphone");
  await keys.press("Escape");
  await keys.arrives("Settings");
  await isExpanded("false");

  await keys.tabTo("Leave");
  await keys.press("Enter");
  await isExpanded("true");
  await keys.tabTo("End for everyone");
  await keys.press("Enter");
  await keys.arrives("Cancel");
  await keys.press("Escape");
  await keys.arrives("Leave");
  await keys.press("Enter");
  await keys.tabTo("End for everyone");
  await keys.press("Enter");
  await keys.arrives("Cancel");
  await keys.tabTo("End for everyone");
  await keys.press("Enter");
  await page.getByRole("heading", { name: "The meeting has ended" }).waitFor();
});

stageTest("[F17] a connection and a person's menu by keyboard alone", async (stage) => {
  const { page } = await stage.join("Ana");
  await stage.join("Ben");
  const keys = keyboardOf(page);
  await keys.press("p");
  await keys.arrives("People", "h2");
  await keys.tabTo("Connection to Ben");
  await keys.press("Enter");
  await keys.arrives("Connection to Ben", "h2");
  await page.getByRole("heading", { name: "Right now" }).waitFor();
  const table = await keys.tabTo("The same as a table");
  assert.equal(table.role, "summary");
  await keys.press("Enter");
  await page.getByRole("table", { name: "The last two minutes" }).waitFor();
  await keys.press("Escape");
  await keys.arrives("Connection to Ben", "button");
  await keys.tabTo("Actions for Ben");
  await keys.press("Enter");
  await eventually("its menu is open", async () => (await keys.focus()).expanded === "true");
  await keys.tabTo("Remove from the meeting");
  await keys.press("Enter");
  await keys.arrives("Cancel");
  await keys.press("Escape");
  await keys.arrives("Remove from the meeting");
  await keys.press("Escape");
  await keys.arrives("People", "button");
});

/** Looks at a screen as people with special settings have it. */
async function inspect(page: Page, name: string): Promise<void> {
  const reducedMotion = "reduce";
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ["light", "dark"] as const) {
      for (const forcedColors of ["none", "active"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion, forcedColors });
        const what = `${name}-${width}-${colorScheme}${forcedColors === "active" ? "-forced" : ""}`;
        await page.screenshot({ path: `${shotsDir}/keys-${what}.png` });
        // In the system's colours both schemes are the same to axe.
        if (forcedColors === "none" || colorScheme === "light") {
          assert.deepEqual(await findings(page), [], what);
        }
        const moving = await page.evaluate(() =>
          document.getAnimations().filter((one) =>
            Number(one.effect?.getComputedTiming().activeDuration) > 1
          ).length
        );
        assert.equal(moving, 0, `${what}: nothing moves`);
      }
    }
    assert.ok(await isWithinViewport(page), `${name} at ${width} px: nothing sticks out sideways`);
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion, forcedColors: "none" });
  await page.setViewportSize({ width: 1280, height: 800 });
}

stageTest("[F17] narrow, without motion, in the system's colours: the call", async (stage) => {
  const { page } = await stage.join("Ana");
  await stage.join("Ben");
  await page.locator(".tile .bars").waitFor();
  await inspect(page, "call");
  await page.keyboard.press("c");
  await inspect(page, "chat");
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  await page.getByRole("button", { name: "Actions for Ben" }).click();
  await inspect(page, "people");
  await page.getByRole("button", { name: "Connection to Ben" }).click();
  await page.getByText("The same as a table").click();
  await inspect(page, "connection");
});
