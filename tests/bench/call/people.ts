// A browser of its own for each run, and people in it who came as far as the button that says Join: on
// the bare grid page or in ConFlux's preview. Nothing is noted here.

import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { type AppProcess, freePort, serveApp } from "../../e2e/rig/app_process.ts";
import { createMeeting } from "../../e2e/rig/people.ts";
import { sleep } from "../process.ts";
import { isReady, watchCall } from "./watch.ts";

export type Target = "bare" | "conflux";

/** As LAB.md has it, but the camera as it is: 720p where it is asked for, 20 pictures a second. */
const switches = [
  "--no-sandbox",
  "--disable-gpu",
  "--allow-loopback-in-peer-connection",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];
const waitMs = 60_000;

export interface Servers extends AsyncDisposable {
  /** Processes of both. */
  pids(): Promise<number[]>;
  /** Address of a new room, and the user id of who made it. */
  makeRoom(target: Target): Promise<Room>;
}

export interface Room {
  readonly target: Target;
  readonly url: string;
  readonly organizerId: string;
}

/** Serves ConFlux's build and the bare page. */
export async function startServers(): Promise<Servers> {
  const app: AppProcess = await serveApp({ CONFLUX_STORE: "memory" });
  const port = freePort();
  const root = new URL("./", import.meta.url).pathname;
  const bare = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-config",
      "--allow-net",
      "--allow-env=PORT",
      "--allow-read",
      `${root}grid_server.ts`,
    ],
    env: { PORT: String(port) },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const origin = `http://localhost:${port}`;
  const deadline = Date.now() + waitMs;
  for (;;) {
    const answer = await fetch(origin).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) break;
    if (Date.now() > deadline) throw new Error("the bare page is not served");
    await sleep(50);
  }
  return {
    pids: async () => [await app.pid(), bare.pid],
    async makeRoom(target) {
      const organizerId = crypto.randomUUID();
      const url = target === "bare"
        ? `${origin}/#${organizerId}`
        : `${app.origin}/j/${await createMeeting(app.origin, { userId: organizerId })}`;
      return { target, url, organizerId };
    },
    async [Symbol.asyncDispose]() {
      bare.kill("SIGKILL");
      await bare.status;
      await app[Symbol.asyncDispose]();
    },
  };
}

export interface Chromium extends AsyncDisposable {
  readonly browser: Browser;
  readonly pid: number;
}

export async function launchChromium(): Promise<Chromium> {
  const folder = await Deno.makeTempDir({ prefix: "conflux-call-bench-" });
  const executablePath = `${folder}/chromium.sh`;
  // Playwright does not tell the pid; it stays the same through exec.
  const script = `#!/bin/sh\necho $$ >${folder}/pid\nexec /usr/bin/chromium "$@"\n`;
  await Deno.writeTextFile(executablePath, script, { mode: 0o755 });
  const browser = await chromium.launch({ executablePath, args: switches, timeout: waitMs });
  const pid = Number(await Deno.readTextFile(`${folder}/pid`));
  return {
    browser,
    pid,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** Gives the browser a name and an id for ConFlux; the bare page knows neither. Runs in the page. */
function beSomebody({ userId, name }: { userId: string; name: string }): void {
  try {
    localStorage.setItem("conflux.user", userId);
    localStorage.setItem("conflux.preferences", JSON.stringify({ name }));
  } catch {
    // A page that has no storage, such as the empty one.
  }
}

/** A context of their own for one person, with a page on which nothing is open yet. */
export async function createGuest(browser: Browser, userId: string, index: number): Promise<Guest> {
  const context = await browser.newContext({
    permissions: ["camera", "microphone"],
    viewport: { width: 1280, height: 800 },
    locale: "en-US",
  });
  context.setDefaultTimeout(waitMs);
  await context.addInitScript(watchCall);
  await context.addInitScript(beSomebody, { userId, name: `Person ${index + 1}` });
  return { context, page: await context.newPage() };
}

export interface Guest {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** Opens the room and waits until one's own picture is there and Join may be pressed. */
export async function comeToDoor({ page }: Guest, { url }: Room): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(isReady, undefined, { polling: 250 });
}

/** As many people as are wanted at the door of a room; the first is the one who made it. */
export async function gather(browser: Browser, room: Room, count: number): Promise<Guest[]> {
  const guests: Guest[] = [];
  for (let index = 0; index < count; index++) {
    const userId = index === 0 ? room.organizerId : crypto.randomUUID();
    const guest = await createGuest(browser, userId, index);
    await comeToDoor(guest, room);
    guests.push(guest);
  }
  return guests;
}
