// What only a host can do, in real Chromium: for one person, and for all at once.

import assert from "node:assert/strict";
import { control, eventually, type Person, seesAndHears } from "./rig/people.ts";
import { openHouse, type Stage } from "./rig/stage.ts";

const { stageTest } = await openHouse();

const press = ({ page }: Person, name: string) =>
  page.getByRole("button", { name, exact: true }).click();
const row = ({ page }: Person, name: string) =>
  page.getByRole("complementary", { name: "People" }).getByRole("listitem")
    .filter({ hasText: name });

async function joinAll(stage: Stage, names: readonly string[]): Promise<Person[]> {
  const people: Person[] = [];
  for (const name of names) people.push(await stage.join(name));
  return people;
}

stageTest("[F9] mute all reaches everybody; nobody is switched on again", async (stage) => {
  const people = await joinAll(stage, ["Host", "Ben", "Cleo"]);
  const [host, ben, cleo] = people as [Person, Person, Person];
  await seesAndHears(host, 2);
  await control(host, "People").click();
  await press(host, "Mute everyone");
  for (const person of [ben, cleo]) {
    await control(person, "Unmute microphone").waitFor();
    await person.page.locator(".toast", { hasText: "A host muted your microphone" }).waitFor();
  }
  await control(host, "Mute microphone").waitFor();
  await eventually(
    "there is nobody left to mute",
    () => host.page.getByRole("button", { name: "Mute everyone" }).isDisabled(),
  );
  await control(ben, "Unmute microphone").click();
  await control(ben, "Mute microphone").waitFor();
  await row(host, "Ben").getByRole("img", { name: "Microphone on" }).waitFor();
});

stageTest("[F9] a co-host is made, acts as one, and is no host again", async (stage) => {
  const [host, ben, cleo] = await joinAll(stage, ["Host", "Ben", "Cleo"]) as [
    Person,
    Person,
    Person,
  ];
  await seesAndHears(ben, 2);
  await control(host, "People").click();
  await press(host, "Actions for Ben");
  await press(host, "Make host");
  await control(ben, "People").click();
  await press(ben, "Actions for Cleo");
  await row(ben, "Cleo").getByRole("button", { name: "Turn camera off" }).click();
  await control(cleo, "Turn camera on").waitFor();
  await press(host, "Actions for Ben");
  await press(host, "Take host role away");
  await ben.page.getByRole("button", { name: "Actions for Cleo" }).waitFor({ state: "detached" });
  assert.equal(await ben.page.getByRole("button", { name: "Mute everyone" }).count(), 0);
});

stageTest("[F9] removed, refused at the door, allowed again, back in", async (stage) => {
  const [host, ben] = await joinAll(stage, ["Host", "Ben"]) as [Person, Person];
  await seesAndHears(host, 1);
  await control(host, "People").click();
  await press(host, "Actions for Ben");
  await press(host, "Remove from the meeting");
  const dialog = host.page.getByRole("dialog", { name: "Remove Ben?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await seesAndHears(host, 1);
  await press(host, "Remove from the meeting");
  await dialog.getByRole("button", { name: "Remove" }).click();
  await ben.page.getByRole("heading", { name: "You were removed" }).waitFor();

  await ben.open(stage.meetingId);
  await press(ben, "Join");
  await ben.page.getByText("A host removed you from this meeting").waitFor();
  await press(host, "Allow again: Ben");
  await press(ben, "Join");
  await seesAndHears(host, 1);
  await host.page.getByRole("button", { name: "Allow again: Ben" })
    .waitFor({ state: "detached" });
});

stageTest("[F9] a locked meeting lets nobody new in until it is unlocked", async (stage) => {
  const host = await stage.join("Host");
  await control(host, "People").click();
  const lock = host.page.getByRole("checkbox", { name: "Lock the meeting" });
  await lock.check();
  const ben = await stage.enter("Ben");
  await ben.open(stage.meetingId);
  await press(ben, "Join");
  await ben.page.getByRole("alert").getByText("The meeting is locked").waitFor();
  await lock.uncheck();
  await press(ben, "Join");
  await seesAndHears(host, 1);
});

stageTest(
  "[F9] the lobby lets all in at once, or sends all away",
  async ({ app, enter }) => {
    // Nobody waits at a lobby of one's own: the host makes the meeting.
    const host = await enter("Host");
    await host.page.goto(app.origin);
    await host.page.getByLabel("Your name").fill("Host");
    await host.page.getByText("More options").click();
    await host.page.getByLabel("Let people in one by one").check();
    await press(host, "Start a meeting");
    await host.page.waitForURL(/\/j\//);
    await host.join();
    const meetingId = host.page.url().slice(-9);
    const knock = async (name: string) => {
      const guest = await enter(name);
      await guest.open(meetingId);
      await press(guest, "Ask to join");
      await guest.page.getByRole("heading", { name: "You are in the waiting room" }).waitFor();
      return guest;
    };
    const [ben, cleo] = [await knock("Ben"), await knock("Cleo")];
    await host.page.getByText("Ben and Cleo want to join").waitFor();
    await press(host, "Admit all");
    for (const person of [host, ben, cleo]) await seesAndHears(person, 2);

    const late = [await knock("Dan"), await knock("Eve")];
    await control(host, "People, 2 waiting").click();
    await press(host, "Deny all");
    for (const { page } of late) await page.getByText("The host did not let you in").waitFor();
    await seesAndHears(host, 2);
  },
);

stageTest(
  "[F8] raised hands are numbered in the order in which they were raised",
  async (stage) => {
    const [host, ben, cleo] = await joinAll(stage, ["Host", "Ben", "Cleo"]) as [
      Person,
      Person,
      Person,
    ];
    await control(host, "People").click();
    await control(cleo, "Raise hand").click();
    await row(host, "Cleo").getByRole("img", { name: "hand raised, number 1" }).waitFor();
    await control(ben, "Raise hand").click();
    await row(host, "Ben").getByRole("img", { name: "hand raised, number 2" }).waitFor();
    await control(cleo, "Lower hand").click();
    await row(host, "Ben").getByRole("img", { name: "hand raised, number 1" }).waitFor();
  },
);
