// Islands: what of them is on the page, and how they come to life in a real browser under the policy.

import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import { type Browser, chromium, type Page } from "playwright-core";
import { ask, read, site } from "./site.ts";

/** Runs `play` with a page of the site, which may complain of nothing. */
async function inBrowser(play: (page: Page, origin: string) => Promise<void>): Promise<void> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, site);
  let browser: Browser | null = null;
  try {
    browser = await chromium.launch({
      executablePath: Deno.env.get("CHROMIUM_PATH") ?? "/usr/bin/chromium",
      args: ["--no-sandbox"],
    });
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await play(page, `http://127.0.0.1:${server.addr.port}`);
    deepEqual(complaints, []);
  } finally {
    await browser?.close();
    await server.shutdown();
  }
}

Deno.test("islands are rendered on the server, where a layout's context reaches them", async () => {
  const html = (await read(ask("/live?text=hi")))[1];
  match(html, /<button type="button" id="[^"]+">hi: 2<\/button>/);
  match(html, /<small>on the server, the layout's<\/small>/);
  match(html, /inside off.*between.*alone off/s);
});

Deno.test("the runtime and the islands of a page are asked for ahead, but not what they import", async () => {
  const answer = await ask("/live");
  const html = await answer.text();
  const link = answer.headers.get("link") ?? "";
  const urls = [...link.matchAll(/<([^>]+)>; rel="modulepreload"; as="script"/g)].map((one) =>
    one[1]
  );
  equal(urls.length, 3);
  for (const url of urls) {
    match(url ?? "", /^\/_fresh\/js\/[0-9a-f]{40}\/(fresh-runtime|Counter|parts)\.js$/);
    ok(html.includes(`"${url}"`), "it is imported by the page's script");
    equal((await read(ask(url ?? "")))[0], 200);
  }
  const code = (await read(ask(urls.find((url) => url?.endsWith("Counter.js")) ?? "")))[1];
  const imported = /from"\.\/(chunk-\w+\.js)"/.exec(code)?.[1];
  ok(imported !== undefined && !html.includes(imported) && !link.includes(imported));
});

Deno.test("no string in props can end the script or start a comment", async () => {
  const nasty = `</script><script>alert(1)</script><!--<!DOCTYPE]]>\u2028\u2029"'\\`;
  const html = (await read(ask(`/live?text=${encodeURIComponent(nasty)}`)))[1];
  equal(html.match(/<\/script/g)?.length, 1);
  await inBrowser(async (page, origin) => {
    await page.goto(`${origin}/live?text=${encodeURIComponent(nasty)}`);
    await page.getByText("in a browser").waitFor();
    equal(await page.locator("#live button").first().textContent(), `${nasty}: 2`);
  });
});

Deno.test("islands live in place: they keep the server's nodes, and load on demand what they import", async () => {
  await inBrowser(async (page, origin) => {
    await page.addInitScript(() => {
      document.addEventListener("readystatechange", () => {
        if (document.readyState !== "interactive") return;
        Object.assign(globalThis, { before: [...document.querySelectorAll("#live *")] });
      });
    });
    await page.goto(`${origin}/live?inline`);
    // What is around them on the server is not there in the browser.
    await page.getByText("in a browser, nobody's").waitFor();
    await page.locator("#live button").first().click();
    await page.getByText("loaded later").waitFor();
    equal(await page.locator("#live button").first().textContent(), "plain: 3");
    match(
      await page.locator("#live img").getAttribute("src") ?? "",
      /^\/sub\/icon\.svg\?__frsh_c=/,
    );
    // Without being asked, images get the key of the build in the browser as well.
    await page.getByRole("button", { name: "inside off" }).click();
    const src = await page.locator("#live b img").getAttribute("src");
    match(src ?? "", /^\/sub\/icon\.svg\?size=2&__frsh_c=/);
    await page.getByText("inside is on").waitFor();
    await page.getByRole("button", { name: "alone off" }).click();
    await page.getByText("alone is on").waitFor();
    const order = await page.locator("#live > *").evaluateAll((nodes) =>
      nodes.map(({ tagName }) => tagName).join(" ")
    );
    equal(order, "BUTTON INPUT OUTPUT SMALL BUTTON B IMG P BUTTON B");
    ok(
      await page.evaluate(() =>
        (globalThis as unknown as { before: Element[] }).before.every((node) => node.isConnected)
      ),
    );
    equal(await page.evaluate(() => (globalThis as { inline?: boolean }).inline), true);
  });
});

Deno.test("they are rendered, not hydrated: what was typed before is overwritten", async () => {
  await inBrowser(async (page, origin) => {
    const gate = Promise.withResolvers<void>();
    await page.route(/fresh-runtime/, async (route) => {
      await gate.promise;
      await route.continue();
    });
    await page.goto(`${origin}/live`, { waitUntil: "commit" });
    const field = page.locator("input");
    await field.fill("early");
    await field.evaluate((node) => Object.assign(node, { isTheServers: true }));
    gate.resolve();
    await page.getByText("in a browser").waitFor();
    equal(await field.inputValue(), "");
    ok(await field.evaluate((node) => (node as { isTheServers?: boolean }).isTheServers));
    await field.fill("late");
    await page.locator("#live button").first().click();
    await page.getByText("plain: 3").waitFor();
    equal(await field.inputValue(), "late");
  });
});

Deno.test("what a package says of its side effects is not heeded: all of its index is loaded", async () => {
  await inBrowser(async (page, origin) => {
    await page.goto(`${origin}/live`);
    await page.getByText("in a browser").waitFor();
    equal(await page.evaluate(() => (globalThis as { isLoud?: boolean }).isLoud), true);
  });
});

Deno.test("ids begin anew in each island: two of them may give out the same", async () => {
  const ids = (html: string) => [...html.matchAll(/<button type="button" id="([^"]+)"/g)];
  const [first, , last] = ids((await read(ask("/live")))[1]).map(([, id]) => id);
  notEqual(first, last);
  await inBrowser(async (page, origin) => {
    await page.goto(`${origin}/live`);
    await page.getByText("in a browser").waitFor();
    const alone = page.getByRole("button", { name: "alone" });
    equal(await alone.getAttribute("id"), await page.locator("output").getAttribute("for"));
  });
});
