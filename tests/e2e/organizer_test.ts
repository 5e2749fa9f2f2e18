// The organizer on another device: their own link makes them host there, past the lobby, and what it
// carries stands in no address and reaches no server but in the join.

import assert from "node:assert/strict";
import { eventually, type Person } from "./rig/people.ts";
import { openHouse } from "./rig/stage.ts";
import { roster } from "./rig/witness.ts";

const { stageTest } = await openHouse();

const clipboard = ["camera", "microphone", "clipboard-read", "clipboard-write"];

const isHost = async (person: Person) => (await roster(person)).some(({ isHost }) => isHost);

async function copied({ page }: Person, button: string): Promise<string> {
  await page.getByRole("button", { name: button }).click();
  await page.getByText("Copied").first().waitFor();
  return await page.evaluate(() => navigator.clipboard.readText());
}

async function knock(guest: Person, id: string): Promise<void> {
  await guest.page.goto(`${guest.origin}/j/${id}`);
  await guest.page.getByLabel("Your name").fill(guest.name);
  await guest.page.getByRole("button", { name: /^(Join|Ask to join)$/ }).click();
  await guest.page.getByRole("heading", { name: "You are in the waiting room" }).waitFor();
}

/** Schedules a meeting with a lobby and gives back its number and the organizer's own link. */
async function schedule(organizer: Person): Promise<{ id: string; link: string }> {
  const { page, origin } = organizer;
  await page.goto(origin);
  await page.getByLabel("Your name").fill("Olga");
  await page.getByText("More options").click();
  await page.getByLabel("Let people in one by one").check();
  await page.getByRole("button", { name: "Schedule for later" }).click();
  await page.getByRole("button", { name: "Schedule meeting" }).click();
  await page.getByRole("heading", { name: "Your meeting is scheduled" }).waitFor();
  const shown = await page.getByRole("group", { name: "Invitation" }).innerText();
  const link = await copied(organizer, "Copy your own link");
  const [, id = "", key = ""] = /\/j\/(\d{9})#link=[\w-]{22}&organizer=([\w-]{43})$/.exec(link) ??
    [];
  assert.ok(id && key, link);
  assert.ok(!shown.includes(key), "the invitation is for others");
  assert.ok(!(await page.content()).includes(key), "and nobody reads it off the screen");
  return { id, link };
}

stageTest(
  "[P12][P14] scheduled with a lobby on one device, opened by the own link on another: host, and a guest is let in",
  async ({ app, enter }) => {
    const first = await enter("First", { permissions: clipboard });
    const { id, link } = await schedule(first);
    const key = link.slice(link.lastIndexOf("=") + 1);

    const guest = await enter("Gus");
    await knock(guest, id);
    await guest.page.getByText("The host is not there yet").waitFor();

    const second = await enter("Second", { permissions: clipboard });
    const { page } = second;
    await page.goto(link);
    await eventually(
      "the key is out of the address bar",
      () => Promise.resolve(!page.url().includes("organizer")),
    );
    await page.getByLabel("Your name").fill("Olga");
    await page.getByRole("button", { name: /^(Join|Ask to join)$/ }).click();
    await eventually("the other device is host", () => isHost(second));
    await guest.page.getByText("The host knows you are here").waitFor();
    await page.getByRole("button", { name: /^Admit/ }).first().click();
    await eventually(
      "the guest is in",
      async () => (await roster(guest)).length === 2 && (await roster(second)).length === 2,
    );

    await page.reload();
    await eventually("a reload comes back as host", () => isHost(second));
    await page.getByRole("button", { name: "Settings" }).click();
    assert.equal(await copied(second, "Copy your own link"), link, "from here it can go on");
    await page.keyboard.press("Escape");

    assert.ok(![...second.requests, ...first.requests].some((url) => url.includes(key)));
    assert.ok(!app.output.includes(key), "[S12] not in the log");
    for (const { page } of [first, second]) {
      assert.ok(!(await page.title()).includes(key));
      assert.ok(!JSON.stringify(await page.evaluate(() => history.state)).includes(key));
    }
  },
);

stageTest(
  "[P14] the own link is taken as typed into the field, and put into the address of an open page",
  async ({ app, enter }) => {
    const first = await enter("First", { permissions: clipboard });
    const { id, link } = await schedule(first);
    const typing = await enter("Typing");
    await typing.page.goto(app.origin);
    await typing.page.getByLabel("Meeting number or link").fill(link);
    await typing.page.getByRole("button", { name: /^(Join|Ask to join)$/ }).click();
    await typing.page.waitForURL(`${app.origin}/j/${id}#link=*`);
    await typing.page.getByLabel("Your name").fill("Olga");
    await typing.page.getByRole("button", { name: /^(Join|Ask to join)$/ }).click();
    await eventually("host by the field", () => isHost(typing));

    const open = await enter("Open");
    await open.page.goto(`${app.origin}/j/${id}`);
    await open.page.getByLabel("Your name").fill("Olga again");
    await open.page.evaluate((hash) => location.hash = hash, link.slice(link.indexOf("#")));
    await eventually(
      "it is taken out",
      () => Promise.resolve(!open.page.url().includes("organizer")),
    );
    await open.page.getByRole("button", { name: /^(Join|Ask to join)$/ }).click();
    await eventually(
      "two hosts",
      async () => (await roster(open)).filter(({ isHost }) => isHost).length === 2,
    );
  },
);

stageTest(
  "[P12] a link that is not of this meeting is said to be so, and the next try is a guest's",
  async ({ app, enter, meetingId }) => {
    const first = await enter("First", { permissions: clipboard });
    const { link } = await schedule(first);
    const guest = await enter("Gus");
    await guest.page.goto(`${app.origin}/j/${meetingId}${link.slice(link.indexOf("#"))}`);
    await guest.page.getByLabel("Your name").fill("Gus");
    await guest.page.getByRole("button", { name: /^(Join|Ask to join)$/ }).click();
    await guest.page.getByRole("alert").filter({ hasText: "not one of this meeting" }).waitFor();
    await guest.page.getByRole("button", { name: /^(Join|Ask to join)$/ }).click();
    await eventually("in, as anybody", async () => (await roster(guest)).length === 1);
  },
);
