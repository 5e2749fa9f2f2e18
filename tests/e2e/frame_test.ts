// ConFlux in a frame of somebody else's page: what that page does not hand on is named, and what it hands
// on works.

import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { buildApp, serveApp } from "./rig/app_process.ts";
import { launchFirefox } from "./rig/firefox.ts";
import { createMeeting, createPerson, launchBrowser } from "./rig/people.ts";

/** A page with a frame; `allow` is said in its query. */
const site = Deno.serve({ port: 0, hostname: "localhost", onListen() {} }, (request) => {
  const { searchParams } = new URL(request.url);
  const html = `<!doctype html><title>A portal</title><iframe src="${searchParams.get("src")}" ` +
    `allow="${searchParams.get("allow") ?? ""}" width="1000" height="760"></iframe>`;
  return new Response(html, { headers: { "content-type": "text/html" } });
});
const portal = `http://localhost:${site.addr.port}`;
await buildApp();
const [app, chromium, firefox] = await Promise.all([
  serveApp({ CONFLUX_STORE: "memory", CONFLUX_FRAME_ANCESTORS: portal }),
  launchBrowser(),
  launchFirefox(),
]);
Deno.test.afterAll(async () => {
  await Promise.all([chromium.close(), firefox.close()]);
  await app[Symbol.asyncDispose]();
  await site.shutdown();
});
const meetingId = await createMeeting(app.origin);

const framed = (allow: string) =>
  `${portal}/?${new URLSearchParams({ src: `${app.origin}/j/${meetingId}`, allow })}`;

async function failures(help: Locator): Promise<(string | null)[]> {
  await help.first().waitFor();
  return await Promise.all((await help.all()).map((one) => one.getAttribute("data-failure")));
}

Deno.test("[F2] Chromium in a frame without allow: the page around is named, with a way out", async () => {
  const ana = await createPerson(chromium, { origin: app.origin, name: "Ana" });
  await ana.page.goto(framed(""));
  const frame = ana.page.frameLocator("iframe");
  assert.deepEqual(await failures(frame.locator(".help")), ["blocked-by-frame"]);
  const opened = ana.page.waitForEvent("popup");
  await frame.getByRole("link", { name: "Open in its own tab" }).click();
  const tab = await opened;
  assert.equal(tab.url(), `${app.origin}/j/${meetingId}`);
  await tab.getByRole("region", { name: "Your camera picture" }).or(tab.locator("video")).first()
    .waitFor();
  assert.equal(await tab.locator(".help").count(), 0);
  await ana.close();
});

Deno.test("[F2] Chromium in a frame that hands on the camera alone", async () => {
  const ana = await createPerson(chromium, { origin: app.origin, name: "Ana" });
  await ana.page.goto(framed("camera"));
  const frame = ana.page.frameLocator("iframe");
  assert.deepEqual(await failures(frame.locator(".help")), ["blocked-by-frame"]);
  await frame.getByText("blocks your microphone").waitFor();
  await frame.locator("video").first().waitFor();
  await ana.close();
});

Deno.test("[F2] Firefox in a frame with and without allow", async () => {
  const page = await firefox.newPage();
  await page.goto(framed(""));
  const look = async () => {
    const frame = await (await page.waitForSelector("iframe"))?.contentFrame();
    assert.ok(frame);
    return frame;
  };
  await (await look()).waitForSelector(".help[data-failure=blocked-by-frame]");
  await page.goto(framed("camera; microphone; display-capture"));
  const frame = await look();
  await frame.waitForSelector("video");
  assert.equal(await frame.$(".help"), null);
  await page.close();
});
