// A shared screen in real Chromium: it counts only when its frames advance at the others.

import assert from "node:assert/strict";
import {
  control,
  eventually,
  type Person,
  seesAndHears,
  setHidden,
  standsStill,
} from "./rig/people.ts";
import { openHouse } from "./rig/stage.ts";

const { stageTest } = await openHouse();

/** Frames of shared screens decoded so far: the third line of each connection (P18). */
function screenFrames({ page }: Person): Promise<number> {
  return page.evaluate(async () => {
    const { testConnections } = globalThis as unknown as { testConnections: RTCPeerConnection[] };
    let frames = 0;
    for (const connection of testConnections) {
      const receiver = connection.getTransceivers()[2]?.receiver;
      (await receiver?.getStats())?.forEach((entry) => {
        if (entry.type === "inbound-rtp") frames += entry.framesDecoded ?? 0;
      });
    }
    return frames;
  });
}

async function seesScreen(person: Person): Promise<void> {
  let last = await screenFrames(person);
  await eventually(`${person.name} sees a screen that moves`, async () => {
    const now = await screenFrames(person);
    const isMoving = last > 0 && now > last;
    last = now;
    return isMoving;
  });
}

const seesNoScreen = (person: Person) =>
  standsStill(`${person.name} gets no more of the screen`, () => screenFrames(person));

/** Keeps what the page captures where a test can end it, as the browser's own bar does. */
function watchCapture(): void {
  const devices = navigator.mediaDevices;
  const original = devices.getDisplayMedia.bind(devices);
  const captured: MediaStreamTrack[] = [];
  devices.getDisplayMedia = async (options) => {
    const stream = await original(options);
    captured.push(...stream.getTracks());
    return stream;
  };
  Object.assign(globalThis, { testCaptured: captured });
}

const readCaptured = ({ page }: Person) =>
  page.evaluate(() => {
    const { testCaptured } = globalThis as unknown as { testCaptured: MediaStreamTrack[] };
    return testCaptured.map(({ readyState }) => readyState);
  });

stageTest(
  "[F6][P13][P18] a screen is shared on the lines that are there, by one at a time",
  async ({ enter, meetingId }) => {
    const [ana, ben] = [await enter("Ana"), await enter("Ben")];
    for (const person of [ana, ben]) {
      await person.page.addInitScript(watchCapture);
      await person.open(meetingId);
      await person.join();
    }
    await seesAndHears(ben, 1);
    const offers = await ben.page.evaluate(countDescriptions);

    await control(ana, "Share screen").click();
    await control(ana, "Stop sharing").waitFor();
    await seesScreen(ben);
    assert.equal(await ben.page.evaluate(countDescriptions), offers, "no new negotiation");
    await eventually(
      "voice and the screen's sound",
      async () => await ben.page.locator("audio").count() === 2,
    );

    // Nothing is sent to a page in a tab behind another one, and the share is still there after it.
    await setHidden(ben, true);
    await seesNoScreen(ben);
    await setHidden(ben, false);
    await ben.page.getByText("Ana’s screen").waitFor();
    await seesScreen(ben);

    // The second is told who shares, and nothing of theirs is captured.
    await control(ben, "Share screen").click();
    await ben.page.getByText("Ana is sharing a screen").waitFor();
    assert.deepEqual(await readCaptured(ben), []);

    await control(ana, "Stop sharing").click();
    await control(ana, "Share screen").waitFor();
    await seesNoScreen(ben);
    assert.ok((await readCaptured(ana)).every((state) => state === "ended"), "the capture is over");

    await control(ben, "Share screen").click();
    await seesScreen(ana);
    // What the browser's own bar does: the track ends, and no code of ours asked for it.
    await ben.page.evaluate(() => {
      const { testCaptured } = globalThis as unknown as { testCaptured: MediaStreamTrack[] };
      for (const track of testCaptured) {
        track.stop();
        track.dispatchEvent(new Event("ended"));
      }
    });
    await control(ben, "Share screen").waitFor();
    await ana.page.keyboard.press("s");
    await control(ana, "Stop sharing").waitFor();
    await seesScreen(ben);
  },
);

stageTest(
  "[F6][F9] a host stops somebody's share; a reload ends it as well",
  async ({ join }) => {
    const [host, ben] = [await join("Host"), await join("Ben")];
    await seesAndHears(host, 1);
    await control(ben, "Share screen").click();
    await seesScreen(host);
    await host.page.getByText("Ben’s screen").waitFor();
    await control(host, "People").click();
    await host.page.getByRole("button", { name: "Actions for Ben" }).click();
    await host.page.getByRole("button", { name: "Stop the screen share" }).click();
    await ben.page.locator(".toast", { hasText: "A host stopped your screen share" }).waitFor();
    await control(ben, "Share screen").waitFor();
    await host.page.getByText("Ben’s screen").waitFor({ state: "detached" });
    await seesNoScreen(host);

    await control(ben, "Share screen").click();
    await host.page.getByText("Ben’s screen").waitFor();
    await ben.page.reload();
    await control(ben, "Share screen").waitFor();
    await host.page.getByText("Ben’s screen").waitFor({ state: "detached" });
    await seesAndHears(host, 1);
    await control(host, "Share screen").click();
    await seesScreen(ben);
  },
);

/** Identifies the session of each connection: it changes with every negotiation. */
function countDescriptions(): string {
  const { testConnections } = globalThis as unknown as { testConnections: RTCPeerConnection[] };
  return testConnections.map(({ localDescription }) =>
    localDescription?.sdp.split("\n").find((line) => line.startsWith("o=")) ?? ""
  ).join();
}
