// A browser set to Chinese is spoken to in Chinese, from the first byte of the landing page into the
// call and out of it; another language is one choice away, and stays.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { zh } from "../../lib/ui/text/zh/mod.ts";
import { eventually, seesAndHears } from "./rig/people.ts";
import { readWords } from "./rig/scripts.ts";
import { openHouse, shotsDir } from "./rig/stage.ts";

const { stageTest } = await openHouse();
await Deno.mkdir(shotsDir, { recursive: true });

const langOf = (page: Page) => page.locator("html").getAttribute("lang");
/** English words on a page, names and technical ones aside. */
async function englishOn(page: Page): Promise<string[]> {
  const seen = await page.evaluate(() => {
    const spoken = ["aria-label", "title", "placeholder"];
    const attributes = [...document.querySelectorAll("body *")].flatMap((element) =>
      spoken.map((name) => element.getAttribute(name) ?? "")
    );
    return [document.title, document.body.innerText, ...attributes];
  });
  const known = /ConFlux|English|Ana|Ben|Weekly|https?:\S+|fake[\w ]+|\b[A-Z]\b/gi;
  return seen.flatMap((text) => text.replace(known, "").match(/[A-Za-z]{2,}/g) ?? []);
}

stageTest(
  "[F16] with a Chinese browser everything is Chinese, from the landing page to the exit",
  async ({ app, enter, join, meetingId }) => {
    const ben = await join("Ben");
    const ana = await enter("Ana", { locale: "zh-CN" });
    const { page } = ana;
    const answer = await page.goto(app.origin);
    const html = await answer?.text() ?? "";
    assert.match(html, /<html lang="zh-CN">/);
    assert.ok(html.includes(zh.home.headline), "the server renders Chinese");
    assert.match(answer?.headers()["vary"] ?? "", /accept-language/i);
    await page.getByRole("button", { name: zh.home.start, disabled: false }).waitFor();
    assert.deepEqual(await englishOn(page), []);
    await page.screenshot({ path: `${shotsDir}/zh-landing.png` });

    await page.goto(`${app.origin}/j/${meetingId}`);
    await page.getByText("Ben已在会议中").waitFor();
    await page.getByLabel(zh.preview.name).fill("Ana");
    assert.match(await page.title(), /^会议 /);
    assert.deepEqual(await englishOn(page), []);
    await page.screenshot({ path: `${shotsDir}/zh-preview.png` });
    await page.getByRole("button", { name: zh.preview.join }).click();
    await page.getByRole("region", { name: zh.controls.label }).waitFor();
    await seesAndHears(ana, 1);
    await seesAndHears(ben, 1);
    assert.equal(await langOf(page), "zh-CN");
    await page.getByRole("button", { name: zh.controls.peopleHere(2), exact: true }).click();
    await page.getByRole("heading", { name: zh.people.title }).waitFor();
    await page.getByRole("button", { name: zh.controls.settings }).click();
    await page.getByRole("button", { name: zh.controls.allSettings }).click();
    await page.getByRole("tab", { name: zh.parts.settings.picture }).click();
    await page.getByText(zh.parts.settings.mirror).waitFor();
    assert.deepEqual(await englishOn(page), []);
    await page.screenshot({ path: `${shotsDir}/zh-call.png` });
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: zh.controls.leave, exact: true }).click();
    await page.getByRole("heading", { name: zh.exit.reasons.left }).waitFor();
    assert.deepEqual(await englishOn(page), []);
  },
);

stageTest("[F16] the doctor speaks the language of the page", async ({ app, enter }) => {
  const { page } = await enter("Ana", { locale: "zh-CN" });
  await page.goto(`${app.origin}/doctor`);
  await page.getByRole("button", { name: zh.parts.doctor.start, disabled: false }).click();
  await page.getByRole("button", { name: zh.parts.doctor.again }).waitFor({ timeout: 60_000 });
  assert.equal(await page.title(), zh.parts.doctor.pageTitle);
  assert.equal(await page.getByText(zh.parts.doctor.says["server-answers"]).count(), 1);
});

stageTest(
  "[F16] choosing a language changes the page at once, the next ones as well, and loses nothing",
  async ({ app, enter, meetingId }) => {
    const { page } = await enter("Ana", { locale: "zh-CN" });
    await page.goto(app.origin);
    await page.getByLabel(zh.home.name).fill("Ana");
    await page.getByLabel(zh.languages.label).selectOption("en");
    await page.getByRole("button", { name: "Start a meeting" }).waitFor();
    await eventually("the page says so", async () => await langOf(page) === "en");
    assert.equal(await page.getByLabel("Your name").inputValue(), "Ana", "no reload");
    await eventually("its title too", async () => /nobody else/.test(await page.title()));

    const answer = await page.goto(`${app.origin}/j/${meetingId}`);
    assert.match(await answer?.text() ?? "", /<html lang="en">/, "the server knows it too");
    await page.getByRole("button", { name: "Join", exact: true, disabled: false }).waitFor();
    await page.goto(app.origin);
    await page.getByLabel("Language", { exact: true }).selectOption("auto");
    await page.getByRole("button", { name: zh.home.start }).waitFor();
    await eventually("no cookie", async () => (await page.context().cookies()).length === 0);
  },
);

stageTest(
  "[F16] what the browser remembers counts where the server does not know it",
  async ({ app, enter }) => {
    const { page, context } = await enter("Ana");
    await page.goto(app.origin);
    await page.getByLabel("Language", { exact: true }).selectOption("zh-CN");
    await page.getByRole("button", { name: zh.home.start }).waitFor();
    await context.clearCookies();
    await page.goto(app.origin);
    await page.getByRole("button", { name: zh.home.start }).waitFor();
    await eventually("the cookie is back", async () => (await context.cookies()).length === 1);
  },
);

stageTest(
  "[F16] whoever reads English loads no other language",
  async ({ app, enter, meetingId }) => {
    const ana = await enter("Ana");
    await ana.page.goto(app.origin);
    await ana.page.getByRole("button", { name: "Start a meeting", disabled: false }).waitFor();
    await ana.open(meetingId);
    await ana.join();
    const scripts = ana.requests.filter((url) => url.endsWith(".js"));
    const bodies = await Promise.all(scripts.map(async (url) => await (await fetch(url)).text()));
    assert.ok(bodies.length > 3);
    // Its own name, in the list of languages, is all there is.
    const chinese = bodies.join("").replaceAll("简体中文", "").match(/\p{Script=Han}+/gu);
    assert.equal(chinese, null);
  },
);

stageTest(
  "[F16] without the words of its language a page works in English",
  async ({ app, enter }) => {
    const { page } = await enter("Ana", { locale: "zh-CN" });
    let isHeld = false;
    await page.route("**/_fresh/js/**", async (route) => {
      const answer = await route.fetch();
      if (!readWords(await answer.text()).includes(zh.home.headline)) {
        return await route.fulfill({ response: answer });
      }
      isHeld = true;
      await route.abort();
    });
    await page.goto(app.origin);
    await page.getByRole("button", { name: "Start a meeting", disabled: false }).waitFor();
    assert.ok(isHeld, "the words were asked for");
  },
  { complaints: /ERR_FAILED/ },
);
