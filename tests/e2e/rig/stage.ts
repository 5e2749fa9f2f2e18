// What the tests of one file share, the served app and a browser, and each test's own: a meeting and
// the people in it. Takes everything down again, and says what was to be seen where a test fails.

import assert from "node:assert/strict";
import type { Browser, BrowserContext } from "playwright-core";
import { type AppProcess, buildApp, serveApp } from "./app_process.ts";
import {
  closeContext,
  createMeeting,
  createPerson,
  launchBrowser,
  type LaunchOptions,
  type Person,
  type PersonOptions,
  within,
} from "./people.ts";

/** Pictures for people to look at; git ignores the folder. */
export const shotsDir = new URL("../../../shots/", import.meta.url).pathname;

/** No test takes so long: one that waits for what never comes is a red test, not a run without an end. */
const longestMs = 300_000;

export interface Stage {
  readonly app: AppProcess;
  /** A meeting made beforehand; the first one who enters is its organizer. */
  readonly meetingId: string;
  /** A person at the landing page of a browser of their own. */
  enter(name: string, options?: StagePersonOptions): Promise<Person>;
  /** A person who went through the preview into the call. */
  join(name: string, options?: StagePersonOptions): Promise<Person>;
}

/** What differs from the stage's own browser and server. */
export type StagePersonOptions = Partial<PersonOptions> & { readonly browser?: Browser };

export interface StageOptions {
  /** Messages on a console that belong to a fault the test itself makes. */
  readonly complaints?: RegExp;
  /** Has the test run on a server of its own with these, which it may kill. */
  readonly settings?: Record<string, string>;
  readonly draft?: Record<string, unknown>;
}

type Play = (stage: Stage) => Promise<void>;

/** The stage of one file. */
export interface House {
  /** Registers a test that runs on the stage. */
  stageTest(name: string, run: Play, options?: StageOptions): void;
  /** Sets the stage within the test of this name, and takes it down again. */
  withStage(name: string, run: Play, options?: StageOptions): Promise<void>;
}

/**
 * Serves the app and launches a browser for all tests of a file. To be awaited at module level: inside
 * a test they would outlive it. Everybody has a context of their own, and every test a meeting.
 */
export async function openHouse({ launch }: { launch?: LaunchOptions } = {}): Promise<House> {
  await buildApp();
  const [shared, browser] = await Promise.all([
    serveApp({ CONFLUX_STORE: "memory" }),
    launchBrowser(launch),
  ]);
  Deno.test.afterAll(async () => {
    await browser.close();
    await shared[Symbol.asyncDispose]();
  });

  const withStage: House["withStage"] = async (name, run, { settings, ...options } = {}) => {
    if (!settings) return await play(name, run, { ...options, app: shared, browser });
    await using app = await serveApp({ CONFLUX_STORE: "memory", ...settings });
    await play(name, run, { ...options, app, browser });
  };
  return {
    stageTest: (name, run, options) => Deno.test(name, () => withStage(name, run, options)),
    withStage,
  };
}

interface Props extends Omit<StageOptions, "settings"> {
  readonly app: AppProcess;
  readonly browser: Browser;
}

async function play(name: string, run: Play, props: Props): Promise<void> {
  const { app, browser, draft, complaints } = props;
  const people: Person[] = [];
  const said = app.output.length;
  const organizerId = crypto.randomUUID();
  const meetingId = await createMeeting(app.origin, { ...draft, userId: organizerId });
  let hasOrganizer = false;
  const enter: Stage["enter"] = async (name, options = {}) => {
    // At once, as people may come side by side.
    const userId = hasOrganizer ? undefined : organizerId;
    hasOrganizer = true;
    const own = { origin: app.origin, name, userId, ...options };
    const person = await createPerson(options.browser ?? browser, own);
    people.push(person);
    return person;
  };
  const join: Stage["join"] = async (name, options) => {
    const person = await enter(name, options);
    await person.open(meetingId);
    await person.join();
    return person;
  };
  try {
    await within(run({ app, meetingId, enter, join }), longestMs);
    assertQuiet(people, complaints);
  } catch (error) {
    await describe(people, name);
    console.error(`--- server\n${app.output.slice(said)}`);
    throw error;
  } finally {
    await Promise.all(browser.contexts().map(leave));
  }
}

/** Closes somebody's window; requests that a test holds in its hands are let go before. */
async function leave(context: BrowserContext): Promise<void> {
  await Promise.all(context.pages().map((page) => page.unrouteAll({ behavior: "ignoreErrors" })));
  await closeContext(context);
}

/** Nothing left our host (S11). */
export function assertStays(requests: readonly string[], origin: string): void {
  const { host } = new URL(origin);
  const foreign = requests.filter((url) => /^(http|ws)/.test(url))
    .filter((url) => new URL(url).host !== host);
  assert.deepEqual(foreign, [], "[S11] every request stays on our host");
}

/** Nothing left our host (S11), and no console complained. */
function assertQuiet(people: readonly Person[], tolerated?: RegExp): void {
  for (const { requests, origin } of people) assertStays(requests, origin);
  const complaints = people.flatMap((person) => person.complaints)
    .filter((complaint) => !tolerated?.test(complaint));
  assert.deepEqual(complaints, [], "the console is quiet");
}

type Sight = Pick<Person, "name" | "page"> & { readonly complaints: readonly string[] };

/** Prints what is on everybody's screen and console, and where the pictures of it are. */
export async function describe(
  people: readonly Sight[],
  testName: string,
): Promise<void> {
  await Deno.mkdir(shotsDir, { recursive: true });
  const slug = testName.replaceAll(/[^A-Za-z0-9]+/g, "-").slice(0, 60);
  for (const { name, page, complaints } of people) {
    if (page.isClosed()) continue;
    const path = `${shotsDir}failed-${slug}-${name}.png`;
    const picture = await page.screenshot({ path }).then(() => path, () => "no picture");
    const screen = await page.locator("body").ariaSnapshot().catch(() => "(gone)");
    console.error([`--- ${name} at ${page.url()} (${picture})`, screen, ...complaints].join("\n"));
  }
}
