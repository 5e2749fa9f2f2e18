// Somebody with Firefox, Debian's own: driven over WebDriver BiDi by Puppeteer, as Playwright needs a
// Firefox of its own make. Fake devices; what is seen and heard is read as in people.ts.

import puppeteer, { type Browser, type BrowserContext, type Page } from "puppeteer-core";
import { type Person, readReceived, watchConnections } from "./people.ts";

/** What the rig needs to know of a person in a Firefox. */
export interface FirefoxPerson
  extends
    Pick<Person, "name" | "requests" | "complaints" | "open" | "join" | "received" | "close"> {
  readonly page: Page;
}

/** Launches Firefox with a profile that is thrown away. */
export function launchFirefox(
  preferences: Readonly<Record<string, unknown>> = {},
): Promise<Browser> {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: "/usr/bin/firefox-esr",
    defaultViewport: { width: 1280, height: 800 },
    extraPrefsFirefox: {
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
      // The namespace has nothing but loopback, and no mDNS.
      "media.peerconnection.ice.loopback": true,
      "media.peerconnection.ice.obfuscate_host_addresses": false,
      // A call is joined by a click, but nobody clicks for the others' sound.
      "media.autoplay.default": 0,
      // Firefox calls home; there is nobody (S11 is about our pages).
      "network.dns.disabled": true,
      "network.captive-portal-service.enabled": false,
      ...preferences,
    },
  });
}

/** Opens a tab for one person, whose cookies and memory are those of `profile`. */
export async function createFirefoxPerson(
  profile: BrowserContext,
  { origin, name }: { origin: string; name: string },
): Promise<FirefoxPerson> {
  const page = await profile.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.evaluateOnNewDocument(watchConnections);
  return {
    name,
    page,
    requests,
    complaints,
    async open(meetingId) {
      await page.goto(`${origin}/j/${meetingId}`);
      await page.locator('::-p-aria([name="Your name"][role="textbox"])').fill(name);
    },
    async join() {
      await page.locator('::-p-aria([name="Join"][role="button"])').click();
      await page.locator(".controls").wait();
    },
    received: () => page.evaluate(readReceived),
    close: () => page.close(),
  };
}
