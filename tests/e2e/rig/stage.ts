// One test's stage: the served app, a browser, the people in it. Takes everything down again, and
// says what was on their screens where the test fails.

import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { type AppProcess, serveApp } from "./app_process.ts";
import {
  createMeeting,
  createPerson,
  launchBrowser,
  type LaunchOptions,
  type Person,
  type PersonOptions,
} from "./people.ts";

/** Pictures for people to look at; git ignores the folder. */
export const shotsDir = new URL("../../../shots/", import.meta.url).pathname;

export interface Stage {
  readonly app: AppProcess;
  /** A meeting made beforehand by a stranger; the first one in is its host. */
  readonly meetingId: string;
  /** A person at the landing page of a browser of their own. */
  enter(name: string, options?: StagePersonOptions): Promise<Person>;
  /** A person who went through the preview into the call. */
  join(name: string, options?: StagePersonOptions): Promise<Person>;
}

/** What differs from the stage's own browser and server. */
export type StagePersonOptions = Partial<PersonOptions> & { readonly browser?: Browser };

/** Messages that belong to a fault the test itself makes. */
export interface Tolerance {
  readonly complaints?: RegExp;
}

export type StageOptions = Tolerance & {
  /** For the stage's own browser. */
  readonly launch?: LaunchOptions;
  readonly settings?: Record<string, string>;
  readonly draft?: object;
};

/** Registers a test that runs on a stage of its own. */
export function stageTest(
  name: string,
  run: (stage: Stage) => Promise<void>,
  options: StageOptions = {},
): void {
  Deno.test(name, () => withStage(run, options));
}

/** Sets the stage, and takes it down again. */
export async function withStage(
  run: (stage: Stage) => Promise<void>,
  { settings = {}, draft = {}, complaints, launch }: StageOptions = {},
): Promise<void> {
  await using app = await serveApp({ CONFLUX_STORE: "memory", ...settings });
  const browser = await launchBrowser(launch);
  const people: Person[] = [];
  const meetingId = await createMeeting(app.origin, draft);
  const enter: Stage["enter"] = async (name, options = {}) => {
    const own = { origin: app.origin, name, ...options };
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
    await run({ app, meetingId, enter, join });
    assertQuiet(people, complaints);
  } catch (error) {
    await describe(people, app);
    throw error;
  } finally {
    await browser.close();
  }
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

async function describe(people: readonly Person[], app: AppProcess): Promise<void> {
  await Deno.mkdir(shotsDir, { recursive: true });
  for (const { name, page, complaints } of people) {
    if (page.isClosed()) continue;
    await page.screenshot({ path: `${shotsDir}/failed-${name}.png` }).catch(() => {});
    const screen = await page.locator("body").ariaSnapshot().catch(() => "(gone)");
    console.error(`--- ${name} at ${page.url()}\n${screen}\n${complaints.join("\n")}`);
  }
  console.error(`--- server\n${app.output}`);
}
