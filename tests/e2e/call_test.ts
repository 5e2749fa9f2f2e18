// People hold a meeting in real Chromium: a call counts only when frames advance and sound has energy.

import assert from "node:assert/strict";
import { control, eventually, type Person, seesAndHears, standsStill } from "./rig/people.ts";
import { openHouse, type Stage } from "./rig/stage.ts";

const { stageTest } = await openHouse();

const tile = (person: Person, name: string) =>
  person.page.getByRole("list", { name: "Participants" }).getByRole("listitem").filter({
    hasText: name,
  });
async function joinAll(stage: Stage, names: readonly string[]): Promise<Person[]> {
  const people: Person[] = [];
  for (const name of names) people.push(await stage.join(name));
  return people;
}

/** How the voice to each of the others is sent. */
const voices = ({ page }: Person) =>
  page.evaluate(() => {
    const { testConnections } = globalThis as unknown as { testConnections: RTCPeerConnection[] };
    return testConnections.map((connection) =>
      connection.getTransceivers()[0]?.sender.getParameters().codecs[0]?.mimeType
    );
  });

stageTest("[F3][S11] two people join one meeting, see and hear each other", async (stage) => {
  const people = await joinAll(stage, ["Ana", "Ben"]);
  for (const person of people) await seesAndHears(person, 1);
  for (const person of people) {
    assert.deepEqual(await voices(person), ["audio/red"], "each packet twice");
  }
});

stageTest("[F3] a voice that the system paused, as for a phone call, plays on", async (stage) => {
  const [ana] = await joinAll(stage, ["Ana", "Ben"]) as [Person, Person];
  await seesAndHears(ana, 1);
  const voice = ana.page.locator("audio");
  const isPlaying = () =>
    voice.evaluate((player) => player instanceof HTMLAudioElement && !player.paused);
  await eventually("it plays", isPlaying);
  await voice.evaluate((player) =>
    new Promise((resolve) => {
      player.addEventListener("pause", resolve, { once: true });
      if (player instanceof HTMLAudioElement) player.pause();
    })
  );
  await eventually("it plays on", isPlaying);
});

stageTest(
  "[F3][S11] four people join one meeting, each sees and hears the three others",
  async (stage) => {
    const names = ["Ana", "Ben", "Cleo", "Dan"];
    const people = await joinAll(stage, names);
    for (const person of people) await seesAndHears(person, 3);
    for (const person of people) {
      for (const name of names) await tile(person, name).waitFor();
    }
  },
);

stageTest("[F3] muting and switching the camera off reach the others, and back", async (stage) => {
  const [ana, ben] = await joinAll(stage, ["Ana", "Ben"]) as [Person, Person];
  await seesAndHears(ben, 1);
  await control(ana, "Mute microphone").click();
  await tile(ben, "Ana").getByText("microphone off").waitFor({ state: "attached" });
  const energy = async () => (await ben.received())[0]?.audioEnergy ?? 0;
  await standsStill("no more sound arrives", async () => Math.round(await energy() * 1e6));
  await control(ana, "Turn camera off").click();
  await eventually(
    "the picture gives way to initials",
    async () => await tile(ben, "Ana").locator("video").count() === 0,
  );
  await standsStill("no more frames arrive", async () => (await ben.received())[0]?.frames ?? 0);
  await control(ana, "Unmute microphone").click();
  await control(ana, "Turn camera on").click();
  await seesAndHears(ben, 1);
  await tile(ben, "Ana").locator("video").waitFor();
});

stageTest(
  "[F3] one leaves: the tile goes, the call goes on, the leaver's devices stop",
  async (stage) => {
    const [ana, ben, cleo] = await joinAll(stage, ["Ana", "Ben", "Cleo"]) as [
      Person,
      Person,
      Person,
    ];
    await seesAndHears(ana, 2);
    await control(cleo, "Leave").click();
    await cleo.page.getByRole("heading", { name: "You left the meeting" }).waitFor();
    await tile(ana, "Cleo").waitFor({ state: "detached" });
    await seesAndHears(ana, 1);
    await seesAndHears(ben, 1);
    await cleo.page.getByRole("link", { name: "Join again" }).click();
    await cleo.page.getByRole("button", { name: "Join", exact: true }).click();
    await seesAndHears(cleo, 2);
  },
);

stageTest("[F9][P15] the host mutes, removes and finishes", async (stage) => {
  const [host, ben, cleo] = await joinAll(stage, ["Host", "Ben", "Cleo"]) as [
    Person,
    Person,
    Person,
  ];
  await seesAndHears(host, 2);
  assert.equal(await ben.page.getByRole("button", { name: "Actions for Cleo" }).count(), 0);

  await control(host, "People").click();
  await host.page.getByRole("button", { name: "Actions for Ben" }).click();
  await host.page.getByRole("button", { name: "Mute", exact: true }).click();
  await control(ben, "Unmute microphone").waitFor();

  await host.page.getByRole("button", { name: "Actions for Cleo" }).click();
  await host.page.getByRole("button", { name: "Remove from the meeting" }).click();
  await host.page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await cleo.page.getByRole("heading", { name: "You were removed" }).waitFor();
  await tile(ben, "Cleo").waitFor({ state: "detached" });

  await cleo.open(stage.meetingId);
  await cleo.page.getByRole("button", { name: "Join", exact: true }).click();
  await cleo.page.getByText("A host removed you from this meeting").waitFor();
  await host.page.getByRole("button", { name: "Allow again: Cleo" }).click();
  await cleo.page.getByRole("button", { name: "Join", exact: true }).click();
  await seesAndHears(cleo, 2, { sound: false });

  await control(host, "Leave").click();
  await host.page.getByRole("button", { name: /End for everyone/ }).click();
  await host.page.getByRole("dialog").getByRole("button", { name: "End for everyone" }).click();
  for (const person of [host, ben, cleo]) {
    await person.page.getByRole("heading", { name: "The meeting has ended" }).waitFor();
  }
});

stageTest(
  "[F7][S8] chat reaches everybody and those who come later; markup stays text",
  async (stage) => {
    const [ana, ben] = await joinAll(stage, ["Ana", "Ben"]) as [Person, Person];
    const markup = "<img src=x onerror=alert(1)> see https://example.org/a?b=1";
    await control(ana, "Chat").click();
    await ana.page.getByLabel("Message", { exact: true }).fill(markup);
    await ana.page.keyboard.press("Enter");
    await control(ben, "Chat, 1 unread").click();
    for (const person of [ben, await stage.join("Late")]) {
      if (person !== ben) await control(person, "Chat").click();
      const log = person.page.getByRole("log", { name: "Messages" });
      await log.getByText("<img src=x onerror=alert(1)> see").waitFor();
      const link = log.getByRole("link", { name: "https://example.org/a?b=1" });
      assert.equal(await link.getAttribute("rel"), "noopener noreferrer nofollow");
      assert.equal(await log.locator("img").count(), 0);
    }
  },
);

stageTest("[F8] a raised hand is seen by the others", async (stage) => {
  const [ana, ben] = await joinAll(stage, ["Ana", "Ben"]) as [Person, Person];
  await control(ana, "Raise hand").click();
  await tile(ben, "Ana").getByRole("img", { name: /^hand raised/ }).waitFor({ state: "attached" });
  await control(ana, "Lower hand").click();
  await tile(ben, "Ana").getByRole("img", { name: /^hand raised/ }).waitFor({ state: "detached" });
});
