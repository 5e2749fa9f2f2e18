// A page is reloaded, copied, or gone in the middle of a call (F15, R10).

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually, type Person, seesAndHears } from "./rig/people.ts";
import { openHouse } from "./rig/stage.ts";
import { history, watchScreen } from "./rig/witness.ts";

const { stageTest } = await openHouse();

const controls = (page: Page) => page.getByRole("region", { name: "Call controls" });
const control = ({ page }: Person, name: string) =>
  controls(page).getByRole("button", { name, exact: true });
const tiles = (page: Page) =>
  page.getByRole("list", { name: "Participants" }).getByRole("listitem");
const tile = ({ page }: Person, name: string) => tiles(page).filter({ hasText: name });
const muid = (page: Page) => page.locator('[data-self="true"]').getAttribute("data-muid");

const soundButton = ({ page }: Person) => page.getByRole("button", { name: "Turn on sound" });

/**
 * Waits until this person, whose page nobody has clicked on, sees and hears `others` people. Whether
 * Chromium lets the page make sound is its own decision, and differs from run to run: the button has to
 * be there where it does not, and has to work.
 */
async function isBackWith(person: Person, others: number): Promise<void> {
  await controls(person.page).waitFor();
  await seesAndHears(person, others, { sound: false });
  const isPlaying = () =>
    person.page.locator("audio").evaluateAll(
      (players, others) =>
        players.length === others && players.every((one) => !(one as HTMLAudioElement).paused),
      others,
    );
  const button = soundButton(person);
  await eventually("it plays or it asks", async () => await isPlaying() || await button.count());
  if (await button.count()) await button.click();
  await eventually("it plays", isPlaying);
  await button.waitFor({ state: "detached" });
  await seesAndHears(person, others);
}

stageTest(
  "[R10][F15] one of three reloads: back without a click, same seat, nobody saw a leave",
  async ({ join }) => {
    const [ana, ben, cleo] = [await join("Ana"), await join("Ben"), await join("Cleo")];
    for (const person of [ana, ben, cleo]) await seesAndHears(person, 2);
    await control(ana, "Mute microphone").click();
    await control(ana, "Raise hand").click();
    await tile(cleo, "Ana").getByRole("img", { name: /^hand raised/ }).waitFor({
      state: "attached",
    });
    await tile(cleo, "Ana").getByText("microphone off").waitFor({ state: "attached" });
    const before = await muid(ana.page);
    for (const person of [ben, cleo]) await person.page.evaluate(watchScreen);

    await ana.page.reload();
    await isBackWith(ana, 2);
    // Ana is muted: her picture moves, her sound does not.
    for (const person of [ben, cleo]) await seesAndHears(person, 2, { sound: false });
    assert.equal(await muid(ana.page), before);
    assert.match(ana.page.url(), /\/room\/[0-9]{9}$/);
    await control(ana, "Unmute microphone").waitFor();
    await control(ana, "Lower hand").waitFor();
    await control(ana, "Turn camera off").waitFor();
    const own = ana.page.locator('[data-self="true"]');
    await own.getByText("Ana (you)").waitFor();
    await own.getByText("Host", { exact: false }).waitFor({ state: "attached" });
    for (const person of [ben, cleo]) {
      const { said, rosters } = await history(person);
      assert.deepEqual(said, [], `${person.name} was told nothing`);
      assert.equal(rosters.length, 1, `${person.name} saw the same tiles all along`);
      assert.equal(await tiles(person.page).count(), 3);
      await tile(person, "Ana").getByRole("img", { name: /^hand raised/ }).waitFor({
        state: "attached",
      });
      await tile(person, "Ana").getByText("microphone off").waitFor({ state: "attached" });
      await tile(person, "Ana").locator("video").waitFor();
      await tile(person, "Ana").locator(".tile-status").waitFor({ state: "detached" });
    }
    await control(ana, "Unmute microphone").click();
    for (const person of [ben, cleo]) await seesAndHears(person, 2);
  },
);

stageTest("[R10] two reload at the same time, and again at once", async ({ join }) => {
  const [ana, ben] = [await join("Ana"), await join("Ben")];
  for (const person of [ana, ben]) await seesAndHears(person, 1);
  const before = await Promise.all([ana, ben].map(({ page }) => muid(page)));
  for (let round = 0; round < 2; round++) {
    await Promise.all([ana, ben].map(({ page }) => page.reload()));
    await Promise.all([ana, ben].map(({ page }) => controls(page).waitFor()));
  }
  for (const person of [ana, ben]) await isBackWith(person, 1);
  assert.deepEqual(await Promise.all([ana, ben].map(({ page }) => muid(page))), before);
  for (const { page } of [ana, ben]) assert.equal(await tiles(page).count(), 2);
});

stageTest("[R10] without devices the sound is there, or one button away", async ({ join }) => {
  const ana = await join("Ana");
  const ben = await join("Ben");
  await control(ben, "Mute microphone").click();
  await control(ben, "Turn camera off").click();
  await ben.page.reload();
  await isBackWith(ben, 1);
  await control(ben, "Unmute microphone").waitFor();
  await control(ben, "Turn camera on").waitFor();
  await tile(ana, "Ben").getByText("microphone off").waitFor({ state: "attached" });
});

stageTest("[R10] a duplicated tab shows the preview and disturbs nobody", async (stage) => {
  const { join, app, meetingId } = stage;
  const [ana, ben] = [await join("Ana"), await join("Ben")];
  for (const person of [ana, ben]) await seesAndHears(person, 1);
  const session = await ana.page.evaluate(() => ({ ...sessionStorage }));
  assert.ok(Object.keys(session).length > 0, "there is something to copy");
  await ben.page.evaluate(watchScreen);

  const copy = await ana.context.newPage();
  await copy.addInitScript((values) => {
    for (const [key, value] of Object.entries(values)) sessionStorage.setItem(key, value);
  }, session);
  await copy.goto(`${app.origin}/room/${meetingId}`);
  await copy.getByRole("button", { name: "Join as well" }).waitFor();
  assert.equal(await copy.getByLabel("Your name").inputValue(), "Ana");
  for (const person of [ana, ben]) await seesAndHears(person, 1);
  assert.deepEqual((await history(ben)).said, []);
  // And the copy may take part by itself.
  await copy.getByLabel("Your name").fill("Ana at home");
  await copy.getByRole("button", { name: "Join as well" }).click();
  await controls(copy).waitFor();
  for (const person of [ana, ben]) await seesAndHears(person, 2);
});

stageTest(
  "[R10] a tab that crashed: the link shows the preview, and joining finds the old seat",
  async ({ app, join, meetingId }) => {
    const [ana, ben] = [await join("Ana"), await join("Ben")];
    for (const person of [ana, ben]) await seesAndHears(person, 1);
    const before = await muid(ana.page);
    await ben.page.evaluate(watchScreen);
    // Whose tab is closed has only the time of a reload.
    const session = await ana.context.newCDPSession(ana.page);
    session.send("Page.crash").catch(() => {});
    await tile(ben, "Ana").getByText("Reconnecting…").waitFor();
    const page = await ana.context.newPage();
    await page.goto(`${app.origin}/room/${meetingId}`);
    await page.getByText("Ben is here").waitFor();
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await controls(page).waitFor();
    assert.equal(await muid(page), before);
    await seesAndHears(ben, 1);
    assert.equal(await tiles(ben.page).count(), 2, "no ghost");
    assert.deepEqual((await history(ben)).said, []);
    await page.locator('[data-self="true"]').getByText("Host").waitFor({ state: "attached" });
  },
);

stageTest(
  "[F15] who leaves and reloads the exit page stays out",
  async ({ app, join, meetingId }) => {
    const [ana, ben] = [await join("Ana"), await join("Ben")];
    await seesAndHears(ana, 1);
    await control(ben, "Leave").click();
    await ben.page.getByRole("heading", { name: "You left the meeting" }).waitFor();
    await tile(ana, "Ben").waitFor({ state: "detached" });
    await ben.page.goto(`${app.origin}/room/${meetingId}`);
    await ben.page.getByRole("button", { name: "Join", exact: true }).waitFor();
  },
);
