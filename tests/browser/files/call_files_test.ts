// When the code for files is loaded, and what comes before it is.

import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { createFiles, type FilePeer, type Transfer } from "../../../lib/browser/files/files.ts";
import { createCallFiles, maxFileBytes } from "../../../lib/browser/files/call_files.ts";
import { createFileWires } from "../../fakes/browser/file_channel.ts";
import { createManualClock, settle } from "../../fakes/browser/clock.ts";
import { createFakeUrls } from "../../fakes/browser/env.ts";

function setUp() {
  const { ends, wires } = createFileWires();
  const peers = signal<readonly FilePeer[]>([]);
  const offers: Transfer[] = [];
  const troubles: string[] = [];
  const fake = { loads: 0, isReachable: true };
  const files = createCallFiles({
    clock: createManualClock(),
    urls: createFakeUrls(),
    peers,
    load() {
      fake.loads++;
      if (!fake.isReachable) return Promise.reject(new TypeError("offline"));
      return Promise.resolve(createFiles);
    },
    onOffer: (transfer) => offers.push(transfer),
    report: (what) => troubles.push(what),
  });
  peers.value = [{ muid: "ben", name: "Ben", wire: wires[0] }];
  const offer = (id: number) =>
    ends[1].send(JSON.stringify({ type: "offer", id, name: "a.txt", size: 5, mime: "" }));
  return { fake, files, ends, wires, peers, offers, troubles, offer };
}

Deno.test("[F7] the code for files is loaded by the first offer, which is not lost on the way", async () => {
  const { fake, files, ends, offers, offer } = setUp();
  await settle();
  assert.equal(fake.loads, 0, "nobody sent anything yet");
  offer(1);
  offer(2);
  ends[1].flow();
  await settle();
  offer(3);
  ends[1].flow();
  await settle();
  assert.equal(fake.loads, 1);
  assert.deepEqual(offers.map(({ person, file }) => [person, file.name]), [
    ["Ben", "a.txt"],
    ["Ben", "a.txt"],
    ["Ben", "a.txt"],
  ]);
  assert.deepEqual(files.transfers.value.map(({ state }) => state.kind), [
    "offered",
    "offered",
    "offered",
  ]);
  files.close();
});

Deno.test("[F7] where the code could not be loaded, the next offer asks for it again", async () => {
  const { fake, files, ends, offers, offer } = setUp();
  fake.isReachable = false;
  offer(1);
  ends[1].flow();
  await settle();
  fake.isReachable = true;
  offer(2);
  ends[1].flow();
  await settle();
  assert.deepEqual([fake.loads, offers.length], [2, 2], "and the first one is still there");
  files.close();
});

Deno.test("[F7] before the code is there only a few short commands are kept, and no content", async () => {
  const { wires, ends, files } = setUp();
  files.close();
  for (let count = 0; count < 100; count++) {
    ends[1].send(new ArrayBuffer(16_000));
    ends[1].send(`{"type":"offer","id":${count}}`);
    ends[1].send("x".repeat(2_000));
  }
  ends[1].flow();
  await settle();
  const early = wires[0].takeEarly();
  assert.equal(early.length, 8);
  assert.ok(early.every((text) => text.length < 100));
});

Deno.test("[F7] a file that cannot be sent is refused with its reason, and asks again next time", async () => {
  const { fake, files, peers, troubles } = setUp();
  const large = { name: "a", size: maxFileBytes + 1, type: "", slice: () => new Blob() };
  assert.equal(await files.send(large, null), "too-large");
  assert.equal(fake.loads, 0);
  fake.isReachable = false;
  assert.equal(await files.send(new File(["x"], "a"), null), "unavailable");
  fake.isReachable = true;
  assert.equal(await files.send(new File(["x"], "a"), null), null);
  assert.equal(await files.send(new File(["x"], "a"), "somebody else"), "nobody");
  peers.value = [];
  assert.equal(await files.send(new File(["x"], "a"), null), "nobody");
  assert.deepEqual(troubles, ["files"]);
  assert.deepEqual(files.transfers.value.map(({ muid }) => muid), ["ben"]);
  files.close();
});
