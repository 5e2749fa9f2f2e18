// Builds the site of scenes, serves it, and opens scenes in Chromium. Built at module level, so that
// esbuild's process lives outside every test.

import { Buffer } from "node:buffer";
import { Builder } from "fresh/dev";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Language } from "../../lib/shared/languages.ts";
import { sceneOf } from "./scenes.ts";
import { app } from "./site/main.ts";

const root = new URL("./site", import.meta.url).pathname;
const staticDir = new URL("../../static", import.meta.url).pathname;
const apply = await new Builder({ root, staticDir }).build({ snapshot: "memory" });
apply(app);
const handler = app.handler();

export interface Look {
  scheme: "light" | "dark";
  width: number;
  height: number;
  language?: Language;
  /** A screen that is touched, with nothing that could hover. */
  hasTouch?: boolean;
}

export interface Rig {
  /** Opens a scene and does its steps; the page's errors and policy violations go to `problems`. */
  open(
    name: string,
    look: Look,
  ): Promise<{ page: Page; problems: string[]; close(): Promise<void> }>;
  close(): Promise<void>;
}

export async function createRig(): Promise<Rig> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, handler);
  const browser = await launch();
  const base = `http://localhost:${server.addr.port}`;
  return {
    async open(name, look) {
      const { scheme, width, height, language = "en", hasTouch = false } = look;
      const isLive = ["home", "meeting"].includes(sceneOf(name)?.page ?? "");
      const context = await browser.newContext({
        colorScheme: scheme,
        viewport: { width, height },
        reducedMotion: "reduce",
        hasTouch,
        isMobile: hasTouch,
        permissions: ["clipboard-write"],
        locale: isLive ? "en" : language,
      });
      const page = await context.newPage();
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(String(error)));
      page.on("console", (line) => {
        // The browser has no better place to say that the policy was broken.
        if (line.type() === "error") problems.push(line.text());
      });
      await page.goto(`${base}/scene/${name}`);
      await doSteps(page, name);
      if (isLive && language !== "en") await speak(page, language);
      return { page, problems, close: () => context.close() };
    },
    async close() {
      await browser.close();
      await server.shutdown();
    },
  };
}

/** Switches a scene to another language, as its settings would. */
async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate(`speak("${language}")`);
  await page.locator(`html[lang="${language}"]`).waitFor({ state: "attached" });
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ],
  });
}

async function doSteps(page: Page, name: string): Promise<void> {
  for (const step of sceneOf(name)?.steps ?? []) {
    if ("press" in step) {
      const control = page.locator("button, summary").and(
        page.getByRole("button", { name: step.press, exact: true }).or(page.getByText(step.press)),
      );
      await control.first().click();
    } else if ("await" in step) {
      await page.locator(step.await).first().waitFor({ state: "attached" });
    } else if ("key" in step) {
      await page.getByRole("list", { name: "Participants" }).waitFor();
      await page.keyboard.press(step.key);
    } else if ("focus" in step) {
      await page.locator(step.focus).focus();
    } else if ("fill" in step) {
      await page.getByLabel(step.fill, { exact: true }).fill(step.with);
    } else if ("pick" in step) {
      const files = step.pick.map((name) => ({
        name,
        mimeType: "application/octet-stream",
        buffer: Buffer.alloc(54_321),
      }));
      await page.locator("input[type=file]").setInputFiles(files);
    } else {
      await page.getByRole("list", { name: "Participants" }).waitFor();
      await page.evaluate(`fake.${step.fake}()`);
    }
  }
  // Attached and not visible: on a phone an open panel hides what is under it.
  await page.locator(sceneOf(name)?.shows ?? "main").first().waitFor({ state: "attached" });
}
