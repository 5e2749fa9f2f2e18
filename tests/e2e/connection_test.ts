// The quality mark and the panel about a connection, on a real call: numbers that move, and a mark that
// says so when nothing gets through.

import assert from "node:assert/strict";
import { losePackets } from "./rig/network.ts";
import { eventually, type Person, seesAndHears } from "./rig/people.ts";
import { openHouse, type Stage } from "./rig/stage.ts";

const { stageTest } = await openHouse();

/** The mark on the tile of somebody, in words. */
const mark = ({ page }: Person, name: string, quality: string | RegExp) =>
  page.getByRole("list", { name: "Participants" }).getByRole("listitem")
    .filter({ hasText: name }).getByText(quality);

const measured = /, connection (good|fair|poor)/;

async function openConnection({ page }: Person, name: string) {
  await page.keyboard.press("p");
  await page.getByRole("button", { name: `Connection to ${name}` }).click();
  const panel = page.getByRole("complementary", { name: `Connection to ${name}` });
  await panel.getByRole("heading", { name: "Right now" }).waitFor();
  return panel;
}

/** The number in the table: "Received" of "Data rate", now; NaN where there is none. */
async function readCell({ page }: Person, group: string, line: string): Promise<number> {
  const rows = page.locator("tbody").filter({ hasText: group });
  const cell = rows.getByRole("row").filter({ hasText: line }).getByRole("cell").first();
  return Number.parseFloat((await cell.textContent() ?? "").replaceAll(",", ""));
}

async function joinTwo(stage: Stage): Promise<[Person, Person]> {
  const ana = await stage.join("Ana");
  const ben = await stage.join("Ben");
  await seesAndHears(ana, 1);
  await seesAndHears(ben, 1);
  return [ana, ben];
}

stageTest("[F13] the panel shows the connection: rates, pictures, codecs, path", async (stage) => {
  const [ana] = await joinTwo(stage);
  await mark(ana, "Ben", measured).waitFor({ state: "attached" });
  const before = ana.requests.length;
  const panel = await openConnection(ana, "Ben");
  const chunks = ana.requests.slice(before).filter((url) => url.includes("/_fresh/js/"));
  assert.ok(chunks.length > 0, "its code comes on demand");

  const facts = panel.locator("dl");
  const fact = (name: string) => facts.locator("div").filter({ hasText: name }).locator("dd");
  await eventually(
    "camera both ways",
    async () =>
      /^\d+ × \d+, [1-9]\d*\/s, (VP[89]|AV1|H264)$/.test(
        `${await fact("Camera received").textContent()}`,
      ) && /\d+ × \d+/.test(`${await fact("Camera sent").textContent()}`),
  );
  await fact("Path").getByText("direct, UDP", { exact: true }).waitFor();
  await fact("Sound").getByText("opus", { exact: true }).waitFor();

  await panel.getByText("The same as a table").click();
  const read = () => readCell(ana, "Data rate", "Received");
  const first = await eventually("a rate", async () => await read() || null);
  assert.ok(first > 0);
  await eventually("the rate moves", async () => (await read()) !== first);
  await eventually("data sent", async () => await readCell(ana, "Data rate", "Sent") > 0);
  await eventually(
    "pictures",
    async () => await readCell(ana, "Frame rate", "Received") > 0,
  );
  const path = panel.locator(".chart").first().locator(".chart-field .chart-line").first();
  const line = await path.getAttribute("d");
  await eventually("the line goes on", async () => (await path.getAttribute("d")) !== line);

  await ana.page.keyboard.press("Escape");
  const opener = ana.page.getByRole("button", { name: "Connection to Ben" });
  await opener.waitFor();
  await eventually(
    "the focus is back at the person in the list",
    () => opener.evaluate((element) => element === document.activeElement),
  );
});

stageTest(
  "[F13] the mark says when packets are lost, and when nothing gets through",
  async (stage) => {
    const [ana] = await joinTwo(stage);
    await mark(ana, "Ben", measured).waitFor({ state: "attached" });
    try {
      await losePackets(0.3);
      await mark(ana, "Ben", ", connection poor").waitFor({ state: "attached" });
      await losePackets(1);
      await mark(ana, "Ben", ", connection lost").waitFor({ state: "attached" });
    } finally {
      await losePackets(0);
    }
    await mark(ana, "Ben", measured).waitFor({ state: "attached" });
    await seesAndHears(ana, 1);
  },
);

stageTest("[F13] who leaves while somebody looks: the panel says so and stays", async (stage) => {
  const [ana, ben] = await joinTwo(stage);
  const panel = await openConnection(ana, "Ben");
  await ben.page.getByRole("button", { name: "Leave" }).click();
  await panel.getByText("Has left the call").waitFor();
  await ana.page.keyboard.press("Escape");
  await ana.page.getByRole("complementary", { name: "People" }).waitFor();
});
