// Files between real Chromium pages, straight over the data channel.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { control, eventually, type Person, seesAndHears } from "./rig/people.ts";
import { openHouse, type Stage } from "./rig/stage.ts";

const { stageTest } = await openHouse();
/** Files stand here as on somebody's disk. */
const folder = await Deno.makeTempDir();
addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

const fileEntry = ({ page }: Person, name: string) =>
  page.getByRole("region", { name: "Files" }).getByRole("listitem").filter({ hasText: name });
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Bytes that repeat nowhere near a chunk's length. */
function makeBytes(length: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(length);
  let state = 12_345;
  for (let at = 0; at < length; at++) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff;
    bytes[at] = state >> 16;
  }
  return bytes;
}

interface Sending {
  readonly name: string;
  readonly bytes: Buffer<ArrayBuffer>;
  /** Everyone, if not given. */
  readonly to?: string;
}

/** Chooses the file as from a disk: given as bytes, a large one takes longer than it is sent. */
async function offer(person: Person, { name, bytes, to }: Sending): Promise<void> {
  const { page } = person;
  if (await page.getByRole("textbox", { name: "Message", exact: true }).count() === 0) {
    await control(person, /^Chat/).click();
  }
  await Deno.writeFile(`${folder}/${name}`, bytes);
  await page.locator("input[type=file]").setInputFiles(`${folder}/${name}`);
  if (to) await page.getByLabel("To", { exact: true }).selectOption({ label: to });
  await page.getByRole("button", { name: "Send 1 file" }).click();
}

/** Presses "Save" and gives back the name and what landed on the disk. */
async function save(person: Person, name: string): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([
    person.page.waitForEvent("download"),
    fileEntry(person, name).getByRole("link", { name: `Save ${name}` }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function two(stage: Stage): Promise<readonly [Person, Person]> {
  const ana = await stage.join("Ana");
  const ben = await stage.join("Ben");
  await seesAndHears(ana, 1);
  await seesAndHears(ben, 1);
  return [ana, ben];
}

stageTest(
  "[F7] a file of several megabytes arrives whole, and the code for it comes on demand",
  async (stage) => {
    const [ana, ben] = await two(stage);
    const scripts = ({ requests }: Person) =>
      requests.filter((url) => url.includes("/_fresh/js/")).length;
    const before = [scripts(ana), scripts(ben)];
    const bytes = makeBytes(7_654_321);
    await offer(ana, { name: "slides.pdf", bytes });
    await ben.page.getByText("Ana wants to send you slides.pdf").first().waitFor();
    await control(ben, "Chat, 1 unread").click();
    await ben.page.getByRole("button", { name: "Accept slides.pdf" }).click();
    await fileEntry(ben, "slides.pdf").getByText("complete").waitFor();
    await fileEntry(ana, "slides.pdf").getByText("received").waitFor();
    assert.deepEqual(
      [scripts(ana), scripts(ben)],
      before.map((count) => count + 2),
      "the engine and the list, when they are needed",
    );
    const saved = await save(ben, "slides.pdf");
    assert.equal(saved.name, "slides.pdf");
    assert.equal(sha256(saved.bytes), sha256(bytes));
    await seesAndHears(ben, 1);

    await ben.page.getByRole("button", { name: "Remove slides.pdf from the list" }).click();
    await fileEntry(ben, "slides.pdf").waitFor({ state: "detached" });
  },
);

stageTest("[F7] a file is declined, and an empty one sent back", async (stage) => {
  const [ana, ben] = await two(stage);
  await offer(ana, { name: "offer.bin", bytes: makeBytes(1_000_000) });
  await control(ben, "Chat, 1 unread").click();
  await ben.page.getByRole("button", { name: "Decline offer.bin" }).click();
  await fileEntry(ana, "offer.bin").getByText("declined").waitFor();

  await offer(ben, { name: "..empty\u202E.txt", bytes: Buffer.alloc(0) });
  await ana.page.getByRole("button", { name: "Accept empty.txt" }).click();
  await fileEntry(ana, "empty.txt").getByText("complete").waitFor();
  const saved = await save(ana, "empty.txt");
  assert.deepEqual([saved.name, saved.bytes.length], ["empty.txt", 0]);
});

stageTest("[F7] either side cancels while the bytes flow; the call goes on", async (stage) => {
  const [ana, ben] = await two(stage);
  const bytes = makeBytes(45_000_000);
  const flow = async (name: string) => {
    await offer(ana, { name, bytes });
    if (await ben.page.getByRole("log").count() === 0) await control(ben, /^Chat/).click();
    await ben.page.getByRole("button", { name: `Accept ${name}` }).click();
    // Under way, and by far not through.
    await eventually("the bytes flow", async () => {
      const value = await fileEntry(ben, name).getByRole("progressbar").getAttribute("value");
      return Number(value) > 0;
    });
  };
  await flow("by-ben.bin");
  await ben.page.getByRole("button", { name: "Cancel by-ben.bin" }).click();
  await fileEntry(ben, "by-ben.bin").getByText("you cancelled").waitFor();
  await fileEntry(ana, "by-ben.bin").getByText("cancelled", { exact: true }).waitFor();

  await flow("by-ana.bin");
  await ana.page.getByRole("button", { name: "Cancel sending by-ana.bin to Ben" }).click();
  await fileEntry(ana, "by-ana.bin").getByText("you cancelled").waitFor();
  await fileEntry(ben, "by-ana.bin").getByText("cancelled by the sender").waitFor();
  await seesAndHears(ben, 1);
});

stageTest("[F7] to one person only that person is asked; who leaves ends it", async (stage) => {
  const [ana, ben] = await two(stage);
  const cleo = await stage.join("Cleo");
  await seesAndHears(ana, 2);
  await offer(ana, { name: "all.bin", bytes: makeBytes(1_000) });
  for (const person of [ben, cleo]) {
    await control(person, "Chat, 1 unread").click();
    await person.page.getByRole("button", { name: "Accept all.bin" }).waitFor();
  }
  await offer(ana, { name: "cleo.bin", bytes: makeBytes(1_000), to: "Cleo" });
  await cleo.page.getByRole("button", { name: "Accept cleo.bin" }).waitFor();
  assert.equal(await fileEntry(ben, "cleo.bin").count(), 0);
  await cleo.page.getByRole("button", { name: "Close" }).click();
  await control(cleo, "Leave").click();
  await fileEntry(ana, "cleo.bin").getByText("the connection was lost").waitFor();
  await fileEntry(ana, "all.bin").getByText("waiting for an answer").waitFor();
});

stageTest("[F7] what is dropped or pasted waits for a word to whom it goes", async (stage) => {
  const [ana] = await two(stage);
  await ana.page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["dropped"], "dropped.txt"));
    const options = { dataTransfer, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent("dragover", options));
    document.body.dispatchEvent(new DragEvent("drop", options));
  });
  await ana.page.getByRole("button", { name: "Send 1 file" }).waitFor();
  await ana.page.getByLabel("Message", { exact: true }).evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(["pasted"], "pasted.png"));
    field.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  await ana.page.getByRole("button", { name: "Send 2 files" }).waitFor();
  for (const name of ["dropped.txt", "pasted.png"]) await ana.page.getByText(name).waitFor();
  assert.equal(await ana.page.getByRole("region", { name: "Files" }).count(), 0);
});
