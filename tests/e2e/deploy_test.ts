// A deploy while pages are open: the server comes back with another build, under another id.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { control, eventually, seesAndHears } from "./rig/people.ts";
import { buildAnew } from "./rig/app_process.ts";
import { openHouse, shotsDir } from "./rig/stage.ts";

const { stageTest } = await openHouse();

/** A server of its own, which keeps its meetings while it is replaced. */
const settings = { CONFLUX_STORE: "kv" };
/** What is said while the server is away, and of what it no longer has. */
const complaints = /ERR_CONNECTION_REFUSED|WebSocket connection|Failed to (fetch|load)|404|502/;

stageTest(
  "[F15] pages that are open outlive a deploy: what they load later is still there",
  async ({ app, enter, join, meetingId }) => {
    const ana = await enter("Ana");
    await ana.open(meetingId);
    const ben = await join("Ben");
    const home = await enter("Cleo");
    await home.page.goto(app.origin);
    await home.page.getByRole("button", { name: "Start a meeting", disabled: false }).waitFor();

    await buildAnew();
    await app.kill();
    await app.start();

    await ana.page.getByRole("button", { name: "Settings" }).click();
    await ana.page.getByRole("tab", { name: "Calls" }).waitFor();
    await control(ben, "Settings").click();
    await ben.page.getByRole("button", { name: "All settings" }).click();
    await ben.page.getByRole("tab", { name: "Calls" }).waitFor();
    await home.page.getByLabel("Your name").fill("Cleo");
    await home.page.getByRole("button", { name: "Start a meeting" }).click();
    await home.page.waitForURL(/\/j\//);
    await ana.page.keyboard.press("Escape");
    await ana.join();
    await seesAndHears(ana, 1);
  },
  { settings, complaints },
);

stageTest(
  "[F15] where nothing of the old build is left a call has all it needs, and other pages say what to do",
  async ({ app, enter, join, meetingId }) => {
    const ana = await enter("Ana");
    await ana.open(meetingId);
    const ben = await join("Ben");
    const cleo = await join("Cleo");
    const home = await enter("Dan");
    await home.page.goto(app.origin);
    await home.page.getByRole("button", { name: "Start a meeting", disabled: false }).waitFor();
    await eventually(
      "a call loads ahead what it may want later",
      () => Promise.resolve(ben.requests.some((url) => url.includes("/settings.css"))),
    );
    await ben.page.waitForLoadState("networkidle");

    await buildAnew({ keepsOld: false });
    await app.kill();
    await app.start();

    await control(ben, "Settings").click();
    await ben.page.getByRole("button", { name: "All settings" }).click();
    await ben.page.getByRole("tab", { name: "Calls" }).waitFor();
    await ben.page.keyboard.press("Escape");
    await ben.page.keyboard.press("Escape");
    await control(ben, "Chat").click();
    await ben.page.locator("input[type=file]").setInputFiles({
      name: "notes.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("after the deploy"),
    });
    await ben.page.getByRole("button", { name: "Send 1 file" }).click();
    await cleo.page.getByText("notes.txt").first().waitFor();

    const { page } = ana;
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByText("ConFlux was updated while this page was open").waitFor();
    await Deno.mkdir(shotsDir, { recursive: true });
    await page.screenshot({ path: `${shotsDir}outdated.png` });
    await page.getByRole("button", { name: "Reload" }).click();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("tab", { name: "Calls" }).waitFor();

    await home.page.getByLabel("Your name").fill("Dan");
    await home.page.getByRole("button", { name: "Start a meeting" }).click();
    await home.page.getByText("ConFlux was updated while this page was open").waitFor();
    assert.equal(await home.page.getByLabel("Your name").inputValue(), "Dan");
  },
  { settings, complaints },
);
