// A call that something is going to happen to: a host, a co-host, a raised hand, everybody watched.
// Knows what must be the same afterwards, not what the fault is.

import assert from "node:assert/strict";
import { eventually, type Person, seesAndHears } from "./people.ts";
import { connectionsMade, history, roster, type Seen, watchScreen } from "./witness.ts";

export interface KeptCall {
  /** The tile of somebody on somebody's stage. */
  tile(viewer: Person, name: string): ReturnType<Person["page"]["locator"]>;
  /** Waits until nothing is left of the fault on any screen; fails where somebody was seen leaving. */
  assertKept(options?: { mediaMs?: number }): Promise<void>;
  /** Resolves after `ms`; rejects where a picture or a sound between any two does not go on meanwhile. */
  goesOn(ms: number): Promise<void>;
  /** Fails where anybody has made a connection anew. */
  assertSameConnections(): Promise<void>;
}

/** Gives roles and a hand to people who are in a call already, and begins to watch. */
export async function keepCall(people: readonly Person[]): Promise<KeptCall> {
  const [host, coHost] = people;
  const quiet = people.at(-1);
  assert.ok(host && coHost && quiet);
  const others = people.length - 1;
  for (const person of people) await seesAndHears(person, others);
  await makeHost(host, coHost);
  await controls(quiet).getByRole("button", { name: "Raise hand" }).click();
  const everybody = await eventually("everybody sees roles and hand", async () => {
    const [first, ...rest] = await Promise.all(people.map(roster));
    const isComplete = first?.filter(({ isHost }) => isHost).length === 2 &&
      first.filter(({ hasHand }) => hasHand).length === 1;
    return isComplete && rest.every((one) => isSame(one, first)) && first;
  });
  assert.equal(everybody.length, people.length);
  for (const { page } of people) await page.evaluate(watchScreen);
  const made = new Map<Person, number>();
  for (const person of people) made.set(person, await connectionsMade(person));

  return {
    tile: ({ page }, name) => page.locator('.tile[data-self="false"]').filter({ hasText: name }),
    async assertKept({ mediaMs } = {}) {
      const limit = mediaMs === undefined ? {} : { timeoutMs: mediaMs };
      await Promise.all(people.map((person) => seesAndHears(person, others, limit)));
      for (const person of people) {
        await eventually(
          `${person.name}'s tiles have nothing to say`,
          async () => await person.page.locator(".tile-status").count() === 0,
        );
        await eventually(
          `${person.name} sees everybody as before`,
          async () => isSame(await roster(person), everybody),
        );
        const { said, rosters } = await history(person);
        assert.deepEqual(said, [], `${person.name} was told of nobody`);
        assert.equal(rosters.length, 1, `${person.name} saw the same tiles all along`);
        assert.equal((await person.received()).length, others, `${person.name} has no ghost`);
      }
    },
    async goesOn(ms) {
      const end = Date.now() + ms;
      do {
        await Promise.all(people.map((person) => seesAndHears(person, others)));
        await new Promise((resolve) =>
          setTimeout(resolve, Math.max(0, Math.min(1_000, end - Date.now())))
        );
      } while (Date.now() < end);
    },
    async assertSameConnections() {
      for (const person of people) {
        assert.equal(await connectionsMade(person), made.get(person), person.name);
      }
    },
  };
}

const controls = ({ page }: Person) => page.getByRole("region", { name: "Call controls" });

async function makeHost(host: Person, { name }: Person): Promise<void> {
  const { page } = host;
  const people = controls(host).getByRole("button", { name: "People" });
  await people.click();
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("button", { name: "Make host" }).click();
  await people.click();
}

function isSame(one: readonly Seen[], other: readonly Seen[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
