// The small decisions behind the screens, without a browser.

import assert from "node:assert/strict";
import fc from "fast-check";
import { pictureFit, tileGrid } from "../../lib/shared/layout/tiling.ts";
import { initials } from "../../lib/ui/base/initials.ts";
import { readDraft, type Typed } from "../../lib/ui/home/draft.ts";
import { linkify } from "../../lib/ui/call/chat/linkify.ts";
import { addReaction, addToast, toastSentence } from "../../lib/ui/call/notices/toasts.ts";
import { exitPath, isExitReason } from "../../lib/ui/exit_reason.ts";
import { browserFamily } from "../../lib/ui/devices/browser_family.ts";
import { en } from "../../lib/ui/text/en/mod.ts";
import { localeOf } from "../../lib/ui/text/use_time_style.ts";

const stage = { gap: 8, minRatio: 4 / 3, maxRatio: 16 / 9 };

Deno.test("tiles stay inside the stage and keep their shape", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 200, max: 3000 }),
    fc.integer({ min: 200, max: 2000 }),
    (count, width, height) => {
      const grid = tileGrid(count, { ...stage, width, height });
      assert.ok(grid.columns * grid.rows >= count);
      assert.ok(grid.columns * grid.width + (grid.columns - 1) * 8 <= width);
      assert.ok(grid.rows * grid.height + (grid.rows - 1) * 8 <= height);
      if (grid.height < 20) return;
      // Whole pixels bend the shape a little.
      assert.ok(grid.width / grid.height < 16 / 9 + 0.1);
      assert.ok(grid.width / grid.height > 4 / 3 - 0.1);
    },
  ));
});

Deno.test("tiles are laid out as people expect on a wide stage", () => {
  const columns = [1, 2, 3, 4, 6, 9, 12, 16].map((count) =>
    tileGrid(count, { ...stage, width: 1264, height: 680 }).columns
  );
  assert.deepEqual(columns, [1, 2, 2, 2, 3, 3, 4, 4]);
});

Deno.test("no tiles, or no space, is no error", () => {
  assert.equal(tileGrid(0, { ...stage, width: 100, height: 100 }).height, 0);
  assert.equal(tileGrid(9, { ...stage, width: 0, height: 0 }).height, 0);
});

Deno.test("a picture covers its tile unless the face would be cut", () => {
  assert.equal(pictureFit(16 / 9, 4 / 3), "cover");
  assert.equal(pictureFit(16 / 9, 2 / 3), "cover");
  assert.equal(pictureFit(9 / 16, 16 / 9), "contain");
  assert.equal(pictureFit(0, 16 / 9), "cover");
});

Deno.test("links are found and nothing else is changed", () => {
  const hrefs = (text: string) =>
    linkify(text).flatMap((part) => part.kind === "link" ? [part.href] : []);
  assert.deepEqual(hrefs("see https://a.example/x(y), or http://b.example."), [
    "https://a.example/x(y)",
    "http://b.example/",
  ]);
  assert.deepEqual(hrefs("javascript:alert(1) file:///etc ftp://x www.a.example https://"), []);
  assert.deepEqual(hrefs("(https://a.example)"), ["https://a.example/"]);
  fc.assert(fc.property(fc.string(), (text) => {
    const padded = `${text}https://a.example/${text}`;
    assert.equal(linkify(padded).map((part) => part.text).join(""), padded);
    assert.ok(linkify(padded).every((part) => part.kind === "text" || /^https?:/.test(part.href)));
  }));
});

Deno.test("several notices of one kind become one line", () => {
  const joined = (name: string) => ({ content: { kind: "joined", names: [name] }, at: 1 }) as const;
  const toasts = ["Ana", "Bo", "Cy", "Di"].map(joined).reduce(
    addToast,
    addToast([], joined("Ana")),
  );
  assert.deepEqual(toasts.map(({ content }) => toastSentence(content, en.notice)), [
    "Ana, Bo and 2 others joined",
  ]);
});

Deno.test("a crowd of different notices keeps the newest three", () => {
  const plain = (sentence: string) => ({ content: { kind: "plain", sentence }, at: 1 }) as const;
  const toasts = ["a", "b", "c", "d"].map(plain).reduce(addToast, addToast([], plain("x")));
  assert.deepEqual(toasts.map(({ content }) => toastSentence(content, en.notice)), ["b", "c", "d"]);
  assert.equal(new Set(toasts.map(({ id }) => id)).size, 3);
});

Deno.test("[F8] a second reaction of one person replaces the first, and stands as long as any", () => {
  const reaction = (muid: string, emoji: string, at: number) => ({ muid, emoji, at });
  const first = addReaction([], reaction("ana", "❤️", 1));
  const both = addReaction(first, reaction("bo", "👏", 2));
  // The oldest is dropped first: Ana's is the newest now.
  assert.deepEqual(addReaction(both, reaction("ana", "🎉", 3)).map(({ emoji }) => emoji), [
    "👏",
    "🎉",
  ]);
});

Deno.test("initials take the first and the last word", () => {
  const table = { "Ana Maria Lovelace": "AL", "ana": "A", "陈小明": "陈", "": "", "😀 x": "😀X" };
  for (const [name, letters] of Object.entries(table)) assert.equal(initials(name), letters);
});

Deno.test("every end of a call has a reason the exit page knows", () => {
  const refused = (error: "RESUME_FAILED" | "MEETING_NOT_FOUND") =>
    ({ kind: "refused", error, message: "" }) as const;
  assert.equal(exitPath({ kind: "left" }, "123456789"), "/exit?reason=left&meeting=123456789");
  assert.equal(exitPath(refused("RESUME_FAILED"), "1"), "/exit?reason=lost&meeting=1");
  assert.equal(exitPath(refused("MEETING_NOT_FOUND"), "1"), "/exit?reason=finished&meeting=1");
  assert.ok(!isExitReason("toString"));
});

Deno.test("browsers are told apart for instructions", () => {
  const mac =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18 Safari/605";
  assert.equal(browserFamily(mac, 0), "safari");
  assert.equal(browserFamily(mac, 5), "ios");
  assert.equal(browserFamily("Mozilla/5.0 (X11; Linux) Chrome/156 Safari/537", 0), "chromium");
  assert.equal(browserFamily("Mozilla/5.0 (X11; Linux; rv:150) Gecko Firefox/150", 0), "firefox");
  assert.equal(browserFamily("Mozilla/5.0 (Linux; Android 16) Chrome/156 Mobile", 5), "android");
});

Deno.test("[F16] times are written in the browser's own variety of the page's language", () => {
  assert.equal(localeOf("en", ["zh-CN", "en-GB", "en-US"]), "en-GB");
  assert.equal(localeOf("zh-CN", ["zh-SG"]), "zh-SG");
  assert.equal(localeOf("zh-CN", ["zh-TW", "en"]), "zh-CN", "never in another script");
  assert.equal(localeOf("en", []), "en");
});

Deno.test("[F1][F10] what was typed becomes a draft, or the first problem with it", () => {
  const bare: Typed = { name: " Ana ", title: "", passcode: "", hasLobby: false, start: null };
  const nowMs = Date.UTC(2026, 10, 24, 12);
  const defaultTitle = (name: string) => `Meeting of ${name}`;
  const read = (typed: Partial<Typed>) =>
    readDraft({ ...bare, ...typed }, { defaultTitle, timeZone: "UTC", nowMs });
  assert.deepEqual(read({}), { organizer_name: "Ana", title: "Meeting of Ana" });
  assert.deepEqual(
    read({ title: " Plan ", passcode: " x", hasLobby: true, start: "2026-11-24T13:00" }),
    {
      organizer_name: "Ana",
      title: "Plan",
      passcode: " x",
      lobby: true,
      start_time: nowMs + 3_600_000,
    },
  );
  const problems = [
    [{ name: " " }, "nameMissing"],
    [{ name: "\u200b" }, "nameWrong"],
    [{ name: "", title: "\u0007" }, "nameMissing"],
    [{ title: "\u0007" }, "titleWrong"],
    [{ start: "" }, "startMissing"],
    [{ start: "2026-11-24T11:00" }, "startPast"],
  ] as const;
  for (const [typed, problem] of problems) assert.equal(read(typed), problem);
});
