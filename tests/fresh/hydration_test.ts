// Islands in a real browser, under a policy that allows no inline script or style: they come to life
// in place, keep the server's nodes, and load their chunks.

import { deepEqual, equal } from "node:assert/strict";
import { chromium } from "playwright-core";
import { site } from "./site.ts";

Deno.test("islands hydrate in place, without errors or violations of the policy", async () => {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, site);
  const browser = await chromium.launch({
    executablePath: Deno.env.get("CHROMIUM_PATH") ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.addInitScript(() => {
      // Remembers the server's nodes before any module runs.
      document.addEventListener("readystatechange", () => {
        if (document.readyState !== "interactive") return;
        Object.assign(globalThis, { before: [...document.querySelectorAll("#live *")] });
      });
    });
    const text = `</script>"'<!--\u2028`;
    const origin = `http://127.0.0.1:${server.addr.port}`;
    await page.goto(`${origin}/live?inline&text=${encodeURIComponent(text)}`);

    const counter = page.locator("#live > button").first();
    equal(await counter.textContent(), `${text}: 2`);
    await page.waitForFunction(() => {
      document.querySelector<HTMLElement>("#live > button")?.click();
      return document.querySelector("output")?.textContent?.includes("loaded later");
    });
    equal(Number((await counter.textContent())?.split(": ")[1]) > 2, true);
    const image = await page.locator("#live img").getAttribute("src");
    equal(image?.startsWith("/sub/icon.svg?__frsh_c="), true);

    for (const name of ["alone", "in a slot", "nested"]) {
      await page.getByRole("button", { name: `${name} off` }).click();
      await page.getByRole("button", { name: `${name} on` }).waitFor();
    }
    // What an island adds at its end stays before its end marker, and its ids are the server's.
    const added = page.locator("#live > i");
    const last = page.locator("#live > b");
    equal(await last.evaluate((node) => node.nextSibling?.nodeValue), "/frsh");
    equal(await added.getAttribute("data-for"), "P1-0");
    const order = await page.evaluate(() =>
      [...document.querySelector("#live")?.children ?? []].map((node) => node.tagName)
    );
    deepEqual(order, ["BUTTON", "OUTPUT", "IMG", "P", "BUTTON", "I", "B", "FIELDSET"]);
    const keptAll = await page.evaluate(() =>
      (globalThis as unknown as { before: Element[] }).before.every((node) => node.isConnected)
    );
    equal(keptAll, true);
    equal(await page.evaluate(() => (globalThis as { inline?: boolean }).inline), true);
    deepEqual(complaints, []);
  } finally {
    await browser.close();
    await server.shutdown();
  }
});
