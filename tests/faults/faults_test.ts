// What happens to a call of four when the server, somebody's connection to it, or somebody's machine
// goes away for a while: nobody is seen leaving, roles and hand are kept, pictures move (R1, R5-R8).

import assert from "node:assert/strict";
import { startBlackHole } from "../fakes/black_hole.ts";
import { keepCall, type KeptCall } from "../e2e/rig/kept_call.ts";
import { type Person, seesAndHears } from "../e2e/rig/people.ts";
import { launchSleeper } from "../e2e/rig/sleeper.ts";
import { openHouse, type Stage, type StagePersonOptions } from "../e2e/rig/stage.ts";

const { stageTest } = await openHouse();

/** Rooms are on disk, and the console may speak of the fault. */
const options = {
  settings: { CONFLUX_STORE: "kv" },
  complaints: /WebSocket|ERR_CONNECTION|ERR_EMPTY|Failed to load/,
};
const viewport = { width: 800, height: 600 };
const serverAway = "Reconnecting… your call goes on";

interface Four extends KeptCall {
  readonly people: readonly Person[];
  readonly ana: Person;
  readonly dan: Person;
}

/** Ana is the host, Ben her co-host, Dan has his hand up. */
async function callOfFour(stage: Stage, dansOptions?: StagePersonOptions): Promise<Four> {
  const join = (name: string, own: StagePersonOptions = {}) =>
    stage.join(name, { viewport, ...own });
  const ana = await join("Ana");
  const [ben, cleo] = [await join("Ben"), await join("Cleo")];
  const dan = await join("Dan", dansOptions);
  const people = [ana, ben, cleo, dan];
  return { people, ana, dan, ...await keepCall(people) };
}

function everybodyReads(
  people: readonly Person[],
  sentence: string,
  state: "visible" | "detached",
): Promise<void[]> {
  return Promise.all(people.map(({ page }) => page.getByText(sentence).waitFor({ state })));
}

stageTest(
  "[R5][R6] kill -9 of the server, back after 3 s: everybody in their seats, and a newcomer joins",
  async (stage) => {
    const { people, goesOn, assertKept, assertSameConnections } = await callOfFour(stage);
    await stage.app.kill();
    await everybodyReads(people, serverAway, "visible");
    await goesOn(3_000);
    await stage.app.start();
    await everybodyReads(people, serverAway, "detached");
    await assertKept();
    await assertSameConnections();

    const eve = await stage.join("Eve");
    for (const person of [...people, eve]) await seesAndHears(person, 4);
  },
  options,
);

stageTest("[R5][R6] kill -9 of the server, back after 25 s", async (stage) => {
  const { people, goesOn, assertKept, assertSameConnections } = await callOfFour(stage);
  await stage.app.kill();
  await goesOn(25_000);
  await everybodyReads(people, serverAway, "visible");
  await stage.app.start();
  await everybodyReads(people, serverAway, "detached");
  await assertKept();
  await assertSameConnections();
}, options);

stageTest("[R7] SIGTERM and a start: all come back by themselves", async (stage) => {
  const { people, goesOn, assertKept, assertSameConnections } = await callOfFour(stage);
  await stage.app.signal("SIGTERM");
  assert.equal(await stage.app.ended(), 0);
  await everybodyReads(people, serverAway, "visible");
  await goesOn(0);
  await stage.app.start();
  await everybodyReads(people, serverAway, "detached");
  await assertKept();
  await assertSameConnections();
}, options);

stageTest(
  "[R1][R2] one person's socket is cut for 10 s: the others read so, and see and hear on",
  async (stage) => {
    const relay = startBlackHole(stage.app.origin);
    try {
      const four = await callOfFour(stage, { origin: relay.origin });
      const { people, dan } = four;
      const others = people.filter((person) => person !== dan);
      relay.cut();
      for (const person of others) {
        await four.tile(person, "Dan").getByText("Reconnecting…").waitFor();
      }
      await everybodyReads([dan], serverAway, "visible");
      await four.goesOn(10_000);
      for (const person of others) {
        assert.equal(await four.tile(person, "Dan").getAttribute("data-online"), "false");
        assert.equal(await person.page.getByText(serverAway).count(), 0);
      }
      relay.restore();
      await everybodyReads([dan], serverAway, "detached");
      await four.assertKept();
      await four.assertSameConnections();
      await dan.page.close();
    } finally {
      await relay.close();
    }
  },
  options,
);

stageTest(
  "[R1][R8][R11] one person's machine sleeps until the server gives its socket up: back in 10 s",
  async (stage) => {
    await using sleeper = await launchSleeper();
    const four = await callOfFour(stage, { browser: sleeper.browser });
    const { people, dan } = four;
    const others = people.filter((person) => person !== dan);
    await sleeper.sleep();
    for (const person of others) {
      await four.tile(person, "Dan").and(person.page.locator('[data-online="false"]'))
        .waitFor({ timeout: 60_000 });
    }
    for (const person of others) await seesAndHears(person, 2);
    sleeper.wake();
    await four.assertKept({ mediaMs: 10_000 });
  },
  options,
);
