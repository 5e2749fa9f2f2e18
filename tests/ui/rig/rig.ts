// Builds the site of scenes, serves it, and opens scenes in Chromium. Built at module level, so that
// esbuild's process lives outside every test.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { type Browser, chromium, type Page } from "playwright-core";
import { languageCookie } from "../../../lib/shared/language_cookie.ts";
import type { Language } from "../../../lib/shared/languages.ts";
import { createBuilder } from "../../../tools/build/builder.ts";
import { closeContext } from "../../e2e/rig/people.ts";
import { describe } from "../../e2e/rig/stage.ts";
import { sceneOf } from "./scenes.ts";
import { app } from "./site/main.ts";

const root = new URL("./site", import.meta.url).pathname;
const staticDir = new URL("../../../static", import.meta.url).pathname;
const builder = await createBuilder({ root, staticDir });
const apply = await builder.build({ snapshot: "memory" });
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

export interface OpenScene extends AsyncDisposable {
  readonly page: Page;
  /** The page's errors and policy violations so far. */
  readonly problems: readonly string[];
  /** Goes on in another language. */
  speak(language: Language): Promise<void>;
}

export interface Rig {
  /** Opens a scene in a window of its own and does its steps. */
  open(name: string, look: Look): Promise<OpenScene>;
  /** Opens it for a test, which fails on any problem too, and says then what was to be seen. */
  play(name: string, look: Look, run: (scene: OpenScene) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Serves the site and launches a browser; at module level, so that a file's tests share them. */
export async function createRig(): Promise<Rig> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, handler);
  const browser = await launch();
  const base = `http://localhost:${server.addr.port}`;
  const rig: Rig = {
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
        locale: "en",
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
      const speak = async (language: Language) => {
        if (isLive) await page.evaluate(`speak("${language}")`);
        else {
          await page.evaluate((line) => document.cookie = line, languageCookie(language));
          await page.reload();
        }
        await page.locator(`html[lang="${language}"]`).waitFor({ state: "attached" });
      };
      if (language !== "en") await speak(language);
      return { page, problems, speak, [Symbol.asyncDispose]: () => closeContext(context) };
    },
    async play(name, look, run) {
      await using scene = await rig.open(name, look);
      const { page, problems } = scene;
      try {
        await run(scene);
        assert.deepEqual(problems, [], "the console is quiet");
      } catch (error) {
        await describe(
          [{ name: `${look.scheme}-${look.width}`, page, complaints: problems }],
          name,
        );
        throw error;
      }
    },
    async close() {
      await browser.close();
      await server.shutdown();
    },
  };
  return rig;
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
    } else if ("choose" in step) {
      await page.getByLabel(step.choose, { exact: true }).selectOption(step.option);
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
