// What a person sees of the others on the stage: who is there, and who is said to have come or gone.
// The functions that run in the page stand alone.

import type { Person } from "./people.ts";

/** One person as a screen shows them. */
export interface Seen {
  readonly muid: string;
  readonly isHost: boolean;
  readonly hasHand: boolean;
}

/** What a screen said and showed since `watchScreen()`. */
export interface History {
  /** Notices of who joined or left. */
  readonly said: readonly string[];
  /** The muids of the tiles, each time they changed. */
  readonly rosters: readonly string[];
}

/** Notes every roster from now on, and who is said to have come or gone. Runs in the page. */
export function watchScreen(): void {
  const seen = { said: [] as string[], rosters: [] as string[] };
  const lines = () =>
    [...document.querySelectorAll(".toasts > p")].map((line) => line.textContent ?? "");
  const old = lines();
  const note = () => {
    const news = lines().filter((line) => /joined|left/.test(line) && !old.includes(line));
    seen.said.push(...news.filter((line) => !seen.said.includes(line)));
    const roster = [...document.querySelectorAll(".tile")]
      .map((one) => one.getAttribute("data-muid")).sort().join(" ");
    if (seen.rosters.at(-1) !== roster) seen.rosters.push(roster);
  };
  note();
  new MutationObserver(note).observe(document.body, { subtree: true, childList: true });
  Object.assign(globalThis, { testSeen: seen });
}

/** What `watchScreen()` noted. */
export function history({ page }: Pick<Person, "page">): Promise<History> {
  return page.evaluate(() => (globalThis as unknown as { testSeen: History }).testSeen);
}

/** Everybody on this person's stage, in no order of theirs. */
export async function roster({ page }: Pick<Person, "page">): Promise<Seen[]> {
  const seen = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".tile")].map((tile) => ({
      muid: tile.dataset.muid ?? "",
      isHost: (tile.querySelector(".tile-name")?.textContent ?? "").includes(", Host"),
      hasHand: tile.querySelector(".tile-hand") !== null,
    }))
  );
  return seen.sort((one, other) => one.muid < other.muid ? -1 : 1);
}

/** How many peer connections this page has ever made. */
export function connectionsMade({ page }: Pick<Person, "page">): Promise<number> {
  return page.evaluate(() =>
    (globalThis as unknown as { testConnections: unknown[] }).testConnections.length
  );
}
