// What an operator sets and sees, with real browsers: people come in by the operator's own sign-in, and calls
// are counted when they end.

import assert from "node:assert/strict";
import { SignJWT } from "jose";
import { serveApp } from "./rig/app_process.ts";
import { createPerson, eventually, launchBrowser, seesAndHears } from "./rig/people.ts";
import { assertStays, openHouse } from "./rig/stage.ts";

const { stageTest } = await openHouse();
const metricsToken = "m0nit0r-kX9vQ2mN7pR4tW8yB3dF6hJ1";
const entryKey = "a-shared-key-of-the-operators-login-01";

async function counted(origin: string): Promise<ReadonlyMap<string, number>> {
  const headers = { authorization: `Bearer ${metricsToken}` };
  const text = await (await fetch(`${origin}/metrics`, { headers })).text();
  const lines = text.split("\n").filter((line) => line.startsWith("conflux_link"));
  return new Map(lines.map((line) => [
    line.slice("conflux_".length, line.lastIndexOf(" ")),
    Number(line.slice(line.lastIndexOf(" "))),
  ]));
}

stageTest(
  "[O7] who leaves, and who closes the tab, report how their connections ran",
  async ({ app, join }) => {
    const [ana, ben, cleo] = [await join("Ana"), await join("Ben"), await join("Cleo")];
    for (const one of [ana, ben, cleo]) await seesAndHears(one, 2);
    // What is measured every two seconds has been.
    await ana.page.waitForTimeout(4_500);
    await ben.page.getByRole("button", { name: "Leave" }).click();
    await ben.page.waitForURL(/\/exit/);
    await cleo.page.goto("about:blank");
    const links = await eventually("four reported links", async () => {
      const found = await counted(app.origin);
      return found.get('links_total{path="direct"}') === 4 ? found : null;
    });
    assert.equal(links.get('links_total{path="relay"}'), undefined);
    assert.equal(links.get("link_first_frame_seconds_count"), 4);
    assert.equal(links.get("link_longest_freeze_seconds_count"), 4);
  },
  { settings: { CONFLUX_METRICS_TOKEN: metricsToken } },
);

/** The operator's sign-in: whoever comes is signed in, and sent back with a token. */
function serveLogin(): { url: string; returns: string[]; close(): Promise<void> } {
  const returns: string[] = [];
  const options = { port: 0, hostname: "127.0.0.1", onListen() {} };
  const server = Deno.serve(options, async (req) => {
    const back = new URL(req.url).searchParams.get("return") ?? "";
    returns.push(back);
    const key = new TextEncoder().encode(entryKey);
    const token = await new SignJWT({}).setProtectedHeader({ alg: "HS256" })
      .setExpirationTime("5 min").sign(key);
    return new Response(null, { status: 302, headers: { location: `${back}#entry=${token}` } });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/login`,
    returns,
    close: () => server.shutdown(),
  };
}

Deno.test("[O4] a guest signs in on the operator's page, and comes back to a preview that lets them join", async () => {
  const login = serveLogin();
  const browser = await launchBrowser();
  try {
    await using app = await serveApp({
      CONFLUX_STORE: "memory",
      CONFLUX_ENTRY: "token",
      CONFLUX_ENTRY_FOR: "join",
      CONFLUX_ENTRY_KEY: entryKey,
      CONFLUX_ENTRY_LOGIN: login.url,
    });
    const olga = await createPerson(browser, { origin: app.origin, name: "Olga" });
    await olga.page.goto(app.origin);
    await olga.page.getByLabel("Your name").fill("Olga");
    await olga.page.getByRole("button", { name: "Start a meeting" }).click();
    await olga.page.getByText("for people who have signed in").waitFor();
    await olga.page.getByRole("link", { name: "Sign in" }).click();
    // Back on the landing page, and the token is not in the address.
    await olga.page.waitForURL(`${app.origin}/`);
    await olga.page.getByRole("button", { name: "Start a meeting" }).click();
    await olga.page.waitForURL(/\/j\/[1-9][0-9]{8}$/);
    const link = olga.page.url();
    await olga.join();

    const ben = await createPerson(browser, { origin: app.origin, name: "Ben" });
    await ben.page.goto(`${link}#link=${"k".repeat(22)}`);
    await ben.page.getByText("for people who have signed in").waitFor();
    assert.equal(await ben.page.getByText("Olga").count(), 0, "a stranger is told of nobody");
    await ben.page.getByRole("link", { name: "Sign in" }).click();
    await ben.page.waitForURL(link);
    assert.deepEqual(login.returns, [`${app.origin}/`, link], "no key of a link goes there");
    await ben.page.getByText("Olga is here").waitFor();
    await ben.page.getByLabel("Your name").fill("Ben");
    await ben.join();
    for (const one of [olga, ben]) await seesAndHears(one, 1);
    await ben.page.reload();
    await seesAndHears(ben, 1);
    for (const { requests } of [olga, ben]) {
      assertStays(requests.filter((url) => !url.startsWith(login.url)), app.origin);
    }
  } finally {
    await browser.close();
    await login.close();
  }
});
