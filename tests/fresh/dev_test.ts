// Development: a change restarts the server, and an open page reloads by itself.

import { equal, ok } from "node:assert/strict";
import { chromium } from "playwright-core";
import { siteRoot } from "./site.ts";

function freePort(): number {
  using listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  return listener.addr.port;
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).body?.cancel();
    return true;
  } catch {
    return false;
  }
}

Deno.test("a changed file restarts the server, and an open page reloads", async () => {
  const staticDir = await Deno.makeTempDir();
  await Deno.writeTextFile(`${staticDir}/styles.css`, "main { color: rgb(1, 2, 3); }");
  const port = freePort();
  const origin = `http://127.0.0.1:${port}`;
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-clear-screen", `--watch=${staticDir}`, `${siteRoot}/dev.ts`],
    env: { SITE_STATIC: staticDir, SITE_PORT: String(port), FRESH_NO_UPDATE_CHECK: "true" },
    stdout: "null",
    stderr: "null",
  }).spawn();
  const browser = await chromium.launch({
    executablePath: Deno.env.get("CHROMIUM_PATH") ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  try {
    for (let i = 0; !await answers(origin) && i < 300; i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const page = await browser.newPage();
    const color = () => page.locator("main").evaluate((node) => getComputedStyle(node).color);
    await page.goto(`${origin}/live`);
    await page.getByText("in a browser").waitFor();
    equal(await color(), "rgb(1, 2, 3)");
    const reloaded = page.waitForEvent("load", { timeout: 30_000 });
    await Deno.writeTextFile(`${staticDir}/styles.css`, "main { color: rgb(4, 5, 6); }");
    await reloaded;
    await page.getByText("in a browser").waitFor();
    equal(await color(), "rgb(4, 5, 6)");
    ok(await answers(`${origin}/live`));
  } finally {
    await browser.close();
    process.kill("SIGINT");
    await process.status;
    await Deno.remove(staticDir, { recursive: true });
  }
});
