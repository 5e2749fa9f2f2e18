// Meetings that start later: planned on the landing page, invited to, and entered before they start.

import assert from "node:assert/strict";
import ICAL from "ical.js";
import { toWallTime } from "../../lib/shared/zoned_time.ts";
import { control, createMeeting, eventually, type Person } from "./rig/people.ts";
import { openHouse } from "./rig/stage.ts";

const { stageTest } = await openHouse();

const timeZone = "Asia/Kolkata";
const hourMs = 3_600_000;

/** A full minute in a while, as a date input of that zone has it. */
function later(waitMs: number): { startMs: number; wall: string } {
  const startMs = Math.ceil((Date.now() + waitMs) / 60_000) * 60_000;
  return { startMs, wall: toWallTime(startMs, timeZone) };
}

async function plan({ page }: Person, wall: string): Promise<void> {
  await page.getByLabel("Your name").fill("Ana");
  await page.getByText("More options").click();
  await page.getByLabel("Title").fill("周会, weekly");
  await page.getByLabel("Passcode").fill("open sesame");
  await page.getByRole("button", { name: "Schedule for later" }).click();
  await page.getByLabel("Start", { exact: true }).fill(wall);
  await page.getByLabel("Length").selectOption({ label: "1.5 hours" });
  await page.getByRole("button", { name: "Schedule meeting" }).click();
}

async function download({ page }: Person): Promise<ICAL.Event> {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "Add to calendar" }).click();
  const file = await started;
  assert.equal(file.suggestedFilename(), "周会, weekly.ics");
  const text = await Deno.readTextFile(await file.path());
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent");
  assert.ok(event);
  return new ICAL.Event(event);
}

stageTest(
  "[F10] a meeting is planned, its invitation copied, its file read by a calendar",
  async ({ app, enter }) => {
    const ana = await enter("Ana", {
      timeZone,
      permissions: ["camera", "microphone", "clipboard-read", "clipboard-write"],
    });
    const { page } = ana;
    const { startMs, wall } = later(3 * 24 * hourMs);
    await page.goto(app.origin);
    await plan(ana, wall);

    const heading = page.getByRole("heading", { name: "Your meeting is scheduled" });
    await heading.waitFor();
    await eventually(
      "the focus is on it",
      () => heading.evaluate((element) => element === document.activeElement),
    );
    const link = await page.getByRole("link", { name: "Go to the meeting" }).getAttribute("href");
    const [, digits = "", key = ""] = /^\/j\/(\d{9})#link=([\w-]{22})$/.exec(link ?? "") ?? [];
    assert.ok(digits && key, `${link}`);
    const invitation = page.getByRole("group", { name: "Invitation" });
    const words = await invitation.innerText();
    for (
      const part of ["周会, weekly", `${app.origin}${link}`, "India Standard Time (GMT+5:30)"]
    ) {
      assert.ok(words.includes(part), `${part} in ${words}`);
    }
    assert.ok(words.includes("Passcode: open sesame"));
    const isShared = page.getByLabel("Put the passcode into the invitation");
    await isShared.uncheck();
    await invitation.getByText("open sesame").waitFor({ state: "detached" });
    await isShared.check();
    await page.getByRole("button", { name: "Copy invitation" }).click();
    await page.getByText("Copied").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await invitation.innerText());
    assert.ok(copied.includes("Passcode: open sesame"));

    const event = await download(ana);
    assert.equal(event.uid, `${digits}@localhost`);
    assert.equal(event.summary, "周会, weekly");
    assert.equal(event.description, copied);
    assert.equal(event.location, `${app.origin}${link}`);
    assert.equal(event.startDate.toJSDate().getTime(), startMs);
    assert.equal(event.endDate.toJSDate().getTime(), startMs + 1.5 * hourMs);

    await page.reload();
    await heading.waitFor();
    assert.equal((await download(ana)).uid, `${digits}@localhost`, "[F10] a reload keeps it");
    await page.getByRole("link", { name: "Go to the meeting" }).click();
    await page.waitForURL(`**/j/${digits}#link=${key}`);
    // Typed once already.
    await ana.join();
  },
  { complaints: /401/ },
);

stageTest(
  "[F10] a start in the past is refused in words, and nothing typed is lost",
  async ({ app, enter }) => {
    const ana = await enter("Ana", { timeZone });
    const { page } = ana;
    await page.goto(app.origin);
    await plan(ana, "2020-02-29T12:00");
    const start = page.getByLabel("Start", { exact: true });
    await page.getByText("This time is over").waitFor();
    assert.equal(await start.getAttribute("aria-invalid"), "true");
    await start.fill("");
    await page.keyboard.press("Enter");
    await page.getByText("Please choose a day and a time").waitFor();

    await start.fill(later(hourMs).wall);
    // The server cannot be asked: that is a refusal too.
    await page.route("**/meeting", (route) => route.abort());
    await page.getByRole("button", { name: "Schedule meeting" }).click();
    await page.getByText("The server is out of reach").waitFor();
    assert.equal(await page.getByLabel("Title").inputValue(), "周会, weekly");
    assert.equal(await page.getByLabel("Passcode").inputValue(), "open sesame");
    assert.equal(await page.getByLabel("Length").inputValue(), "90");
    await page.unroute("**/meeting");
    await page.getByRole("button", { name: "Schedule meeting" }).click();
    await page.getByRole("heading", { name: "Your meeting is scheduled" }).waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "Start a meeting" }).waitFor();
  },
  { complaints: /ERR_FAILED/ },
);

const soon = later(40 * 60_000);

stageTest(
  "[F10] before the start the page says when, in the zone of whoever looks, and lets them in",
  async ({ enter, meetingId }) => {
    const ben = await enter("Ben", { timeZone, locale: "en-GB" });
    await ben.page.clock.install({ time: soon.startMs - 30 * 60_000 });
    await ben.open(meetingId);
    await ben.page.getByText("Starts in 30 minutes").waitFor();
    const [date, time] = soon.wall.split("T");
    await ben.page.getByText(new RegExp(`\\b${Number(date?.slice(-2))} .* at ${time}`)).waitFor();
    await ben.page.clock.fastForward("10:00");
    await ben.page.getByText("Starts in 20 minutes").waitFor();
    await ben.page.clock.fastForward("20:00");
    await ben.page.getByText("Starts in").waitFor({ state: "detached" });

    const cleo = await enter("Cleo", { timeZone: "Europe/Berlin" });
    await cleo.open(meetingId);
    await cleo.page.getByText("Starts in").waitFor();
    await cleo.join();
  },
  { draft: { start_time: soon.startMs, join_before_start: true } },
);

const waitingRoom = ({ page }: Person) =>
  page.getByRole("heading", { name: "You are in the waiting room" });

/** From the preview into the waiting room. */
async function knock(guest: Person): Promise<void> {
  await guest.page.getByRole("button", { name: /^(Join|Ask to join)$/ }).click();
  await waitingRoom(guest).waitFor();
}

stageTest(
  "[P14] a guest who is early waits for the organizer, and is in when they come",
  async ({ enter, meetingId }) => {
    const ana = await enter("Ana");
    const ben = await enter("Ben");
    await ben.open(meetingId);
    await ben.page.getByText("You will be let in then").waitFor();
    await knock(ben);
    await ben.page.getByText("The meeting has not started yet").waitFor();
    await ben.page.getByText("Starts in").waitFor();
    await ana.open(meetingId);
    await ana.join();
    await control(ben, "People").waitFor();
    assert.equal(await control(ana, /waiting/).count(), 0, "nobody is left at the door");
  },
  { draft: { start_time: soon.startMs } },
);

stageTest(
  "[P14] a guest who is early is in at the start, as a stand-in",
  async ({ app, enter }) => {
    const start_time = Date.now() + 20_000;
    const meetingId = await createMeeting(app.origin, { start_time });
    const ben = await enter("Ben");
    await ben.open(meetingId);
    await knock(ben);
    await control(ben, "People").click();
    await ben.page.getByText("Host until the organizer comes", { exact: true }).waitFor();
    assert.ok(Date.now() >= start_time, "not before");
    assert.equal(await ben.page.getByLabel("Lock").count(), 0);
    await control(ben, "Leave").click();
    await ben.page.waitForURL("**/exit*");
  },
);

stageTest(
  "[P12] the link of a planned meeting takes people in, the number alone to the waiting room",
  async ({ app, enter }) => {
    const ana = await enter("Ana", {
      timeZone,
      permissions: ["camera", "microphone", "clipboard-read", "clipboard-write"],
    });
    await ana.page.goto(app.origin);
    await plan(ana, later(hourMs).wall);
    const link = await ana.page.getByRole("link", { name: "Go to the meeting" })
      .getAttribute("href");
    await ana.page.getByRole("link", { name: "Go to the meeting" }).click();
    await ana.join();
    assert.ok(
      ana.page.url().endsWith(`${link?.replace("/j/", "/room/")}`),
      "it can be copied there",
    );
    await ana.page.getByRole("button", { name: "Copy invitation" }).first().click();
    const invitation = await ana.page.evaluate(() => navigator.clipboard.readText());
    const [copied = ""] = /https?:\/\/\S+/.exec(invitation) ?? [];
    assert.equal(copied, `${app.origin}${link}`);
    assert.match(invitation, /open sesame/, "the passcode stays with who made the meeting");

    const guest = await enter("Gus");
    await guest.page.goto(copied);
    await guest.page.getByLabel("Your name").fill("Gus");
    await guest.page.getByLabel("Passcode").fill("open sesame");
    await guest.join();

    const stranger = await enter("Eve");
    await stranger.open(copied.slice(-9 - "#link=".length - 22).slice(0, 9));
    await stranger.page.getByLabel("Passcode").fill("open sesame");
    await stranger.page.getByLabel("Passcode").press("Shift+Tab");
    await stranger.page.getByText("With the number alone").waitFor();
    assert.equal(
      await stranger.page.getByText("周会").count(),
      0,
      "it is not told what it is about",
    );
    await knock(stranger);
    await control(ana, "People, 1 waiting").click();
    await ana.page.getByRole("button", { name: "Admit Eve" }).click();
    await control(stranger, "People").waitFor();
    await stranger.page.reload();
    await control(stranger, "People").waitFor();
  },
  { complaints: /401/ },
);

stageTest(
  "[F10] with a passcode the page says when to those who know it, and nothing to others",
  async ({ enter, meetingId }) => {
    const ben = await enter("Ben");
    const { page } = ben;
    await ben.open(meetingId);
    const passcode = page.getByLabel("Passcode");
    await passcode.fill("wrong");
    await passcode.press("Shift+Tab");
    await page.getByText("The passcode is not right").waitFor();
    assert.equal(await page.getByText("Starts in").count(), 0);
    await passcode.fill("open sesame");
    await passcode.press("Shift+Tab");
    await page.getByText("Starts in").waitFor();
    await ben.join();
  },
  { draft: { start_time: soon.startMs, passcode: "open sesame" }, complaints: /401/ },
);

stageTest("[F10] a meeting made for now says nothing of a start", async ({ enter, meetingId }) => {
  const ana = await enter("Ana");
  await ana.open(meetingId);
  await ana.page.getByText("Nobody is here yet").waitFor();
  assert.equal(await ana.page.getByText("Starts in").count(), 0);
});
