// The doctor in real Chromium against the real app and a real coturn: works, wrong secret, stopped,
// permission denied; what it copies; how it is built for everybody.
//   sh tests/lab/loopback.sh deno test -A tests/e2e/doctor_test.ts

import assert from "node:assert/strict";
import axe from "axe-core";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { applyBuild } from "../fakes/built_app.ts";
import { startServer, testConfig } from "../fakes/test_server.ts";
import { startTurnProcess, type TurnProcess, turnSecret } from "../fakes/turn_process.ts";
import { describe, shotsDir } from "./rig/stage.ts";

const otherSecret = "cXdlcnR5dWlvcGFzZGZnaGprbHp4Y3Zibm0xMjM0NTY";
const runLimitMs = 90_000;
const relays = ["relay-udp", "relay-tcp", "relay-tls"];

const certDir = await Deno.makeTempDir();
Deno.test.afterAll(() => Deno.remove(certDir, { recursive: true }));
await makeCertificate();

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--allow-loopback-in-peer-connection",
    "--use-fake-device-for-media-stream",
    // For the relay's certificate.
    "--ignore-certificate-errors",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
  ],
});
Deno.test.afterAll(() => browser.close());

async function makeCertificate(): Promise<void> {
  const options = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2
    -subj /CN=localhost -addext subjectAltName=DNS:localhost
    -keyout ${certDir}/tls.key -out ${certDir}/tls.crt`;
  const { success } = await new Deno.Command("openssl", { args: options.split(/\s+/) }).output();
  assert(success, "openssl made a certificate");
}

interface Room {
  readonly page: Page;
  readonly turn: TurnProcess;
  readonly complaints: string[];
  readonly requests: string[];
  readonly origin: string;
}

/** Registers a test at the open page of the doctor, with everything it talks to running. */
function doctorTest(
  name: string,
  run: (room: Room) => Promise<void>,
  { secret = turnSecret, ...options }: BrowserContextOptions & { secret?: string } = {},
): void {
  Deno.test(name, async () => {
    const turn = await startTurnProcess({
      COTURN_CERT: `${certDir}/tls.crt`,
      COTURN_KEY: `${certDir}/tls.key`,
      // The entry point's look for a newer certificate holds its output open for this long.
      COTURN_CERT_POLL_S: "0.2",
    });
    const urls = [
      `stun:${turn.address}`,
      `turn:${turn.address}?transport=udp`,
      `turn:${turn.address}?transport=tcp`,
      `turns:localhost:${turn.tlsPort}?transport=tcp`,
    ];
    const config = testConfig({ turn: { prefix: "coturn", secret, urls, ttlS: 600 } });
    await using server = await startServer(applyBuild, { config });
    const context = await browser.newContext({
      permissions: ["camera", "microphone", "clipboard-read", "clipboard-write"],
      viewport: { width: 1280, height: 800 },
      reducedMotion: "reduce",
      ...options,
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    try {
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(`${server.origin}/doctor`);
      await run({ page, turn, complaints, requests, origin: server.origin });
    } catch (error) {
      await describe([{ name: "doctor", page, complaints }], name);
      console.error(`--- coturn\n${turn.log.join("\n")}`);
      throw error;
    } finally {
      await context.close();
      await turn.close();
    }
  });
}

/** Runs the check to its end and returns the rows as `id: verdict reason`. */
async function examine(page: Page): Promise<Record<string, string>> {
  await page.getByRole("button", { name: /Start the check|Check again/ }).click();
  await page.locator('.doctor[data-phase="done"]').waitFor({ timeout: runLimitMs });
  const rows = await page.locator(".doctor-row").evaluateAll((all) =>
    all.map((row) => {
      const { check = "", verdict, reason } = (row as HTMLElement).dataset;
      return [check, `${verdict} ${reason}`] as const;
    })
  );
  return Object.fromEntries(rows);
}

async function shoot(page: Page, name: string): Promise<void> {
  await Deno.mkdir(shotsDir, { recursive: true });
  await page.screenshot({ path: `${shotsDir}/doctor-${name}.png`, fullPage: true });
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const results = await axe.run();
    return results.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
  });
}

doctorTest("[F14][S11] with a working relay every row passes", async (room) => {
  const { page, complaints, requests, origin } = room;
  await shoot(page, "idle-light");
  const rows = await examine(page);
  assert.deepEqual(rows, {
    "secure": "passed secure-yes",
    "microphone": "passed device-works",
    "camera": "passed device-works",
    "sound": "passed sound-heard",
    "server": "passed server-answers",
    "socket": "passed socket-answers",
    "network": "passed network-open",
    "relay-udp": "passed relay-works",
    "relay-tcp": "passed relay-works",
    "relay-tls": "passed relay-works",
  });
  await page.getByRole("status").filter({ hasText: "Everything works." }).waitFor();
  assert.deepEqual(complaints, [], "the console is quiet, also about the policy (S10)");
  assert.deepEqual(requests.filter((url) => !url.startsWith(origin)), []);
  await page.locator('[data-check="relay-udp"] summary').click();
  const detail = await page.locator('[data-check="relay-udp"] .doctor-detail').innerText();
  assert.match(detail, /TURN over UDP · connected in \d+ ms · [\d.]+ Mbit\/s · [\d.]+ % lost/);
  await shoot(page, "passed-light");
});

doctorTest("[F14][S12] the copied report has verdicts and numbers, nothing else", async (room) => {
  const { page } = room;
  const secrets: string[] = [];
  page.on("response", async (response) => {
    if (!response.url().includes("/config/")) return;
    const { token, COTURN_USERNAME, COTURN_PASSWORD } = await response.json();
    secrets.push(token, COTURN_USERNAME, COTURN_PASSWORD, response.url().split("/").at(-1) ?? "");
  });
  await examine(page);
  await page.getByRole("button", { name: "Copy report" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(report, /^ConFlux doctor report\nbrowser +Chrome \d+\n/);
  assert.match(report, /relay-tls +passed +relay-works \(connected in/);
  assert.equal(secrets.length, 4);
  for (const secret of secrets) assert(secret && !report.includes(secret));
  assert.doesNotMatch(report, /127\.0|localhost|::1|eyJ|candidate|turns?:|stun:|\d{5,}|fake/i);
}, { viewport: { width: 390, height: 844 }, colorScheme: "dark" });

doctorTest(
  "[F14] with a wrong COTURN_SECRET the relay rows say that it refuses",
  async ({ page }) => {
    const rows = await examine(page);
    for (const id of relays) assert.equal(rows[id], "failed relay-refused", id);
    assert.equal(rows.network, "passed network-open");
    const udp = page.locator('[data-check="relay-udp"]');
    await udp.getByText("The relay refuses the credentials").waitFor();
    await udp.getByText("send the report to whoever runs this server").waitFor();
    await udp.locator("summary").click();
    await udp.getByText("code 401").waitFor();
    assert.equal(await page.getByRole("status").innerText(), "3 things need attention.");
    assert.deepEqual(await violations(page), []);
    await shoot(page, "refused-dark");
  },
  { secret: otherSecret, colorScheme: "dark" },
);

doctorTest(
  "[F14] with TURN stopped it says within 20 s that it cannot be reached",
  async (room) => {
    const { page, turn } = room;
    await turn.close();
    const startedAt = Date.now();
    const rows = await examine(page);
    assert(Date.now() - startedAt < 20_000);
    for (const id of relays) assert.equal(rows[id], "failed relay-unreachable", id);
    assert.equal(rows.network, "failed network-blocked");
    assert.equal(rows.socket, "passed socket-answers");
    await page.getByText("The relay cannot be reached this way.").first().waitFor();
    assert.deepEqual(await violations(page), []);
    await shoot(page, "stopped-phone-light");
  },
  { viewport: { width: 390, height: 844 } },
);

doctorTest(
  "[F14] a refused permission is named, the relays are checked all the same",
  async (room) => {
    const { page } = room;
    const rows = await examine(page);
    assert.equal(rows.microphone, "failed device-denied");
    assert.equal(rows.camera, "failed device-denied");
    assert.equal(rows.sound, "not-applicable needs-microphone");
    assert.equal(rows["relay-udp"], "passed relay-works");
    await page.locator('[data-check="microphone"]').getByText("icon left of the address").waitFor();
    await shoot(page, "denied-phone-dark");
  },
  { permissions: [], viewport: { width: 390, height: 844 }, colorScheme: "dark" },
);

doctorTest(
  "[F14][F17] 320 px wide, by keyboard alone, and nothing for axe to say",
  async (room) => {
    const { page } = room;
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Please say a few words" }).waitFor();
    await shoot(page, "running-320");
    await page.locator('.doctor[data-phase="done"]').waitFor({ timeout: runLimitMs });
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    assert.match(await focused() ?? "", /Check again/, "the focus stays where it was");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    assert.equal(await page.locator("details[open] .doctor-detail").count(), 1);
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.deepEqual(widths, [320, 320]);
    const small = await page.locator("button, summary").evaluateAll((all) =>
      all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent)
    );
    assert.deepEqual(small, []);
    assert.deepEqual(await violations(page), []);
  },
  { viewport: { width: 320, height: 640 } },
);
