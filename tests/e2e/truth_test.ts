// What people are told of each other is so: who closed the tab, who was removed, who is asked for what, and
// what a page says while the server is away or the call is on in another tab.

import assert from "node:assert/strict";
import { control, eventually, type Person, seesAndHears } from "./rig/people.ts";
import { openHouse, type Stage } from "./rig/stage.ts";

const { stageTest } = await openHouse();

const press = ({ page }: Person, name: string) =>
  page.getByRole("button", { name, exact: true }).click();
const toast = ({ page }: Person, text: string) => page.locator(".toast", { hasText: text });
const tile = ({ page }: Person, name: string) =>
  page.getByRole("list", { name: "Participants" }).getByRole("listitem").filter({ hasText: name });

stageTest(
  "[R1][F15] a reload is back at once, and who closes the tab is gone long before the grace of a lost line is over",
  async (stage) => {
    const host = await stage.join("Host");
    const ben = await stage.join("Ben");
    await seesAndHears(host, 1);
    await ben.page.reload();
    await seesAndHears(host, 1);
    await ben.page.getByRole("region", { name: "Call controls" }).waitFor();
    assert.equal(await toast(host, "Ben left").count(), 0, "a reload is not leaving");

    await ben.page.close({ runBeforeUnload: false });
    // That grace is 30 s.
    await tile(host, "Ben").waitFor({ state: "detached", timeout: 20_000 });
  },
);

/** Puts a picture in place of the camera's that never changes again. Runs in the page. */
async function freezePicture(): Promise<void> {
  const { testConnections } = globalThis as unknown as { testConnections: RTCPeerConnection[] };
  const [still] = document.createElement("canvas").captureStream(0).getVideoTracks();
  for (const connection of testConnections) {
    const senders = connection.getSenders().filter(({ track }) => track?.kind === "video");
    for (const sender of senders) await sender.replaceTrack(still ?? null);
  }
}

/** Frames that the other one's tile has shown. Runs in the page. */
const countFrames = () =>
  document.querySelector<HTMLVideoElement>(".tile:not(.corner) video")?.getVideoPlaybackQuality()
    .totalVideoFrames;

stageTest(
  "[F3][F13] a picture that stands still for three seconds says so",
  async (stage) => {
    const host = await stage.join("Host");
    const ben = await stage.join("Ben");
    await seesAndHears(host, 1);
    await eventually("the picture moves", () => host.page.evaluate(countFrames));
    await ben.page.evaluate(freezePicture);
    await tile(host, "Ben").getByText("The picture has stopped").waitFor();
  },
);

stageTest(
  "[F9][P15] a host takes a hand down and asks for a voice; who is removed was removed",
  async (stage) => {
    const host = await stage.join("Host");
    const ben = await stage.join("Ben");
    const cleo = await stage.join("Cleo");
    await seesAndHears(host, 2);
    await control(host, "People").click();
    await control(ben, "Raise hand").click();
    await press(host, "Actions for Ben");
    await press(host, "Lower hand");
    await control(ben, "Raise hand").waitFor();

    await control(ben, "Mute microphone").click();
    await press(host, "Actions for Ben");
    await press(host, "Ask to unmute");
    await ben.page.getByRole("alert").getByText("Host asks you to unmute").waitFor();
    await control(ben, "Unmute microphone").waitFor();
    await ben.page.getByRole("alert").getByRole("button", { name: "Unmute microphone" }).click();
    await control(ben, "Mute microphone").waitFor();
    await ben.page.getByText("asks you to unmute").waitFor({ state: "detached" });

    await press(host, "Actions for Ben");
    await press(host, "Remove from the meeting");
    await host.page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await toast(cleo, "Ben was removed").waitFor();
  },
);

/** Counts the tones that the page makes. Runs in the page. */
function countTones(): void {
  const Original = globalThis.OscillatorNode;
  class Counted extends Original {
    override start(when?: number): void {
      const { testTones } = globalThis as unknown as { testTones: number };
      Object.assign(globalThis, { testTones: testTones + 1 });
      super.start(when);
    }
  }
  Object.assign(globalThis, { OscillatorNode: Counted, testTones: 0 });
}

stageTest(
  "[F9][P12] the lobby is switched on under way: who comes asks, knocks, and is in when it is off again",
  async (stage) => {
    const host = await stage.join("Host");
    await control(host, "People").click();
    await host.page.getByLabel("Let people in one by one").check();
    await host.page.getByRole("button", { name: "Close" }).click();
    await host.page.evaluate(countTones);
    const gus = await stage.enter("Gus");
    await gus.open(stage.meetingId);
    await press(gus, "Ask to join");
    await gus.page.getByRole("heading", { name: "You are in the waiting room" }).waitFor();
    await eventually("the tab says so", async () => (await host.page.title()).startsWith("(1) "));
    const tones = () => host.page.evaluate("testTones");
    await eventually("a knock is heard", async () => await tones() === 2);
    await control(host, "People, 1 waiting").click();
    await host.page.getByLabel("Let people in one by one").uncheck();
    await seesAndHears(host, 1);
    await eventually("nor does it then", async () => !(await host.page.title()).startsWith("("));
  },
);

/** The meeting's link in another tab of somebody's browser. */
async function openAgain({ context }: Person, { app, meetingId }: Stage) {
  const page = await context.newPage();
  await page.goto(`${app.origin}/j/${meetingId}`);
  return page;
}

stageTest(
  "[F15] the call is on in another tab: it is taken over, and the first one says so",
  async (stage) => {
    const host = await stage.join("Host");
    const ben = await stage.join("Ben");
    await seesAndHears(host, 1);
    const second = await openAgain(ben, stage);
    await second.getByText("You are in this meeting in another tab").waitFor();
    await second.getByRole("button", { name: "Switch to this tab" }).click();
    await second.getByRole("region", { name: "Call controls" }).waitFor();
    await ben.page.getByRole("heading", { name: "You joined from another tab" }).waitFor();
    await eventually("Ben is there once", async () => await tile(host, "Ben").count() === 1);
  },
);

stageTest(
  "[F15] joined as well from another tab there is a second one of them, with a name of their own",
  async (stage) => {
    const host = await stage.join("Host");
    const ben = await stage.join("Ben");
    await seesAndHears(host, 1);
    const second = await openAgain(ben, stage);
    await second.getByRole("button", { name: "Join as well" }).click();
    await second.getByRole("region", { name: "Call controls" }).waitFor();
    await tile(host, "Ben (2)").waitFor();
  },
);

stageTest(
  "[P12][F2] a name that is in use: the next free one is one press away, and the sentence goes with the name",
  async (stage) => {
    await stage.join("Anna");
    const other = await stage.enter("Anna");
    await other.open(stage.meetingId);
    await press(other, "Join");
    const sentence = other.page.getByText("There is somebody named Anna in the meeting already");
    await sentence.waitFor();
    await other.page.getByLabel("Your name").fill("Annabel");
    await sentence.waitFor({ state: "detached" });
    await other.page.getByLabel("Your name").fill("Anna");
    await press(other, "Join");
    await press(other, "Join as Anna (2)");
    await other.page.getByRole("region", { name: "Call controls" }).waitFor();
  },
);

stageTest(
  "[F2][R14] joining while the server is away: it is said, taken back, and works when it is there again",
  async (stage) => {
    const ana = await stage.enter("Ana");
    await ana.open(stage.meetingId);
    await ana.page.getByText("Nobody is here yet").waitFor();
    await ana.context.setOffline(true);
    await press(ana, "Join");
    await ana.page.getByText("The server does not answer yet").waitFor();
    await press(ana, "Cancel");
    await ana.page.getByRole("button", { name: "Join", exact: true }).waitFor();
    await ana.context.setOffline(false);
    await ana.join();
  },
  { complaints: /ERR_INTERNET_DISCONNECTED|WebSocket/ },
);

stageTest(
  "[F17] keys say what they did to those who listen, and the start and end of a share are announced",
  async (stage) => {
    const host = await stage.join("Host");
    const ben = await stage.join("Ben");
    await seesAndHears(host, 1);
    const hears = (person: Person, text: string) =>
      person.page.locator("[data-announcer]", { hasText: text }).waitFor({ state: "attached" });
    await ben.page.keyboard.press("m");
    await hears(ben, "Microphone off");
    await ben.page.keyboard.press("v");
    await hears(ben, "Camera off");
    await control(ben, "Share screen").click();
    await hears(host, "Ben shares a screen");
    await control(ben, "Stop sharing").click();
    await hears(host, "Ben stopped sharing");
  },
);
