// What the doctor says behind real NATs: it names a symmetric one with one STUN server only, as the relay
// is its second witness, and says within 20 s what is missing where there is no relay.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { turnSecret } from "../fakes/turn_process.ts";
import { type NatKind, serverIp, withLab } from "./nat_lab.ts";

const natIp = "203.0.113.11";
const port = 8000;
const origin = `http://${serverIp}:${port}`;
const stunUrl = `stun:${serverIp}:3478`;
const turnUrls = [
  stunUrl,
  `turn:${serverIp}:3478?transport=udp`,
  `turn:${serverIp}:3478?transport=tcp`,
];

/** The rows behind a NAT of this kind, as `id: verdict reason`, and how long they took. */
async function examine(nat: NatKind, urls: readonly string[]) {
  let rows: Record<string, string> = {};
  let tookMs = 0;
  await withLab({ nats: [nat] }, async (lab) => {
    // The relay's second look at us needs leave to send to us, and the lab lives in a range that S14
    // denies: naming the NAT as the relay's other address lets it through.
    await lab.startTurn(turnSecret, {
      COTURN_EXTERNAL_IP: `${serverIp} ${natIp}`,
      COTURN_RELAY_IP: serverIp,
    });
    const script = new URL("./doctor_lab_server.ts", import.meta.url).pathname;
    const app = lab.spawnIn("inet", [Deno.execPath(), "run", "-A", script], {
      HOST: serverIp,
      PORT: String(port),
      COTURN_SECRET: turnSecret,
      COTURN_URLS: urls.join(","),
    });
    await lab.waitForPort(port, app);
    const browser = await chromium.launch({
      executablePath: lab.chromium(0),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--use-fake-device-for-media-stream",
        `--unsafely-treat-insecure-origin-as-secure=${origin}`,
      ],
    });
    try {
      const context = await browser.newContext({ permissions: ["camera", "microphone"] });
      const page = await context.newPage();
      await page.goto(`${origin}/doctor`);
      await page.getByRole("button", { name: "Start the check" }).click();
      const startedAt = Date.now();
      await page.locator('.doctor[data-phase="done"]').waitFor({ timeout: 60_000 });
      tookMs = Date.now() - startedAt;
      rows = Object.fromEntries(
        await page.locator(".doctor-row").evaluateAll((all) =>
          all.map((row) => {
            const { check = "", verdict, reason } = (row as HTMLElement).dataset;
            return [check, `${verdict} ${reason}`] as const;
          })
        ),
      );
    } finally {
      await browser.close();
    }
  });
  return { rows, tookMs };
}

Deno.test("[F14] behind a symmetric NAT the doctor says so, and that the relay works", async () => {
  const { rows } = await examine("symmetric", turnUrls);
  assert.equal(rows.network, "passed network-strict");
  assert.equal(rows["relay-udp"], "passed relay-works");
  assert.equal(rows["relay-tcp"], "passed relay-works");
  assert.equal(rows["relay-tls"], "not-applicable not-configured");
});

Deno.test("[F14] behind a cone NAT the doctor calls the network friendly", async () => {
  const { rows } = await examine("cone", turnUrls);
  assert.equal(rows.network, "passed network-friendly");
});

Deno.test("[F14] with UDP blocked only the way over TCP passes, within 20 s", async () => {
  const { rows, tookMs } = await examine("udp-blocked", turnUrls);
  assert.equal(rows.network, "failed network-blocked");
  assert.equal(rows["relay-udp"], "failed relay-unreachable");
  assert.equal(rows["relay-tcp"], "passed relay-works");
  assert(tookMs < 20_000, `${tookMs} ms`);
});

Deno.test("[F14] without a relay the doctor says what is known of the network", async () => {
  const { rows } = await examine("symmetric", [stunUrl]);
  assert.equal(rows.network, "passed network-unknown");
  assert.equal(rows["relay-udp"], "not-applicable not-configured");
});
