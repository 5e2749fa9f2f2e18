// One run: people press Join, and once all are connected it is measured for ten seconds what the browser
// spends and what comes over the links. And a shorter one: the time to the first picture.

import { within } from "../../e2e/rig/people.ts";
import { cpuSeconds, sleep } from "../process.ts";
import { compareLooks, type Traffic } from "./links.ts";
import {
  comeToDoor,
  createGuest,
  gather,
  type Guest,
  launchChromium,
  type Servers,
  type Target,
} from "./people.ts";
import { lookAt, machineSeconds } from "./processes.ts";
import { type Reached, reachedBy } from "./reached.ts";
import { byProcess, byThread, type Seconds, total } from "./threads.ts";
import { isIn, pressJoin, pressJoinEarly, readLinks, readNoted } from "./watch.ts";

/** Until all are connected; a call that is not whole by then is not measured further. */
export const limitMs = 60_000;
/** In which the encoders find their sizes and rates. */
export const settleMs = 10_000;
export const windowMs = 10_000;
const pollMs = 500;
/** Before somebody comes, so that what went before does not count. */
const quietMs = 1_000;

/** No run takes longer; a browser that is too busy to answer is not waited for. */
const longestMs = 300_000;

/** What a call cost and carried, per ten seconds. */
export interface Steady {
  readonly cpu: number;
  readonly processes: Seconds;
  readonly threads: Seconds;
  readonly traffic: Traffic;
}

/** `steady` is null where not all were connected in time. */
export interface Run {
  readonly reached: Reached;
  readonly steady: Steady | null;
  /** Why it ended early, where that was not the limit. */
  readonly trouble: string | null;
  /** CPU seconds in ten of what is neither the browser nor the bench, from before Join to the end. */
  readonly others: number;
}

interface Props {
  readonly servers: Servers;
  readonly target: Target;
}

/** Lets this many people into a room and measures. */
export async function measureCall({ servers, target }: Props, people: number): Promise<Run> {
  await using chromium = await launchChromium();
  const room = await servers.makeRoom(target);
  const countOthers = await watchOthers(chromium.pid, servers);
  let reached: Reached = {
    connected: 0,
    shown: 0,
    all: people * (people - 1),
    connectedAfter: null,
    shownAfter: null,
  };
  let steady: Steady | null = null;
  let trouble: string | null = "not all came to the door";

  async function play(): Promise<void> {
    const guests = await gather(chromium.browser, room, people);
    trouble = "the browser did not answer";
    const look = async () => reached = await lookHowFar(guests);
    await Promise.all(guests.map(({ page }) => page.evaluate(pressJoin)));
    const pressed = performance.now();
    while ((await look()).connectedAfter === null && performance.now() - pressed < limitMs) {
      await sleep(pollMs);
    }
    if (reached.connectedAfter !== null) {
      const { connectedAfter } = reached;
      await sleep(settleMs);
      await look();
      if (reached.connected === reached.all) {
        steady = await measureSteady(guests, chromium.pid);
        // One that was lost and came back must not make it later than it was.
        reached = { ...reached, connectedAfter };
      }
    }
    trouble = null;
  }

  try {
    await within(play(), longestMs);
  } catch (error) {
    console.error(error);
  }
  return { reached, steady, trouble, others: await countOthers() };
}

async function lookHowFar(guests: readonly Guest[]): Promise<Reached> {
  return reachedBy(await Promise.all(guests.map(({ page }) => page.evaluate(readNoted))));
}

async function measureSteady(guests: readonly Guest[], pid: number): Promise<Steady> {
  const looks = () => Promise.all(guests.map(({ page }) => page.evaluate(readLinks)));
  const firstLooks = await looks();
  const before = { browser: await lookAt(pid), at: performance.now() };
  await sleep(windowMs);
  const after = { browser: await lookAt(pid), at: performance.now() };
  const lastLooks = await looks();
  const scale = 10_000 / (after.at - before.at);
  const scaled = (seconds: Seconds) =>
    new Map([...seconds].map(([key, value]) => [key, value * scale] as const));
  const processes = scaled(byProcess(before.browser, after.browser));
  return {
    cpu: total(processes),
    processes,
    threads: scaled(byThread(before.browser, after.browser)),
    traffic: compareLooks(firstLooks, lastLooks),
  };
}

/** Counts from now on what others spend on this machine; the answer is per ten seconds. */
async function watchOthers(pid: number, servers: Servers): Promise<() => Promise<number>> {
  const own = [Deno.pid, ...await servers.pids()];
  const look = async () => ({
    browser: await lookAt(pid),
    rest: machineSeconds() - own.reduce((sum, one) => sum + cpuSeconds(one), 0),
    at: performance.now(),
  });
  const before = await look();
  return async () => {
    const after = await look();
    const others = after.rest - before.rest - total(byProcess(before.browser, after.browser));
    return Math.max(0, others * 10_000 / (after.at - before.at));
  };
}

/** Ms to the other person's first picture; null where it did not come in time. */
export interface FirstPicture {
  readonly fromClick: number | null;
  readonly fromNavigation: number | null;
  /** As of a run, the larger of both. */
  readonly others: number;
}

/** Somebody is there; somebody else comes, once from the door and once by opening the address. */
export async function measureFirstPicture(props: Props): Promise<FirstPicture> {
  const click = await comeIn(props, "click");
  const navigation = await comeIn(props, "navigation");
  return {
    fromClick: click.ms,
    fromNavigation: navigation.ms,
    others: Math.max(click.others, navigation.others),
  };
}

async function comeIn(
  { servers, target }: Props,
  from: "click" | "navigation",
): Promise<{ ms: number | null; others: number }> {
  await using chromium = await launchChromium();
  const room = await servers.makeRoom(target);
  const [host] = await gather(chromium.browser, room, 1);
  await host?.page.evaluate(pressJoin);
  await host?.page.waitForFunction(isIn, undefined, { polling: 250 });
  const guest = await createGuest(chromium.browser, crypto.randomUUID(), 1);
  // Also before a navigation: the browser has seen the page, and its scripts are in the cache.
  await comeToDoor(guest, room);
  if (from === "navigation") {
    await guest.page.goto("about:blank");
    await guest.page.addInitScript(pressJoinEarly);
  }
  await sleep(quietMs);
  const countOthers = await watchOthers(chromium.pid, servers);
  if (from === "click") await guest.page.evaluate(pressJoin);
  else await guest.page.goto(room.url, { waitUntil: "commit" });
  const ms = await firstPicture(guest, from);
  return { ms, others: await countOthers() };
}

async function firstPicture({ page }: Guest, from: "click" | "navigation"): Promise<number | null> {
  const navigatedAt = from === "click" ? null : await page.evaluate(() => performance.timeOrigin);
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    const { pressedAt, shownAt: [shownAt] } = await page.evaluate(readNoted);
    const begin = navigatedAt ?? pressedAt;
    if (shownAt !== undefined && begin !== null) return shownAt - begin;
    await sleep(pollMs);
  }
  return null;
}
