// The server dies in the middle of a call.

import assert from "node:assert/strict";
import { buildApp } from "./rig/app_process.ts";
import { eventually, type Person, seesAndHears } from "./rig/people.ts";
import { stageTest } from "./rig/stage.ts";

await buildApp();

/** Starts noting in the page how long it stays without a new frame. */
function watchGaps(): void {
  const watch = { longest: 0, frames: 0 };
  let last = performance.now();
  const note = () => {
    const now = performance.now();
    watch.longest = Math.max(watch.longest, now - last);
    watch.frames++;
    last = now;
    remote?.requestVideoFrameCallback(note);
  };
  const remote = document.querySelector<HTMLVideoElement>('[data-self="false"] video');
  remote?.requestVideoFrameCallback(note);
  Object.assign(globalThis, { testGaps: watch });
}

const gaps = (person: Person) =>
  person.page.evaluate(() =>
    (globalThis as unknown as { testGaps: { longest: number; frames: number } }).testGaps
  );

stageTest(
  "[R6][R5] kill -9 of the server: media goes on, and after the restart a newcomer joins",
  async ({ app, join, enter, meetingId }) => {
    const [ana, ben] = [await join("Ana"), await join("Ben")];
    for (const person of [ana, ben]) await seesAndHears(person, 1);
    for (const person of [ana, ben]) await person.page.evaluate(watchGaps);

    await app.kill();
    for (const person of [ana, ben]) {
      await person.page.getByText("Reconnecting… your call goes on").waitFor();
    }
    for (const person of [ana, ben]) await seesAndHears(person, 1);
    await app.start();
    for (const person of [ana, ben]) {
      await person.page.getByText("Reconnecting… your call goes on").waitFor({ state: "detached" });
    }
    for (const person of [ana, ben]) {
      const { longest, frames } = await gaps(person);
      assert.ok(frames > 20, `${person.name} got ${frames} frames`);
      // A connection built anew costs seconds; a machine that is busy costs some hundred ms.
      assert.ok(longest < 2_000, `${person.name} was without a frame for ${longest} ms`);
      assert.equal((await person.received()).length, 1, "no connection was built anew");
    }

    const cleo = await enter("Cleo");
    await cleo.open(meetingId);
    await cleo.join();
    for (const person of [ana, ben, cleo]) await seesAndHears(person, 2);
    await eventually("everybody sees three people", async () => {
      const counts = await Promise.all(
        [ana, ben, cleo].map(({ page }) =>
          page.getByRole("list", { name: "Participants" }).getByRole("listitem").count()
        ),
      );
      return counts.every((count) => count === 3);
    });
  },
  { settings: { CONFLUX_STORE: "kv" }, complaints: /WebSocket|ERR_CONNECTION|Failed to load/ },
);
