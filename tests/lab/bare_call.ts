// Two real Chromiums behind two NATs of the lab, with the bare page in each: a call to look at.

import { type Browser, chromium, type Page } from "playwright-core";
import type { IceServer } from "../../lib/shared/protocol/mod.ts";
import { type Lab, serverIp } from "./nat_lab.ts";

/** What one end of the call sees. */
export interface Look {
  readonly state: string;
  /** Video frames decoded so far. */
  readonly frames: number;
  /** Candidate types of the selected pair. */
  readonly local: string | null;
  readonly remote: string | null;
  readonly relayProtocol: string | null;
  /** How many relay candidates this end has: one allocation each. */
  readonly relays: number;
}

export interface BareCall {
  look(client: number): Promise<Look>;
  /** Looks until it fits; the error after `deadlineMs` shows the last look. */
  until(client: number, fits: (look: Look) => boolean, deadlineMs?: number): Promise<Look>;
  close(): Promise<void>;
}

const origin = `http://${serverIp}:8000`;
const chromiumArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  `--unsafely-treat-insecure-origin-as-secure=${origin}`,
  `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${serverIp}`,
];

/** Serves the page, opens it behind NAT 0 and NAT 1, and lets the first call the second. */
export async function startBareCall(lab: Lab, iceServers: IceServer[]): Promise<BareCall> {
  const server = new URL("./bare_server.ts", import.meta.url).pathname;
  const run = [
    Deno.execPath(),
    "run",
    "--no-config",
    "--allow-net",
    "--allow-env=HOST,PORT",
    server,
  ];
  const web = lab.spawnIn("inet", run, { HOST: serverIp, PORT: "8000" });
  await lab.waitForPort(8000, web);
  const browsers: Browser[] = [];
  const close = async () => {
    for (const browser of browsers) await browser.close();
    await web.close();
  };
  try {
    browsers.push(...await Promise.all([launch(lab, 0), launch(lab, 1)]));
    const pages = await Promise.all(browsers.map((browser) => browser.newPage()));
    const [caller, callee] = pages as [Page, Page];
    await introduce(caller, callee);
    await introduce(callee, caller);
    await Promise.all(pages.map((page) => page.goto(origin)));
    const start = (page: Page, isCaller: boolean) =>
      page.evaluate(`start(${JSON.stringify({ iceServers })}, ${isCaller})`);
    await start(callee, false);
    await start(caller, true);
    const look = (client: number) => (pages[client] as Page).evaluate<Look>("look()");
    return { look, until: (client, fits, ms) => until(() => look(client), fits, ms), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function launch(lab: Lab, client: number): Promise<Browser> {
  return chromium.launch({ executablePath: lab.chromium(client), args: chromiumArgs });
}

async function introduce(page: Page, peer: Page): Promise<void> {
  await page.exposeFunction("toPeer", async (message: unknown) => {
    await peer.evaluate(`fromPeer(${JSON.stringify(message)})`);
  });
}

async function until(
  look: () => Promise<Look>,
  fits: (look: Look) => boolean,
  deadlineMs = 60_000,
): Promise<Look> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const seen = await look();
    if (fits(seen)) return seen;
    if (Date.now() > deadline) {
      throw new Error(`Not seen in ${deadlineMs} ms: ${JSON.stringify(seen)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
