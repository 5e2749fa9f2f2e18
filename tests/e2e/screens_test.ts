// Every screen, light and dark, desktop and phone: pictures for people to look at, axe-core for what a
// machine can tell, and how much the pages weigh (BENCH.md: bytes are exact, so they are asserted).

import assert from "node:assert/strict";
import project from "../../deno.json" with { type: "json" };
import type { Page, Response as Answer } from "playwright-core";
import { connectionEn } from "../../lib/ui/text/en/connection.ts";
import { doctorEn } from "../../lib/ui/text/en/doctor.ts";
import { en } from "../../lib/ui/text/en/mod.ts";
import { settingsEn } from "../../lib/ui/text/en/settings.ts";
import { transfersEn } from "../../lib/ui/text/en/transfers.ts";
import { zh } from "../../lib/ui/text/zh/mod.ts";
import { findings, isWithinViewport } from "./rig/inspect.ts";
import { control, type Person } from "./rig/people.ts";
import { readWords } from "./rig/scripts.ts";
import { openHouse, shotsDir, type Stage } from "./rig/stage.ts";

const { stageTest } = await openHouse();
await Deno.mkdir(shotsDir, { recursive: true });

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const small = { width: 320, height: 640 };

/** Where axe-core looks: at each size, and at each theme both wide and narrow. */
const inspected = ["desktop-light", "desktop-dark", "phone-light", "small-dark"];

/** Takes the screen's picture in both themes and three sizes, and has axe-core look at it. */
async function inspect(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ desktop, phone, small })) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const look = `${size}-${colorScheme}`;
      await page.screenshot({ path: `${shotsDir}/${name}-${look}.png` });
      if (inspected.includes(look)) assert.deepEqual(await findings(page), [], `${name}, ${look}`);
    }
    assert.ok(await isWithinViewport(page), `${name}, ${size}: nothing sticks out sideways`);
  }
  await page.setViewportSize(desktop);
}

stageTest(
  "[F17] pages before and after the call have no serious accessibility finding",
  async ({ app, enter, meetingId }) => {
    const { page } = await enter("Ana");
    await page.goto(app.origin);
    await page.getByRole("button", { name: "Start a meeting" }).waitFor();
    await inspect(page, "landing");
    await page.goto(`${app.origin}/j/${meetingId}`);
    await page.getByLabel("Your name").fill("Ana");
    await page.getByText("Nobody is here yet").waitFor();
    await inspect(page, "preview");
    await page.goto(`${app.origin}/j/999999999`);
    await page.getByRole("heading", { name: "There is no meeting" }).waitFor();
    await inspect(page, "unknown-meeting");
    for (const reason of ["left", "finished", "removed"]) {
      await page.goto(`${app.origin}/exit?reason=${reason}&meeting=${meetingId}`);
      await inspect(page, `exit-${reason}`);
    }
    await page.goto(`${app.origin}/nothing-here`);
    await inspect(page, "not-found");
  },
  { complaints: /404/ },
);

stageTest(
  "[F17] the call has no serious accessibility finding: alone, with panels, with four",
  async ({ join }) => {
    const ana = await join("Ana");
    await inspect(ana.page, "call-1");
    await join("Ben");
    await ana.page.getByRole("listitem").filter({ hasText: "Ben" }).locator("video").waitFor();
    await inspect(ana.page, "call-2");
    await join("Cleo");
    await join("Dan");
    await ana.page.getByRole("listitem").filter({ hasText: "Dan" }).locator("video").waitFor();
    await inspect(ana.page, "call-4");
    await control(ana, "Chat").click();
    await ana.page.getByLabel("Message", { exact: true }).fill("See you at https://example.org");
    await ana.page.keyboard.press("Enter");
    await ana.page.getByRole("log").getByRole("link").waitFor();
    await inspect(ana.page, "call-4-chat");
    await control(ana, "People").click();
    await ana.page.getByRole("button", { name: "Actions for Ben" }).click();
    await inspect(ana.page, "call-4-people");
    await ana.page.keyboard.press("Escape");
    await control(ana, "Settings").click();
    await inspect(ana.page, "call-4-settings");
  },
);

interface Weight {
  readonly kilobytes: number;
  readonly requests: number;
  readonly hosts: number;
}

/** What Fresh's own script weighs more than that of the stand-in, which is measured in its place. */
const missingKilobytes = "links" in project ? 8 : 0;

/** Bytes of bodies as served (headers left out), requests and hosts of everything `visit` loads. */
async function weigh({ page, requests }: Person, visit: () => Promise<void>): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.dataReceived", ({ encodedDataLength }) => bytes += encodedDataLength);
  const before = requests.length;
  await visit();
  await page.waitForLoadState("networkidle");
  await session.detach();
  const urls = requests.slice(before).filter((url) => /^(http|ws)/.test(url));
  const hosts = new Set(urls.map((url) => new URL(url).host)).size;
  return { kilobytes: bytes / 1_000, requests: urls.length, hosts };
}

function assertBudget(
  what: string,
  weight: Weight,
  budget: { kilobytes: number; requests: number },
): void {
  assert.ok(weight.kilobytes > 10, `${what}: only ${weight.kilobytes} KB were counted`);
  const kilobytes = weight.kilobytes + missingKilobytes;
  assert.ok(kilobytes <= budget.kilobytes, `${what}: ${kilobytes} KB`);
  assert.ok(weight.requests <= budget.requests, `${what}: ${weight.requests} requests`);
  assert.equal(weight.hosts, 1, what);
}

/** A text of every part that is loaded when somebody asks for it. */
const onDemand = {
  "another language": zh.home.headline,
  "calendar file": "BEGIN:VCALENDAR",
  "charts": connectionEn.twoMinutesAgo,
  "doctor": doctorEn.lead,
  "engine of files": 'type:"unreadable"',
  "list of files": transfersEn.failed.damaged,
  "picture in picture": ".requestPictureInPicture(",
  "settings": settingsEn.themeHint,
};

/** The code of what was loaded, with its words readable. */
async function readScripts(urls: readonly string[]): Promise<string> {
  const scripts = urls.filter((url) => url.endsWith(".js"));
  const bodies = await Promise.all(scripts.map(async (url) => await (await fetch(url)).text()));
  return readWords(bodies.join("\n"));
}

/** Which parts are in what was loaded; everything of the effects is told by its address. */
async function partsIn(urls: readonly string[]): Promise<string[]> {
  const code = await readScripts(urls);
  assert.ok(code.includes(en.home.start), "these are the scripts of the page");
  const parts = Object.entries(onDemand).filter(([, text]) => code.includes(text));
  const effects = urls.filter((url) => /\/(effects|backgrounds)\//.test(url));
  return [...parts.map(([name]) => name), ...effects];
}

stageTest(
  "[F11][F17] every section of the settings stands beside the tabs, on a phone below them",
  async ({ enter, meetingId }) => {
    const { page, open } = await enter("Ana");
    await open(meetingId);
    await page.getByRole("button", { name: "Settings", exact: true }).click();
    const [tabs, panel] = [page.getByRole("tablist"), page.getByRole("tabpanel")];
    for (const tab of await tabs.getByRole("tab").allTextContents()) {
      await tabs.getByRole("tab", { name: tab }).click();
      for (const [viewport, side] of [[desktop, "width"], [phone, "height"]] as const) {
        await page.setViewportSize(viewport);
        const [list, body] = [await tabs.boundingBox(), await panel.boundingBox()];
        assert.ok(list && body);
        const [end, start] = side === "width"
          ? [list.x + list.width, body.x]
          : [list.y + list.height, body.y];
        assert.ok(
          Math.abs(start - end) <= 1,
          `${tab}: tabs end at ${end}, the panel is at ${start}`,
        );
      }
      await inspect(page, `settings-${tab.toLowerCase()}`);
    }
  },
);

/** Paths of the scripts among `answers`. */
function scriptsOf(answers: readonly Answer[]): string[] {
  return answers.map((answer) => new URL(answer.url()).pathname)
    .filter((path) => path.endsWith(".js"));
}

stageTest(
  "what a page loads is compressed and kept, later parts too, and first ones are asked for ahead",
  async ({ app, enter, meetingId }) => {
    const { page, open } = await enter("Ana");
    const answers: Answer[] = [];
    page.on("response", (answer) => answers.push(answer));
    await open(meetingId);
    const first = scriptsOf(answers);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("tab", { name: "Calls" }).click();

    const files = answers.filter((answer) => /\.(js|css)(\?|$)/.test(answer.url()));
    assert.ok(scriptsOf(files).length > first.length, "settings come when they are opened");
    assert.ok(files.some((answer) => answer.url().includes("/settings.css")));
    for (const answer of files) {
      const headers = await answer.allHeaders();
      assert.equal(headers["content-encoding"], "br", answer.url());
      assert.equal(headers["cache-control"], "public, max-age=31536000, immutable", answer.url());
      assert.match(headers["vary"] ?? "", /accept-encoding/i, answer.url());
      assert.match(headers["etag"] ?? "", /-br"$/, answer.url());
    }

    const document = await fetch(`${app.origin}/j/${meetingId}`);
    await document.body?.cancel();
    const ahead = document.headers.get("link") ?? "";
    assert.ok(first.length > 3);
    for (const path of first) assert.ok(ahead.includes(`<${path}>`), `${path}: ${ahead}`);
  },
);

stageTest(
  "the pages stay light: landing, and preview until in the call",
  async ({ app, enter, meetingId }: Stage) => {
    const guest = await enter("Ana");
    const landing = await weigh(guest, async () => {
      await guest.page.goto(app.origin);
      await guest.page.getByRole("button", { name: "Start a meeting" }).waitFor();
    });
    assertBudget("landing", landing, { kilobytes: 40, requests: 8 });
    const again = await weigh(guest, async () => {
      await guest.page.goto(`${app.origin}/?again`);
      await guest.page.getByRole("button", { name: "Start a meeting" }).waitFor();
    });
    assert.ok(again.kilobytes <= 5, `second visit: ${again.kilobytes} KB`);

    const caller = await enter("Ben");
    const call = await weigh(caller, async () => {
      await caller.open(meetingId);
      await caller.join();
    });
    assertBudget("preview and call", call, { kilobytes: 108, requests: 14 });

    for (const { requests } of [guest, caller]) assert.deepEqual(await partsIn(requests), []);
    const landingCode = await readScripts(guest.requests);
    assert.ok(!landingCode.includes("x-meeting-passcode"), "what asks the server comes later");
    // What is looked for is found where it is.
    await control(caller, "Settings").click();
    await caller.page.getByRole("button", { name: "All settings" }).click();
    await caller.page.getByRole("tab", { name: "Calls" }).waitFor();
    const loaded = await partsIn(caller.requests);
    assert.deepEqual(loaded, ["charts", "doctor", "list of files", "settings"]);
  },
);
