// A call in a page of another site: what a developer has after ten lines, and what others do not get.

import assert from "node:assert/strict";
import { SignJWT } from "jose";
import type { FrameLocator, Page } from "playwright-core";
import type {} from "../../static/embed.d.ts";
import { en } from "../../lib/ui/text/en/mod.ts";
import { buildApp, serveApp } from "./rig/app_process.ts";
import { launchFirefox } from "./rig/firefox.ts";
import {
  closeContext,
  control,
  createMeeting,
  createPerson,
  eventually,
  launchBrowser,
  launchWithoutCookies,
  type Person,
  seesAndHears,
} from "./rig/people.ts";
import {
  askCall,
  examplePage,
  heardBy,
  isClickStale,
  lastOf,
  listenToCall,
  openPortal,
} from "./rig/portal.ts";

/** On another site than the app: browsers let a frame of ours keep nothing there. */
const portal = openPortal();
/** On the same site, if under another origin. */
const neighbour = { ...portal, origin: portal.origin.replace("127.0.0.1", "localhost") };
/** One that the server does not know. */
const stranger = openPortal();
await buildApp();
const [app, chromium] = await Promise.all([
  serveApp({
    CONFLUX_STORE: "memory",
    CONFLUX_FRAME_ANCESTORS: `${portal.origin} ${neighbour.origin}`,
  }),
  launchBrowser(),
]);
Deno.test.afterAll(async () => {
  await chromium.close();
  await app[Symbol.asyncDispose]();
  await Promise.all([portal.close(), stranger.close()]);
});

const frameOf = (page: Page): FrameLocator => page.frameLocator("conflux-call iframe");

/** Somebody at the portal, whose page shows this meeting. */
async function visit(
  meetingId: string,
  { site = portal, tag }: { site?: typeof portal; tag?: string } = {},
): Promise<Person> {
  site.show(await examplePage({ origin: app.origin, meetingId, tag }));
  const person = await createPerson(chromium, { origin: site.origin, name: "Ana" });
  await person.page.addInitScript(listenToCall);
  await person.page.goto(site.origin);
  return person;
}

async function joinInFrame(page: Page): Promise<void> {
  const frame = frameOf(page);
  await frame.getByRole("button", { name: "Join" }).click();
  await frame.getByRole("region", { name: "Call controls" }).waitFor();
}

function join(name: string, meetingId: string): Promise<Person> {
  return createPerson(chromium, { origin: app.origin, name }).then(async (person) => {
    await person.open(meetingId);
    await person.join();
    return person;
  });
}

Deno.test("[O31][O32] the example: a call in a page of another site, with somebody outside", async () => {
  const meetingId = await createMeeting(app.origin);
  const ana = await visit(meetingId);
  const frame = frameOf(ana.page);
  assert.equal(await frame.getByLabel("Your name").inputValue(), "Ana", "as the element says");
  assert.equal(await frame.locator(".help").count(), 0, "the frame has all it needs");
  await joinInFrame(ana.page);
  const ben = await join("Ben", meetingId);
  await seesAndHears(ben, 1);

  const joined = await lastOf(ana.page, "conflux-joined");
  assert.deepEqual([joined?.meeting, joined?.name], [meetingId, "Ana"]);
  const people = await eventually("two are in the call", async () => {
    const told = await lastOf(ana.page, "conflux-people");
    return told?.count === 2 && told;
  });
  assert.equal(people.muid, joined?.muid);
  assert.deepEqual(people.people.map(({ name }) => name), ["Ana", "Ben"]);
  await ana.page.getByText("In the call: Ana, Ben").waitFor();
  await eventually(
    "somebody speaks",
    async () =>
      (await heardBy(ana.page)).some(({ name, detail }) =>
        name === "conflux-speaking" && Array.isArray(detail.muids) && detail.muids.length > 0
      ),
  );

  await ana.page.getByRole("button", { name: "Mute" }).click();
  const tile = ben.page.getByRole("listitem").filter({ hasText: "Ana" });
  await tile.getByText("microphone off").waitFor({ state: "attached" });
  assert.deepEqual(await lastOf(ana.page, "conflux-mic"), { isOn: false });
  assert.deepEqual(await askCall(ana.page, ["setCamera", false]), { done: true });
  assert.deepEqual(await lastOf(ana.page, "conflux-camera"), { isOn: false });
  assert.deepEqual(await askCall(ana.page, ["setMic", true]), { done: true });
  await eventually("the last click in the frame is long ago", () => isClickStale(ana.page));
  const shared = await askCall(ana.page, ["setShare", true]);
  assert.equal(!shared.done && shared.reason, "needs-click");
  await frame.locator(".call-main").click();
  assert.deepEqual(await askCall(ana.page, ["setShare", true]), { done: true });
  assert.deepEqual(await lastOf(ana.page, "conflux-share"), { isOn: true });
  assert.deepEqual(await askCall(ana.page, ["setShare", false]), { done: true });
  assert.deepEqual(await lastOf(ana.page, "conflux-share"), { isOn: false });

  assert.deepEqual(await askCall(ana.page, ["leave"]), { done: true });
  const left = await lastOf(ana.page, "conflux-left");
  assert.deepEqual(left, { meeting: meetingId, reason: "left" });
  await frame.getByRole("link", { name: "Join again" }).waitFor();
  assert.deepEqual(await visibleLinks(frame), ["Join again"], "and none away");
  await control(ben, "People, 1 here").waitFor();
  const gone = await askCall(ana.page, ["setMic", false]);
  assert.equal(!gone.done && gone.reason, "not-there");
  // The way back is in the frame, and the page hears of it.
  await frame.getByRole("link", { name: "Join again" }).click();
  await joinInFrame(ana.page);
  await eventually(
    "joined again",
    async () =>
      (await heardBy(ana.page)).filter(({ name }) => name === "conflux-joined").length === 2,
  );
  assert.deepEqual(ana.complaints, []);
  await Promise.all([ana.close(), ben.close()]);
});

async function visibleLinks(frame: FrameLocator): Promise<string[]> {
  const links = await frame.getByRole("link").all();
  return await Promise.all(links.map((link) => link.innerText()));
}

Deno.test("[O30] reloaded in a call, the address still asks for the same", async () => {
  const meetingId = await createMeeting(app.origin);
  const tag = `<conflux-call meeting="${meetingId}" name="Ana" mic="off" camera="off" lang="zh" ` +
    `theme="dark" chrome="none"></conflux-call>`;
  const ana = await visit(meetingId, { site: neighbour, tag });
  const frame = frameOf(ana.page);
  await frame.getByRole("button", { name: "加入" }).click();
  const page = () => ana.page.frames().find((one) => one.url().startsWith(`${app.origin}/room/`));
  const room = await eventually("in the call", () => Promise.resolve(page()));
  assert.deepEqual(Object.fromEntries(new URL(room.url()).searchParams), {
    name: "Ana",
    mic: "off",
    camera: "off",
    lang: "zh",
    theme: "dark",
    chrome: "none",
  });
  const mic = await eventually("what is on is told", () => lastOf(ana.page, "conflux-mic"));
  assert.deepEqual(mic, { isOn: false });
  await eventually("the call is told", () => lastOf(ana.page, "conflux-joined"));
  await room.evaluate(() => location.reload());
  await eventually(
    "back, and told so",
    async () =>
      (await heardBy(ana.page)).filter(({ name }) => name === "conflux-joined").length === 2,
  );
  const html = frame.locator("html");
  assert.equal(await html.getAttribute("lang"), "zh-CN");
  assert.equal(await html.getAttribute("data-theme"), "dark");
  // The page around turns light: nothing is loaded anew for that, nor for what counts at the beginning only.
  await ana.page.evaluate(() => {
    const call = document.querySelector("conflux-call");
    call?.setAttribute("theme", "light");
    call?.setAttribute("lang", "en");
    call?.setAttribute("name", "Somebody else");
  });
  await frame.locator("html[data-theme=light]").waitFor();
  assert.equal(await html.getAttribute("lang"), "zh-CN");
  const [kept, cookies] = await room.evaluate(() => [
    localStorage.getItem("conflux.preferences"),
    document.cookie,
  ]);
  assert.equal(kept, null, "none of it is a choice of Ana's");
  assert.equal(cookies, "");
  assert.deepEqual((await heardBy(ana.page)).filter(({ name }) => name === "conflux-left"), []);
  await ana.close();
});

Deno.test("[O31] another number leaves the one meeting and opens the other, a wrong one is said", async () => {
  const [first, second] = [await createMeeting(app.origin), await createMeeting(app.origin)];
  const ana = await visit(first);
  await joinInFrame(ana.page);
  const ben = await join("Ben", first);
  await eventually("two", async () => (await lastOf(ana.page, "conflux-people"))?.count === 2);
  const setMeeting = (id: string) =>
    ana.page.locator("conflux-call").evaluate((call, id) => call.setAttribute("meeting", id), id);
  await setMeeting(second);
  await control(ben, "People, 1 here").waitFor();
  assert.deepEqual(await lastOf(ana.page, "conflux-left"), { meeting: first, reason: "left" });
  await joinInFrame(ana.page);
  await eventually(
    "in the other one",
    async () => (await lastOf(ana.page, "conflux-joined"))?.meeting === second,
  );
  assert.equal(await ana.page.locator("conflux-call iframe").count(), 1);
  await setMeeting("12 34");
  await eventually(
    "it is said",
    async () => (await lastOf(ana.page, "conflux-error"))?.error === "BAD_MEETING",
  );
  assert.equal(await ana.page.locator("conflux-call iframe").count(), 0);
  await Promise.all([ana.close(), ben.close()]);
});

Deno.test("[O31] in a small frame the way in is seen without scrolling", async () => {
  const meetingId = await createMeeting(app.origin);
  const tag = `<conflux-call meeting="${meetingId}" name="Ana" chrome="none" ` +
    `style="width: 480px; height: 320px"></conflux-call>`;
  const ana = await visit(meetingId, { tag });
  const frame = frameOf(ana.page);
  await frame.getByText(en.preview.nobody).waitFor();
  const [button, around] = [
    await frame.getByRole("button", { name: "Join" }).boundingBox(),
    await ana.page.locator("conflux-call").boundingBox(),
  ];
  assert.ok(button && around);
  assert.ok(button.y + button.height <= around.y + around.height, `${button.y}`);
  await ana.close();
});

Deno.test("[O33] a page that the server does not let show it reads what to set", async () => {
  const meetingId = await createMeeting(app.origin);
  const ana = await visit(meetingId, { site: stranger });
  await ana.page.getByText("The call cannot be shown here.").waitFor();
  const error = await lastOf(ana.page, "conflux-error");
  assert.equal(error?.error, "FRAME_REFUSED");
  assert.ok(error.message.includes(`CONFLUX_FRAME_ANCESTORS="${stranger.origin}"`), error.message);
  await ana.page.getByText("CONFLUX_FRAME_ANCESTORS").waitFor();
  assert.equal(await ana.page.locator("conflux-call iframe").isVisible(), false);
  await ana.close();
});

Deno.test("[O32] neither a wrong page around, nor a frame beside, gets an answer", async () => {
  const meetingId = await createMeeting(app.origin);
  // As if the browser knew no frame-ancestors.
  stranger.show(await examplePage({ origin: app.origin, meetingId }));
  const ana = await createPerson(chromium, { origin: stranger.origin, name: "Ana" });
  await ana.page.addInitScript(listenToCall);
  await ana.page.route(`${app.origin}/j/**`, async (route) => {
    const answer = await route.fetch();
    const { "content-security-policy": _, ...headers } = answer.headers();
    await route.fulfill({ response: answer, headers });
  });
  await ana.page.goto(stranger.origin);
  await frameOf(ana.page).getByRole("button", { name: "Join" }).waitFor();
  await ana.page.getByText("The call cannot be shown here.").waitFor();
  assert.deepEqual((await heardBy(ana.page)).map(({ name }) => name), ["conflux-error"]);
  await ana.close();

  const ben = await visit(meetingId);
  await eventually("the page around is heard", async () => await lastOf(ben.page, "conflux-mic"));
  const answers = await ben.page.evaluate(async (target) => {
    const beside = document.createElement("iframe");
    beside.srcdoc = "<p>beside</p>";
    document.body.append(beside);
    await new Promise((resolve) => beside.onload = resolve);
    const call = document.querySelector("conflux-call")?.shadowRoot?.querySelector("iframe");
    const heard: unknown[] = [];
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => heard.push(data);
    const own = beside.contentWindow;
    if (!own || !call) throw new Error("no frame");
    Object.assign(own, { call: call.contentWindow, port2, target });
    const script = own.document.createElement("script");
    script.textContent = `call.postMessage({ conflux: "hello", version: 1 }, target, [port2])`;
    own.document.body.append(script);
    // What was sent after it has come: so has it.
    await document.querySelector("conflux-call")?.setMic(false);
    return heard;
  }, app.origin);
  assert.deepEqual(answers, []);
  await ben.close();
});

Deno.test("[O34] where a browser keeps nothing for frames of others, the call goes on all the same", async () => {
  const folder = await Deno.makeTempDir({ prefix: "conflux-profile-" });
  const context = await launchWithoutCookies(folder, { onlyOfOthers: true });
  try {
    const meetingId = await createMeeting(app.origin);
    portal.show(await examplePage({ origin: app.origin, meetingId }));
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.addInitScript(listenToCall);
    await page.goto(portal.origin);
    const frame = frameOf(page);
    const refused = await frame.locator("html").evaluate(() => {
      try {
        return String(localStorage.length);
      } catch (error) {
        return error instanceof DOMException ? error.name : "";
      }
    });
    assert.equal(refused, "SecurityError", "the browser does what the test is about");
    await joinInFrame(page);
    const ben = await join("Ben", meetingId);
    await seesAndHears(ben, 1);
    await eventually("two", async () => (await lastOf(page, "conflux-people"))?.count === 2);
    assert.deepEqual(await askCall(page, ["leave"]), { done: true });
    await control(ben, "People, 1 here").waitFor();
    assert.deepEqual(complaints, []);
    await ben.close();
  } finally {
    await closeContext(context);
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("[O31] embed.js comes packed, in at most 5 KB, and once only while it is the same", async () => {
  const person = await createPerson(chromium, { origin: portal.origin, name: "Ana" });
  const meetingId = await createMeeting(app.origin);
  portal.show(await examplePage({ origin: app.origin, meetingId }));
  const load = async () => {
    const [answer] = await Promise.all([
      person.page.waitForResponse(`${app.origin}/embed.js`),
      person.page.goto(portal.origin),
    ]);
    await answer.finished();
    return { headers: await answer.allHeaders(), sizes: await answer.request().sizes() };
  };
  const { headers, sizes } = await load();
  assert.equal(headers["content-encoding"], "br");
  const bytes = sizes.responseBodySize;
  assert.ok(bytes > 1_000 && bytes <= 5_000, `${bytes} bytes`);
  const tag = { "if-none-match": headers["etag"] ?? "", "accept-encoding": "br" };
  const again = await fetch(`${app.origin}/embed.js`, { headers: tag });
  assert.deepEqual([again.status, await again.text()], [304, ""]);
  await person.close();
});

Deno.test("[O31] Firefox shows it as well", async () => {
  const firefox = await launchFirefox();
  try {
    const meetingId = await createMeeting(app.origin);
    portal.show(await examplePage({ origin: app.origin, meetingId }));
    const page = await firefox.newPage();
    await page.evaluateOnNewDocument(listenToCall);
    await page.goto(portal.origin);
    const call = await page.waitForSelector("conflux-call");
    const element = await call?.waitForSelector(">>> iframe");
    const frame = await element?.contentFrame();
    assert.ok(frame);
    await frame.locator('::-p-aria([name="Join"][role="button"])').click();
    await frame.waitForSelector(".controls");
    await page.locator("text/In the call: Ana").wait();
    const answer = await page.evaluate(() => document.querySelector("conflux-call")?.setMic(false));
    assert.deepEqual(answer, { done: true });
    assert.equal(
      await frame.$eval(".bar button", (one) => one.getAttribute("aria-label")),
      "Unmute microphone",
    );
  } finally {
    await firefox.close();
  }
});

Deno.test("[O4][O31] where a sign-in is asked for, the element hands a token of the page's own on", async () => {
  const key = "a-shared-key-of-the-operators-login-01";
  await using guarded = await serveApp({
    CONFLUX_STORE: "memory",
    CONFLUX_FRAME_ANCESTORS: portal.origin,
    CONFLUX_ENTRY: "token",
    CONFLUX_ENTRY_FOR: "join",
    CONFLUX_ENTRY_KEY: key,
  });
  const { origin } = guarded;
  const token = await new SignJWT({}).setProtectedHeader({ alg: "HS256" })
    .setExpirationTime("5 min").sign(new TextEncoder().encode(key));
  const headers = { "x-entry-token": token };
  const config = await fetch(`${origin}/config/${crypto.randomUUID()}`, { headers });
  const made = await fetch(`${origin}/meeting`, {
    method: "POST",
    headers: { authorization: `Bearer ${(await config.json()).token}` },
    body: JSON.stringify({ title: "Weekly", organizer_name: "Olga" }),
  });
  const meetingId: string = (await made.json()).data.id;
  const open = async (attributes: string) => {
    const tag = `<conflux-call meeting="${meetingId}" name="Ana" ${attributes}></conflux-call>`;
    portal.show(await examplePage({ origin, meetingId, tag }));
    const { page } = await createPerson(chromium, { origin: portal.origin, name: "Ana" });
    await page.goto(portal.origin);
    return page;
  };
  const stranger = await open("");
  await frameOf(stranger).getByText("for people who have signed in").waitFor();
  const guest = await open(`entry-token="${token}"`);
  await joinInFrame(guest);
  for (const page of [stranger, guest]) await closeContext(page.context());
});
