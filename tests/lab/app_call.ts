// A call of the app itself across NATs: the production server and coturn in "inet", people behind their
// NATs. Knows no rule; the tests do.

import type { Browser } from "playwright-core";
import { turnSecret } from "../fakes/turn_process.ts";
import { productionSettings } from "../e2e/rig/app_process.ts";
import { createMeeting, createPerson, launchBrowser, type Person } from "../e2e/rig/people.ts";
import { describe } from "../e2e/rig/stage.ts";
import { type Lab, type NatKind, serverIp, withLab } from "./nat_lab.ts";

const origin = `http://${serverIp}:8000`;
/** URLs of the lab's coturn. */
export const stun = `stun:${serverIp}:3478`;
export const relays = [
  `turn:${serverIp}:3478?transport=udp`,
  `turn:${serverIp}:3478?transport=tcp`,
];

interface MeetingOptions {
  /** Opens the preview. */
  readonly open?: (person: Person, meetingId: string) => Promise<void>;
}

/** Puts one person behind each NAT into one meeting, and takes everything down again. */
export async function withMeeting(
  nats: readonly NatKind[],
  urls: readonly string[],
  use: (people: readonly Person[], lab: Lab) => Promise<void>,
  { open = (person, id) => person.open(id) }: MeetingOptions = {},
): Promise<void> {
  await withLab({ nats }, async (lab) => {
    await lab.startTurn(turnSecret);
    const server = lab.spawnIn("inet", [Deno.execPath(), "task", "serve"], {
      ...productionSettings,
      HOST: "0.0.0.0",
      PORT: "8000",
      CONFLUX_STORE: "memory",
      COTURN_SECRET: turnSecret,
      COTURN_URLS: urls.join(","),
    });
    await lab.waitForPort(8000, server);
    const userId = crypto.randomUUID();
    const meetingId = await createMeeting(origin, { userId });
    const browsers: Browser[] = [];
    const people: Person[] = [];
    try {
      for (const client of nats.keys()) {
        const browser = await launchBrowser({
          executablePath: lab.chromium(client),
          args: [`--unsafely-treat-insecure-origin-as-secure=${origin}`],
        });
        browsers.push(browser);
        const name = `Person ${client}`;
        const person = await createPerson(browser, {
          origin,
          name,
          // The first one made the meeting.
          userId: client === 0 ? userId : undefined,
          viewport: { width: 800, height: 600 },
        });
        people.push(person);
        await open(person, meetingId);
        await person.join();
      }
      await use(people, lab);
    } catch (error) {
      await describe(people, `lab ${nats.join(" ")}`);
      console.error(`--- server\n${server.output()}`);
      throw error;
    } finally {
      for (const browser of browsers) await browser.close();
    }
  });
}
