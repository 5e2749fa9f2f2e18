// One test's stage: the served app, a browser, the people in it. Takes everything down again, and
// says what was on their screens where the test fails.

import assert from "node:assert/strict";
import { type AppProcess, serveApp } from "./app_process.ts";
import {
  createMeeting,
  createPerson,
  launchBrowser,
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
  enter(name: string, options?: Partial<PersonOptions>): Promise<Person>;
  /** A person who went through the preview into the call. */
  join(name: string, options?: Partial<PersonOptions>): Promise<Person>;
}

/** Messages that belong to a fault the test itself makes. */
export interface Tolerance {
  readonly complaints?: RegExp;
}

/** Registers a test that runs on a stage of its own. */
export function stageTest(
  name: string,
  run: (stage: Stage) => Promise<void>,
  { settings = {}, draft = {}, complaints }: Tolerance & {
    settings?: Record<string, string>;
    draft?: object;
  } = {},
): void {
  Deno.test(name, async () => {
    await using app = await serveApp({ CONFLUX_STORE: "memory", ...settings });
    const browser = await launchBrowser();
    const people: Person[] = [];
    const meetingId = await createMeeting(app.origin, draft);
    const enter: Stage["enter"] = async (name, options = {}) => {
      const person = await createPerson(browser, { origin: app.origin, name, ...options });
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
      assertQuiet(people, app.origin, complaints);
    } catch (error) {
      await describe(people, app);
      throw error;
    } finally {
      await browser.close();
    }
  });
}

/** Nothing left our host (S11), and no console complained. */
function assertQuiet(people: readonly Person[], origin: string, tolerated?: RegExp): void {
  const { host } = new URL(origin);
  const foreign = people.flatMap((person) => person.requests)
    .filter((url) => !url.startsWith("data:") && !url.startsWith("blob:"))
    .filter((url) => new URL(url).host !== host);
  assert.deepEqual(foreign, [], "[S11] every request stays on our host");
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
