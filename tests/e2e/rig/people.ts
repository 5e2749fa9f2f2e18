// People with browsers: real Chromium, fake devices, one context each. Looks at what a person would
// notice (frames that advance, sound that has energy) through the page's own peer connections.

import {
  type Browser,
  type BrowserContext,
  chromium,
  type Locator,
  type Page,
} from "playwright-core";

export interface LaunchOptions {
  readonly executablePath?: string;
  readonly args?: readonly string[];
  readonly env?: Record<string, string>;
}

/** How long to wait for what has to come, on the slowest machine; where all is well it costs nothing. */
const waitMs = 60_000;

const executablePath = "/usr/bin/chromium";
const switches = [
  "--no-sandbox",
  "--disable-gpu",
  "--allow-loopback-in-peer-connection",
  // Easy on a machine which has to be four people's: five pictures a second, not twenty.
  "--use-fake-device-for-media-stream=fps=5",
  "--use-fake-ui-for-media-stream",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE 203.0.113.1",
];

/** Launches Chromium as LAB.md has it: fake devices, loopback candidates, no look-ups. */
export function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: options.executablePath ?? executablePath,
    args: [...switches, ...(options.args ?? [])],
    ...(options.env ? { env: options.env } : {}),
  });
}

/**
 * Chromium with its own setting for websites on "block all cookies", or on "block third-party cookies";
 * the folder is its profile's.
 */
export async function launchWithoutCookies(
  folder: string,
  { onlyOfOthers = false }: { onlyOfOthers?: boolean } = {},
): Promise<BrowserContext> {
  const profile = onlyOfOthers
    ? { block_third_party_cookies: true, cookie_controls_mode: 1 }
    : { default_content_setting_values: { cookies: 2 } };
  const block = { profile };
  await Deno.mkdir(`${folder}/Default`, { recursive: true });
  await Deno.writeTextFile(`${folder}/Default/Preferences`, JSON.stringify(block));
  return await chromium.launchPersistentContext(folder, {
    executablePath,
    args: switches,
    permissions: ["microphone", "camera"],
  });
}

/** What one page receives from one other person, summed over its inbound streams. */
export interface Received {
  readonly frames: number;
  readonly audioEnergy: number;
  readonly state: string;
  readonly local: string;
  readonly remote: string;
  readonly protocol: string;
}

export interface Person {
  readonly name: string;
  /** Where the page comes from, and all that it asks for. */
  readonly origin: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** Every URL the page asked for, sockets included. */
  readonly requests: string[];
  /** What the console said as error or warning, and what threw. */
  readonly complaints: string[];
  /** Opens the meeting's link and waits for the preview. */
  open(meetingId: string): Promise<void>;
  /** From the preview into the call. */
  join(): Promise<void>;
  /** One entry per live peer connection. */
  received(): Promise<Received[]>;
  close(): Promise<void>;
}

export interface PersonOptions {
  readonly origin: string;
  readonly name: string;
  readonly permissions?: readonly string[];
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: "light" | "dark";
  readonly timeZone?: string;
  readonly locale?: string;
  /** Who the browser is to the server; somebody new where it is not said. */
  readonly userId?: string | undefined;
}

/** Keeps the page's peer connections where tests can look at them. Runs in the page. */
export function watchConnections(): void {
  const Original = globalThis.RTCPeerConnection;
  const connections: RTCPeerConnection[] = [];
  class Watched extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  }
  Object.assign(globalThis, { RTCPeerConnection: Watched, testConnections: connections });
}

/** Gives a browser that has none yet its user id. Runs in the page. */
function beUser(userId: string): void {
  try {
    if (!localStorage.getItem("conflux.user")) localStorage.setItem("conflux.user", userId);
  } catch {
    // A page that has no storage, such as the empty one.
  }
}

/** Reads the statistics of every live connection. Runs in the page. */
export async function readReceived(): Promise<Received[]> {
  const { testConnections } = globalThis as unknown as { testConnections: RTCPeerConnection[] };
  const live = testConnections.filter((one) => one.connectionState !== "closed");
  const received = await Promise.all(live.map(async (connection): Promise<Received | null> => {
    let frames = 0;
    let audioEnergy = 0;
    let pairId = "";
    const entries = new Map<string, Record<string, unknown>>();
    // Firefox never answers for a connection that is closed meanwhile.
    const late = new Promise<null>((resolve) => setTimeout(resolve, 5_000, null));
    const stats = await Promise.race([connection.getStats(), late]);
    if (!stats && connection.connectionState === "closed") return null;
    stats?.forEach((entry) => {
      entries.set(entry.id, entry);
      if (entry.type === "transport") pairId = entry.selectedCandidatePairId ?? "";
      if (entry.type !== "inbound-rtp") return;
      if (entry.kind === "video") frames += entry.framesDecoded ?? 0;
      else audioEnergy += entry.totalAudioEnergy ?? 0;
    });
    const pair = entries.get(pairId);
    const local = entries.get(String(pair?.localCandidateId));
    const remote = entries.get(String(pair?.remoteCandidateId));
    return {
      frames,
      audioEnergy,
      state: connection.connectionState,
      local: String(local?.candidateType ?? ""),
      remote: String(remote?.candidateType ?? ""),
      protocol: String(local?.relayProtocol ?? local?.protocol ?? ""),
    };
  }));
  return received.filter((one) => one !== null);
}

/** Opens a browser context for one person. */
export async function createPerson(browser: Browser, options: PersonOptions): Promise<Person> {
  const { origin, name, permissions = ["camera", "microphone"] } = options;
  const context = await browser.newContext({
    permissions: [...permissions],
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.colorScheme ?? "light",
    reducedMotion: "reduce",
    locale: options.locale ?? "en-US",
    ...(options.timeZone ? { timezoneId: options.timeZone } : {}),
  });
  context.setDefaultTimeout(waitMs);
  const page = await context.newPage();
  await page.addInitScript(watchConnections);
  if (options.userId) await page.addInitScript(beUser, options.userId);
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("websocket", (socket) => requests.push(socket.url()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return {
    name,
    origin,
    page,
    context,
    requests,
    complaints,
    async open(meetingId) {
      await page.goto(`${origin}/j/${meetingId}`);
      await page.getByLabel("Your name").fill(name);
    },
    async join() {
      await page.getByRole("button", { name: /^(Join|Ask to join)$/ }).click();
      await page.getByRole("region", { name: "Call controls" }).waitFor();
    },
    received: () => page.evaluate(readReceived),
    close: () => closeContext(context),
  };
}

/** Waits no longer than this. */
export async function within<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`did not end within ${timeoutMs} ms`);
    timer = setTimeout(() => reject(error), timeoutMs);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * Closes somebody's windows. Chromium forgets to close a page that goes elsewhere in that moment, and
 * then never ends (8 of 49 runs that end with a removal): the page is told once more.
 */
export async function closeContext(context: BrowserContext): Promise<void> {
  const closing = context.close();
  try {
    await within(closing, 5_000);
  } catch (error) {
    const browser = context.browser();
    if (browser?.browserType() !== chromium) throw error;
    const session = await browser.newBrowserCDPSession();
    const { targetInfos } = await session.send("Target.getTargets");
    for (const { type, targetId } of targetInfos) {
      if (type === "page") await session.send("Target.closeTarget", { targetId });
    }
    await session.detach();
    await within(closing, 30_000);
  }
}

/** A button of the bar under the stage. */
export function control({ page }: Pick<Person, "page">, name: string | RegExp): Locator {
  return page.getByRole("region", { name: "Call controls" }).getByRole("button", { name });
}

/** Asks again until `look` gives something truthy; fails after `timeoutMs` naming what was awaited. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  timeoutMs = waitMs,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`still not so after ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits until this person gets moving pictures (and sound) from `others` people. */
export async function seesAndHears(
  person: Pick<Person, "name" | "received">,
  others: number,
  { sound = true, timeoutMs = waitMs }: { sound?: boolean; timeoutMs?: number } = {},
): Promise<void> {
  let before: Received[] = [];
  await eventually(`${person.name} sees and hears ${others}`, async () => {
    const now = (await person.received()).filter((one) => one.state === "connected");
    const isMoving = now.length === others && before.length === others &&
      now.every((one, n) => {
        const last = before[n];
        return last && one.frames > last.frames && (!sound || one.audioEnergy > last.audioEnergy);
      });
    before = now;
    return isMoving;
  }, timeoutMs);
}

/** Waits until this number stands still: for a second, in which five pictures would come. */
export async function standsStill(what: string, read: () => Promise<number>): Promise<void> {
  let last = await read();
  let since = Date.now();
  await eventually(what, async () => {
    const now = await read();
    if (now !== last) [last, since] = [now, Date.now()];
    return Date.now() - since > 1_000;
  });
}

/** Creates a meeting over REST as this user, or as a stranger, and gives back its number. */
export async function createMeeting(
  origin: string,
  { userId = crypto.randomUUID(), ...draft }: { userId?: string; [field: string]: unknown } = {},
): Promise<string> {
  const config = await fetch(`${origin}/config/${userId}`);
  const { token } = await config.json();
  const response = await fetch(`${origin}/meeting`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ title: "Weekly", organizer_name: "Olga", ...draft }),
  });
  const { data } = await response.json();
  return data.id;
}

/** Makes of the page what it is in a tab behind another one, or brings it back. */
export function setHidden({ page }: Pick<Person, "page">, isHidden: boolean): Promise<void> {
  return page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden ? "hidden" : "visible");
}
