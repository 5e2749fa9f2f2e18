// Many people who send nothing: what is tested is whether all are connected, over relays, and whether the
// relay had enough for them.

import type { Page } from "playwright-core";
import { eventually, type Person } from "./people.ts";

/** Keeps the error codes of gathering, such as 486. Runs in the page, before its scripts. */
function watchGathering(): void {
  const Original = globalThis.RTCPeerConnection;
  const errors: number[] = [];
  class Watched extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener("icecandidateerror", ({ errorCode }) => errors.push(errorCode));
    }
  }
  Object.assign(globalThis, { RTCPeerConnection: Watched, testErrors: errors });
}

/** Codes of what gathering could not do on this page so far. */
export function readGatheringErrors(page: Page): Promise<number[]> {
  return page.evaluate(() => (globalThis as unknown as { testErrors: number[] }).testErrors);
}

/** Opens the preview and switches both devices off. */
export async function openSilently(person: Person, meetingId: string): Promise<void> {
  await person.page.addInitScript(watchGathering);
  await person.open(meetingId);
  for (const name of ["Mute microphone", "Turn camera off"]) {
    await person.page.getByRole("button", { name, exact: true }).click();
  }
}

/** Of each live connection: its pair, and how often the other side has answered on it. In the page. */
async function readAnswers(): Promise<string[]> {
  const { testConnections } = globalThis as unknown as { testConnections: RTCPeerConnection[] };
  const live = testConnections.filter((one) => one.connectionState !== "closed");
  return await Promise.all(live.map(async (connection) => {
    const entries = new Map<string, Record<string, unknown>>();
    (await connection.getStats()).forEach((entry) => entries.set(entry.id, entry));
    const transport = [...entries.values()].find((one) => one.type === "transport");
    const pair = entries.get(String(transport?.selectedCandidatePairId));
    return `${pair?.id} ${pair?.responsesReceived}`;
  }));
}

/**
 * Waits until everybody is connected to everybody over their own relays, and something comes over each:
 * what a connection says of itself is true some seconds late.
 */
export async function allRelayed(people: readonly Person[], what: string): Promise<void> {
  const answers = () => Promise.all(people.map(({ page }) => page.evaluate(readAnswers)));
  const areRelayed = async () => {
    const links = await Promise.all(people.map((person) => person.received()));
    return links.every((own) =>
      own.length === people.length - 1 &&
      own.every(({ state, local }) => state === "connected" && local === "relay")
    );
  };
  await eventually(what, async () => {
    if (!await areRelayed()) return false;
    const before = await answers();
    // Consent is asked for every 5 s at the latest (RFC 7675, section 5.1).
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    const after = await answers();
    return await areRelayed() &&
      after.every((own, who) => own.every((one) => !before[who]?.includes(one)));
  }, 180_000);
}
