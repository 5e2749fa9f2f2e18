// Layouts and keys with real media: what is big gets a bigger picture, what is on another page is not
// sent, and a host's mute holds against a held key.

import assert from "node:assert/strict";
import { control, eventually, type Person, seesAndHears } from "./rig/people.ts";
import { openHouse, type Stage } from "./rig/stage.ts";

const { stageTest } = await openHouse();

type Three = [Person, Person, Person];

async function joinThree(stage: Stage): Promise<Three> {
  const people: Three = [
    await stage.join("Ana"),
    await stage.join("Ben"),
    await stage.join("Cleo"),
  ];
  for (const person of people) await seesAndHears(person, 2);
  return people;
}

const tile = ({ page }: Person, name: string) =>
  page.getByRole("list", { name: "Participants" }).getByRole("listitem").filter({ hasText: name });
/** Height of the picture that arrives in a tile and how many frames it has shown; null without one. */
function picture(person: Person, name: string) {
  return tile(person, name).locator("video").evaluateAll(([video]) =>
    video instanceof HTMLVideoElement
      ? { height: video.videoHeight, frames: video.getVideoPlaybackQuality().totalVideoFrames }
      : null
  );
}

async function width(person: Person, name: string): Promise<number> {
  return (await tile(person, name).boundingBox())?.width ?? 0;
}

async function isOneBig(person: Person): Promise<boolean> {
  return await width(person, "Ben") !== await width(person, "Cleo");
}

async function framesAdvance(person: Person, name: string): Promise<void> {
  const before = (await picture(person, name))?.frames ?? 0;
  await eventually(
    `${person.name} sees ${name} move`,
    async () => ((await picture(person, name))?.frames ?? 0) > before + 5,
  );
}

/** Who joined first comes first; true once ten frames came from one and none from the other. */
async function onlyFrom(person: Person, moving: 0 | 1): Promise<void> {
  const read = async () => {
    const [first, second] = await person.received();
    return [first?.frames ?? 0, second?.frames ?? 0] as const;
  };
  const still = moving === 0 ? 1 : 0;
  let start = await read();
  await eventually(`${person.name} gets pictures from number ${moving} only`, async () => {
    const now = await read();
    if (now[moving] < start[moving] + 10) return false;
    const isStill = now[still] === start[still];
    start = now;
    return isStill;
  });
}

stageTest(
  "[F4] a pinned person is big, moves, and is sent larger; the others smaller",
  async (stage) => {
    const [ana] = await joinThree(stage);
    const inGrid = await width(ana, "Cleo");
    await ana.page.keyboard.press("2");
    await eventually("Cleo is big", async () => await width(ana, "Cleo") > 1.5 * inGrid);
    await eventually("Ben is smaller", async () => await width(ana, "Ben") < inGrid);
    await framesAdvance(ana, "Cleo");
    await framesAdvance(ana, "Ben");
    await eventually("the big one is sent larger than the small one", async () => {
      const [big, small] = [await picture(ana, "Cleo"), await picture(ana, "Ben")];
      return big && small && big.height > 2 * small.height;
    });
    await ana.page.keyboard.press("2");
    await eventually("Cleo is as before", async () => await width(ana, "Cleo") === inGrid);
    await framesAdvance(ana, "Cleo");
  },
);

stageTest("[F4] the chosen view stays for the next call", async (stage) => {
  const [ana] = await joinThree(stage);
  assert.ok(!await isOneBig(ana));
  await ana.page.keyboard.press("g");
  await eventually("one is big", () => isOneBig(ana));
  await control(ana, "Leave").click();
  await ana.page.getByRole("button", { name: /go on without you/ }).click();
  await ana.page.getByRole("link", { name: "Join again" }).click();
  await ana.page.getByRole("button", { name: "Join", exact: true }).click();
  await seesAndHears(ana, 2);
  await eventually("one is big again", () => isOneBig(ana));
});

stageTest("[F4] nobody encodes for a page that is not shown", async (stage) => {
  const [ana] = await joinThree(stage);
  await ana.page.setViewportSize({ width: 320, height: 290 });
  const pages = ana.page.getByRole("navigation", { name: "Pages of participants" });
  await pages.getByText("1 of 2").waitFor();
  await tile(ana, "Ben").waitFor();
  await tile(ana, "Cleo").waitFor({ state: "detached" });
  await onlyFrom(ana, 0);
  await pages.getByRole("button", { name: "Next page: Cleo" }).click();
  await framesAdvance(ana, "Cleo");
  await onlyFrom(ana, 1);
  await ana.page.setViewportSize({ width: 1280, height: 800 });
  await framesAdvance(ana, "Ben");
  await framesAdvance(ana, "Cleo");
});

stageTest("[F12][F9] a host's mute holds against a held Space", async (stage) => {
  const [ana, ben] = await joinThree(stage);
  const muted = (state: "attached" | "detached") =>
    tile(ana, "Ben").getByText("microphone off").waitFor({ state });
  await ben.page.keyboard.press("m");
  await muted("attached");
  await ben.page.keyboard.down("Space");
  await muted("detached");
  await ben.page.keyboard.up("Space");
  await muted("attached");

  await ben.page.keyboard.down("Space");
  await muted("detached");
  await control(ana, "People").click();
  await ana.page.getByRole("button", { name: "Actions for Ben" }).click();
  await ana.page.getByRole("button", { name: "Mute", exact: true }).click();
  await muted("attached");
  await control(ben, "Unmute microphone").waitFor();
  await ben.page.keyboard.down("Space");
  await ben.page.keyboard.up("Space");
  // A round trip through the server: what the key had said would be there before the hand.
  await ben.page.keyboard.press("h");
  await tile(ana, "Ben").getByRole("img", { name: /^hand raised/ }).waitFor({ state: "attached" });
  await muted("attached");
  await control(ben, "Unmute microphone").waitFor();
});
