// Inviting and coming back: the meetings a browser knows, planned anew and called off by who made them.

import assert from "node:assert/strict";
import { openHouse } from "./rig/stage.ts";

const { stageTest } = await openHouse();

const inWall = (ms: number) => new Date(Date.now() + ms).toISOString().slice(0, 16);
const hourMs = 3_600_000;

stageTest(
  "[F10] a planned meeting is found again, has its invitation, is planned anew and called off",
  async ({ app, enter }) => {
    const ana = await enter("Ana", { timeZone: "UTC" });
    const { page } = ana;
    await page.goto(app.origin);
    assert.equal(await page.getByText("Your meetings").count(), 0, "nothing before there is one");
    await page.getByLabel("Your name").fill("Ana");
    await page.getByRole("button", { name: "Schedule for later" }).click();
    await page.getByLabel("Title").fill("Weekly");
    await page.getByLabel("Start", { exact: true }).fill(inWall(24 * hourMs));
    await page.getByText("More options").click();
    await page.getByLabel("Passcode").fill("open sesame");
    await page.getByRole("button", { name: "Schedule meeting" }).click();
    await page.getByRole("group", { name: "Invitation" }).getByText("open sesame").waitFor();
    const path = await page.getByRole("link", { name: "Go to the meeting" }).getAttribute("href");
    assert.ok(path);

    // Another visit, long after.
    await page.goto("about:blank");
    await page.goto(app.origin);
    await page.getByText("Your meetings (1)").click();
    await page.getByRole("button", { name: "Invitation: Weekly" }).click();
    const invitation = page.getByRole("group", { name: "Invitation" });
    await invitation.getByText("open sesame").waitFor();
    await page.getByLabel("Put the passcode into the invitation").uncheck();
    await invitation.getByText("open sesame").waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Change or cancel" }).click();
    await page.getByLabel("Title").fill("Monthly");
    await page.getByLabel("Start", { exact: true }).fill("2001-01-01T10:00");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("This time is over").waitFor();
    await page.getByLabel("Start", { exact: true }).fill(inWall(48 * hourMs));
    await page.getByRole("button", { name: "Save" }).click();
    await invitation.getByText("Monthly").waitFor();

    const gus = await enter("Gus");
    await gus.page.goto(`${app.origin}${path}`);
    await gus.page.getByLabel("Passcode").fill("open sesame");
    await gus.page.getByLabel("Passcode").press("Shift+Tab");
    await gus.page.getByRole("heading", { name: "Monthly" }).waitFor();

    await page.getByRole("button", { name: "Change or cancel" }).click();
    await page.getByRole("button", { name: "Cancel the meeting" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel the meeting" }).click();
    await page.getByRole("button", { name: "Start a meeting" }).waitFor();
    assert.equal(await page.getByText("Your meetings").count(), 0);
    await gus.page.reload();
    await gus.page.getByRole("heading", { name: "There is no meeting with this number" }).waitFor();
    await gus.page.getByLabel("Meeting number or link").fill("12");
    await gus.page.getByRole("button", { name: "Join" }).click();
    await gus.page.getByText("There is no meeting number in this").waitFor();
  },
  { complaints: /40[14]/ },
);

stageTest(
  "[F1] a meeting one was in is on the list by its title, is opened from there, and taken off it",
  async ({ app, enter, meetingId }) => {
    const gus = await enter("Gus");
    await gus.open(meetingId);
    await gus.join();
    await gus.page.goto(app.origin);
    await gus.page.getByText("Your meetings (1)").click();
    assert.equal(await gus.page.getByRole("button", { name: "Invitation: Weekly" }).count(), 0);
    await gus.page.getByRole("button", { name: "Open: Weekly" }).click();
    await gus.page.waitForURL(`**/j/${meetingId}`);
    await gus.page.goto(app.origin);
    await gus.page.getByText("Your meetings (1)").click();
    await gus.page.getByRole("button", { name: "Take Weekly off this list" }).click();
    await gus.page.getByText("Your meetings").waitFor({ state: "detached" });
  },
);

stageTest(
  "[F2][P6] the eye shows the passcode, and what was said of a wrong one goes as another is typed",
  async ({ app, enter }) => {
    const made = await enter("Ana");
    await made.page.goto(app.origin);
    await made.page.getByLabel("Your name").fill("Ana");
    await made.page.getByText("More options").click();
    await made.page.getByLabel("Passcode").fill("right");
    await made.page.getByRole("button", { name: "Start a meeting" }).click();
    await made.page.waitForURL(/\/j\//);
    const { page } = await enter("Gus");
    await page.goto(made.page.url());
    const field = page.getByLabel("Passcode");
    await field.fill("wrong");
    assert.equal(await field.getAttribute("type"), "password");
    await page.getByRole("button", { name: "Show what you type" }).click();
    assert.equal(await field.getAttribute("type"), "text");
    await page.getByLabel("Your name").fill("Gus");
    await page.getByText("The passcode is not right").waitFor();
    await field.fill("rig");
    await page.getByText("The passcode is not right").waitFor({ state: "detached" });
  },
  { complaints: /403|401/ },
);
