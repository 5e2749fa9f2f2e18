// Coming in: the landing page, the preview with and without devices, and everything that is refused.

import assert from "node:assert/strict";
import { type Person, seesAndHears } from "./rig/people.ts";
import { openHouse } from "./rig/stage.ts";

const { stageTest } = await openHouse();

const joinButton = (person: Person) =>
  person.page.getByRole("button", { name: /^(Join|Ask to join)$/ });

/** The browser has no device of these kinds. Runs in the page. */
function removeDevices(kinds: readonly string[]): void {
  const { mediaDevices } = navigator;
  const original = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = (constraints) => {
    if (constraints && kinds.some((kind) => Reflect.get(constraints, kind))) {
      return Promise.reject(new DOMException("Requested device not found", "NotFoundError"));
    }
    return original(constraints);
  };
}

/** The person said no. Runs in the page. */
function refuseDevices(): void {
  const denied = Object.assign(new EventTarget(), { state: "denied" });
  navigator.permissions.query = () => Promise.resolve(denied as PermissionStatus);
  navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
}

stageTest(
  "[F1] a meeting is made on the landing page and joined by its digits",
  async ({ app, enter }) => {
    const ana = await enter("Ana");
    await ana.page.goto(app.origin);
    await ana.page.getByLabel("Your name").fill("Ana");
    await ana.page.getByRole("button", { name: "Start a meeting" }).click();
    await ana.page.waitForURL(/\/j\/[1-9][0-9]{8}$/);
    const digits = ana.page.url().slice(-9);
    await ana.join();
    await ana.page.waitForURL(new RegExp(`/room/${digits}$`));

    const ben = await enter("Ben");
    await ben.page.goto(app.origin);
    const spaced = `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
    await ben.page.getByLabel("Meeting number or link").fill(spaced);
    await ben.page.keyboard.press("Enter");
    await ben.page.waitForURL(`**/j/${digits}`);
    await ben.page.getByText("Ana is here").waitFor();
    await ben.page.getByLabel("Your name").fill("Ben");
    await ben.page.keyboard.press("Enter");
    await seesAndHears(ben, 1);
    await seesAndHears(ana, 1);
  },
);

stageTest(
  "[F1] opening /room/<id> directly goes through the preview",
  async ({ app, enter, meetingId }) => {
    const ana = await enter("Ana");
    await ana.page.goto(`${app.origin}/room/${meetingId}`);
    await ana.page.getByLabel("Your name").fill("Ana");
    await joinButton(ana).click();
    await ana.page.getByRole("region", { name: "Call controls" }).waitFor();
  },
);

stageTest(
  "[F2] the preview shows the own picture, the level of the microphone, and the devices",
  async ({ enter, meetingId }) => {
    const ana = await enter("Ana");
    await ana.open(meetingId);
    await ana.page.getByRole("region", { name: "Your camera picture" }).locator("video").waitFor();
    const meter = ana.page.getByRole("meter", { name: "Microphone level" });
    await ana.page.waitForFunction(() => {
      const element = document.querySelector('[role="meter"], meter');
      const value = element?.getAttribute("aria-valuenow") ?? element?.getAttribute("value");
      return Number(value) > 0;
    });
    assert.ok(await meter.count());
    for (const kind of ["Microphone", "Camera"]) {
      const options = ana.page.getByLabel(kind, { exact: true }).locator("option");
      await options.first().waitFor({ state: "attached" });
    }
  },
);

for (
  const [what, prepare, argument, heading] of [
    ["without a camera", removeDevices, ["video"], "No camera found"],
    ["without any device", removeDevices, ["video", "audio"], "No camera and microphone found"],
    [
      "with permission refused",
      refuseDevices,
      undefined,
      "ConFlux may not use your camera and microphone",
    ],
  ] as const
) {
  stageTest(
    `[F2] somebody ${what} is told so, joins all the same, and sees the others`,
    async ({ enter, join, meetingId }) => {
      const ana = await join("Ana");
      const ben = await enter("Ben");
      await ben.page.addInitScript(prepare as (argument: unknown) => void, argument);
      await ben.open(meetingId);
      await ben.page.getByText(heading).waitFor();
      await ben.join();
      await seesAndHears(ben, 1);
      const tile = ana.page.getByRole("listitem").filter({ hasText: "Ben" });
      await tile.waitFor();
      assert.equal(await tile.locator("video").count(), 0);
    },
  );
}

stageTest("[P12] an unknown number is said at once, with a way on", async ({ app, enter }) => {
  const ana = await enter("Ana");
  await ana.page.goto(`${app.origin}/j/999999999`);
  await ana.page.getByRole("heading", { name: "There is no meeting with this number" }).waitFor();
  const answer = await ana.page.goto(`${app.origin}/j/12345`);
  assert.equal(answer?.status(), 404);
  await ana.page.getByRole("heading", { name: "There is nothing here" }).waitFor();
}, { complaints: /404/ });

stageTest(
  "[P12] a name in use is refused at its field, and another one gets in",
  async ({ enter, join, meetingId }) => {
    await join("Ana");
    const second = await enter("ana");
    await second.open(meetingId);
    await joinButton(second).click();
    await second.page.getByText("in the meeting already").waitFor();
    const field = second.page.getByLabel("Your name");
    assert.equal(await field.inputValue(), "ana", "nothing typed is lost");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await field.fill("Ana B.");
    await second.join();
    await seesAndHears(second, 1);
  },
);

stageTest(
  "[P12][F2] a passcode is asked for, a wrong one is said at its field",
  async ({ enter, meetingId }) => {
    const ana = await enter("Ana");
    await ana.open(meetingId);
    await ana.page.getByLabel("Passcode").fill("wrong");
    await joinButton(ana).click();
    await ana.page.getByText("The passcode is not right").waitFor();
    await ana.page.getByLabel("Passcode").fill("open sesame");
    await ana.join();
  },
  { draft: { passcode: "open sesame" }, complaints: /401/ },
);

stageTest("[P12][F9] with a lobby a guest waits until the host admits", async ({ app, enter }) => {
  const host = await enter("Host");
  await host.page.goto(app.origin);
  await host.page.getByLabel("Your name").fill("Host");
  await host.page.getByText("More options").click();
  await host.page.getByLabel("Let people in one by one").check();
  await host.page.getByRole("button", { name: "Start a meeting" }).click();
  await host.page.waitForURL(/\/j\//);
  await host.join();
  const id = host.page.url().slice(-9);

  const [ben, cleo] = [await enter("Ben"), await enter("Cleo")];
  for (const guest of [ben, cleo]) {
    await guest.open(id);
    await joinButton(guest).click();
    await guest.page.getByRole("heading", { name: "You are in the waiting room" }).waitFor();
  }
  await host.page.getByText("Ben and Cleo want to join").waitFor();
  await host.page.getByRole("button", { name: "People, 2 waiting" }).click();
  await host.page.getByRole("button", { name: "Admit Ben" }).click();
  await seesAndHears(ben, 1);
  await host.page.getByRole("button", { name: "Deny Cleo" }).click();
  await cleo.page.getByText("The host did not let you in").waitFor();
});

/** Holds the page's scripts back, as over a slow line, until the function it gives back is called. */
async function holdScripts({ page }: Person): Promise<() => void> {
  const gate = Promise.withResolvers<void>();
  await page.route("**/_fresh/js/**", async (route) => {
    await gate.promise;
    await route.continue();
  });
  return gate.resolve;
}

stageTest(
  "[F2] a name typed before the page is alive is not lost",
  async ({ app, enter, meetingId }) => {
    const ana = await enter("Ana");
    const release = await holdScripts(ana);
    await ana.page.goto(`${app.origin}/j/${meetingId}`, { waitUntil: "commit" });
    const name = ana.page.getByLabel("Your name");
    await name.fill("Early Ana");
    await name.press("Home");
    release();
    await ana.page.getByRole("button", { name: "Check connection" }).waitFor();
    assert.equal(await name.inputValue(), "Early Ana");
    // Whoever still types goes on where they were.
    await ana.page.keyboard.type("Very ");
    assert.equal(await name.inputValue(), "Very Early Ana");
    await ana.join();
  },
);

stageTest(
  "[F1] a form filled in before the page is alive is sent as it stands",
  async ({ app, enter }) => {
    const ana = await enter("Ana");
    const { page } = ana;
    const release = await holdScripts(ana);
    await page.goto(app.origin, { waitUntil: "commit" });
    await page.getByLabel("Your name").fill("Early Ana");
    await page.getByText("More options").click();
    await page.getByLabel("Title").fill("Early title");
    await page.getByLabel("Passcode").fill("early bird");
    await page.getByLabel("Let people in one by one").check();
    await page.getByLabel("Meeting number or link").fill("123 456 789");
    release();
    const start = page.getByRole("button", { name: "Start a meeting" });
    await page.getByRole("button", { name: "Settings" }).and(page.locator(":enabled")).waitFor();
    assert.equal(await page.getByLabel("Title").inputValue(), "Early title");
    assert.equal(await page.getByLabel("Meeting number or link").inputValue(), "123 456 789");
    assert.ok(await page.getByLabel("Passcode").isVisible(), "what was opened stays open");
    const sent = page.waitForRequest((request) => request.method() === "POST");
    await start.click();
    assert.deepEqual((await sent).postDataJSON(), {
      title: "Early title",
      organizer_name: "Early Ana",
      passcode: "early bird",
      lobby: true,
    });
    await page.waitForURL(/\/j\//);
  },
);
