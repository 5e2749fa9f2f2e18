// Files between two people over a fake channel: real hashes, real Blobs, and a channel that fills up.

import assert from "node:assert/strict";
import { createFiles, type Files, type Transfer } from "../../../lib/browser/files/files.ts";
import type { FileSource } from "../../../lib/browser/files/outgoing.ts";
import { chunkBytes, readChunk, readCommand, writeChunk } from "../../../lib/browser/files/wire.ts";
import { cleanFileName } from "../../../lib/shared/file_names.ts";
import { createFileWires, type FakeEnd } from "../../fakes/browser/file_channel.ts";
import { createManualClock, type ManualClock } from "../../fakes/browser/clock.ts";
import { createFakeUrls } from "../../fakes/browser/env.ts";

class Side {
  readonly urls = createFakeUrls();
  readonly offers: Transfer[] = [];
  list: readonly Transfer[] = [];
  readonly files: Files;
  constructor(clock: ManualClock, maxBytes: number) {
    this.files = createFiles({
      clock,
      urls: this.urls,
      maxBytes,
      cleanName: cleanFileName,
      onChange: (list) => this.list = list,
      onOffer: (transfer) => this.offers.push(transfer),
    });
  }
  get states(): string[] {
    return this.list.map(({ state }) => state.kind === "failed" ? state.why : state.kind);
  }
  /** The only transfer there is. */
  get one(): Transfer {
    const [transfer, ...more] = this.list;
    assert.ok(transfer && more.length === 0, `one transfer, not ${this.list.length}`);
    return transfer;
  }
}

function setUp({ maxBytes = 50_000_000 } = {}) {
  const clock = createManualClock();
  const { ends, wires } = createFileWires();
  const ana = new Side(clock, maxBytes);
  const ben = new Side(clock, maxBytes);
  ana.files.update([{ muid: "ben", name: "Ben", wire: wires[0] }]);
  ben.files.update([{ muid: "ana", name: "Ana", wire: wires[1] }]);
  const reads = createReads();
  const flow = () => flowUntilStill(ends, { clock, reads });
  const end = () => {
    for (const { files, urls } of [ana, ben]) {
      files.close();
      assert.equal(urls.live.size, 0, "everything is given back");
    }
    assert.equal(clock.pending(), 0, "no timer is left");
  };
  return { clock, ends, ana, ben, flow, end, makeFile: reads.makeFile };
}

/** Ana's file to Ben, of which some frames are under way. */
async function onTheWay() {
  const all = setUp();
  const { ends, ana, ben } = all;
  ana.files.send(all.makeFile(5_000_000), ["ben"]);
  await all.flow();
  ben.files.accept(ben.one.key);
  ends[1].flow();
  while (ends[0].queue.length < 10) await new Promise((resolve) => setTimeout(resolve, 0));
  return all;
}

/** Until nothing moves any more. Blobs are read on tasks of their own. */
async function flowUntilStill(
  ends: readonly FakeEnd[],
  { clock, reads }: { clock: ManualClock; reads: { readonly pending: number } },
): Promise<void> {
  let hasMoved = true;
  while (hasMoved || reads.pending > 0) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    hasMoved = ends.map((end) => end.flow()).includes(true);
  }
  await clock.advance(200);
}

/** Makes files, and knows whether one of them is being read. */
function createReads() {
  const reads = { pending: 0 };
  const count = async <T>(reading: Promise<T>): Promise<T> => {
    reads.pending++;
    try {
      return await reading;
    } finally {
      reads.pending--;
    }
  };
  return {
    get pending() {
      return reads.pending;
    },
    makeFile(bytes: number, name = "data.bin") {
      const content = Uint8Array.from({ length: bytes }, (_, at) => (at * 31) % 251);
      const blob = new Blob([content]);
      return {
        name,
        type: "application/x-test",
        size: bytes,
        content,
        slice(from?: number, to?: number) {
          const part = blob.slice(from, to);
          const read = part.arrayBuffer.bind(part);
          return Object.assign(part, { arrayBuffer: () => count(read()) });
        },
      };
    },
  };
}

async function savedBytes({ urls, one }: Side): Promise<Uint8Array> {
  assert.equal(one.state.kind, "done");
  const blob = one.state.kind === "done" && urls.live.get(one.state.url ?? "");
  assert.ok(blob, "there is something to save");
  assert.equal(blob.type, "application/octet-stream", "nothing that opens as a page");
  return new Uint8Array(await blob.arrayBuffer());
}

for (const size of [0, 1, chunkBytes, chunkBytes + 1, 3_000_000]) {
  Deno.test(`[F7] ${size} bytes are offered, accepted, sent and right`, async () => {
    const { ends, ana, ben, flow, end, makeFile } = setUp();
    const file = makeFile(size, "C:\\secret\\pl\u202Ean.txt");
    assert.ok(ana.files.send(file, ["ben"]));
    await flow();
    assert.deepEqual([ana.states, ben.states], [["offered"], ["offered"]]);
    assert.deepEqual(ben.offers.map(({ person, file: { name } }) => [person, name]), [
      ["Ana", "plan.txt"],
    ]);
    assert.ok(ends[0].mostBuffered < 1_000, "not a byte of it leaves before that");
    ben.files.accept(ben.one.key);
    await flow();
    assert.deepEqual([ana.states, ben.states], [["done"], ["done"]]);
    assert.deepEqual(await savedBytes(ben), file.content);
    assert.ok(ends[0].mostBuffered < 1_100_000, "it waits while the channel is full");
    ben.files.forget(ben.one.key);
    assert.equal(ben.urls.live.size, 0, "forgetting frees it");
    end();
  });
}

Deno.test("[F7] declined: nothing is sent", async () => {
  const { ends, ana, ben, flow, end, makeFile } = setUp();
  ana.files.send(makeFile(100_000), ["ben"]);
  await flow();
  ben.files.stop(ben.one.key);
  await flow();
  assert.deepEqual([ana.states, ben.states], [["declined"], ["declined"]]);
  assert.ok(ends[0].mostBuffered < 1_000);
  end();
});

for (const who of ["sender", "receiver"] as const) {
  Deno.test(`[F7] the ${who} cancels on the way: both stop, nothing is kept`, async () => {
    const { ana, ben, flow, end } = await onTheWay();
    const side = who === "sender" ? ana : ben;
    side.files.stop(side.one.key);
    await flow();
    assert.deepEqual([ana.one.state, ben.one.state], [
      { kind: "stopped", isByUs: who === "sender" },
      { kind: "stopped", isByUs: who === "receiver" },
    ]);
    end();
  });
}

Deno.test("[F7] the link is lost on the way: both say so, and the next one begins anew", async () => {
  const { ends, ana, ben, flow, end, makeFile } = await onTheWay();
  ends[0].break();
  await flow();
  assert.deepEqual([ana.states, ben.states], [["lost"], ["lost"]]);
  assert.equal(ana.files.send(makeFile(1), ["ben"]), false, "there is nobody now");
  const next = createFileWires();
  ana.files.update([{ muid: "ben", name: "Ben", wire: next.wires[0] }]);
  assert.ok(ana.files.send(makeFile(1), ["ben"]));
  assert.deepEqual(ana.states, ["lost", "offered"]);
  ana.files.update([]);
  await flow();
  assert.deepEqual(ana.states, ["lost", "lost"], "who left is lost as well");
  end();
});

Deno.test("[F7] bytes that changed on the way are not kept", async () => {
  const { ends, ana, ben, flow, end, makeFile } = setUp();
  ana.files.send(makeFile(50_000), ["ben"]);
  await flow();
  ends[0].tamper = (frame) => {
    if (typeof frame === "string") return frame;
    const changed = frame.slice(0);
    new Uint8Array(changed).fill(1, 10, 11);
    return changed;
  };
  ben.files.accept(ben.one.key);
  await flow();
  assert.deepEqual([ana.states, ben.states], [["damaged"], ["damaged"]]);
  assert.equal(ben.urls.live.size, 0);
  end();
});

Deno.test("[F7] a file that shrank or cannot be read since it was offered fails on both sides", async () => {
  const gone = new DOMException("gone", "NotReadableError");
  const readings = [
    () => Object.assign(new Blob(), { arrayBuffer: () => Promise.resolve(new ArrayBuffer(5)) }),
    () => Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(gone) }),
  ];
  for (const slice of readings) {
    const { ana, ben, flow, end } = setUp();
    const file: FileSource = { name: "a", size: 100, type: "", slice };
    ana.files.send(file, ["ben"]);
    await flow();
    ben.files.accept(ben.one.key);
    await flow();
    assert.deepEqual([ana.states, ben.states], [["unreadable"], ["stopped"]]);
    end();
  }
});

Deno.test("[F7] offers that are too large or too many are declined unseen", async () => {
  const { ana, ben, flow, end, ends, makeFile } = setUp({ maxBytes: 1_000 });
  ends[0].send(JSON.stringify({ type: "offer", id: 99, name: "x", size: 1_001, mime: "" }));
  for (let count = 0; count < 12; count++) ana.files.send(makeFile(10), ["ben"]);
  await flow();
  assert.equal(ben.offers.length, 8);
  assert.deepEqual(new Set(ana.states), new Set(["offered", "declined"]));
  assert.equal(ana.states.filter((state) => state === "declined").length, 4);
  end();
});

Deno.test("[F7] to everybody: one transfer each under one batch, each answers alone", async () => {
  const clock = createManualClock();
  const reads = createReads();
  const ana = new Side(clock, 1_000);
  const links = [createFileWires(), createFileWires()];
  const others = links.map(() => new Side(clock, 1_000));
  ana.files.update(
    links.map(({ wires }, n) => ({ muid: `m${n}`, name: `N${n}`, wire: wires[0] })),
  );
  others.forEach(({ files }, n) => {
    const wire = links[n]?.wires[1];
    assert.ok(wire);
    files.update([{ muid: "ana", name: "Ana", wire }]);
  });
  const flow = () => flowUntilStill(links.flatMap(({ ends }) => [...ends]), { clock, reads });
  ana.files.send(reads.makeFile(10), ["m0", "m1"]);
  await flow();
  assert.equal(new Set(ana.list.map(({ batch }) => batch)).size, 1);
  others[0]?.files.accept(others[0].one.key);
  others[1]?.files.stop(others[1].one.key);
  await flow();
  assert.deepEqual(ana.states, ["done", "declined"]);
  for (const { files } of [ana, ...others]) files.close();
  assert.equal(clock.pending(), 0);
});

Deno.test("[F7] however often somebody asks: the list does not grow without end, nor the talk", async () => {
  const { clock, ana, ben, flow, end, makeFile } = setUp();
  for (let count = 0; count < 100; count++) {
    ana.files.send(makeFile(1), ["ben"]);
    ana.files.stop(ana.list.at(-1)?.key ?? "");
    await Promise.resolve();
  }
  await flow();
  assert.ok(ana.list.length <= 41);
  assert.equal(ben.offers.length, 30, "more in a minute are declined unseen");
  await clock.advance(61_000);
  ana.files.send(makeFile(1), ["ben"]);
  await flow();
  assert.equal(ben.list.at(-1)?.state.kind, "offered");
  end();
});

Deno.test("[F7] frames that are not understood are ignored", async () => {
  const { ends, ben, flow, end } = setUp();
  const wild: unknown[] = [
    ...["", "{", "null", "[]", '"x"', '{"type":"offer"}', '{"type":"offer","id":0}'],
    '{"type":"offer","id":1,"name":"a","size":-1,"mime":""}',
    '{"type":"offer","id":1,"name":"a","size":1.5,"mime":""}',
    '{"type":"offer","id":1,"name":7,"size":1,"mime":""}',
    '{"type":"unknown","id":1}',
    '{"type":"done","id":1,"ok":"yes"}',
    `{"type":"cancel","id":1,"more":"${"x".repeat(2_000)}"}`,
  ];
  for (const text of wild) {
    assert.equal(readCommand(String(text)), null, String(text));
    ends[0].send(String(text));
  }
  for (const length of [0, 3, 4, chunkBytes + 5]) {
    assert.equal(readChunk(new ArrayBuffer(length)), null);
    ends[0].send(new ArrayBuffer(length));
  }
  await flow();
  assert.deepEqual(ben.list, []);
  const chunk = readChunk(writeChunk(0xffff_fffe, new Uint8Array([1, 2])));
  assert.deepEqual(chunk, { id: 0xffff_fffe, content: new Uint8Array([1, 2]) });
  end();
});

Deno.test("[F7] content in frames of any length comes together again", async () => {
  const { ends, ben, flow, end } = setUp();
  const content = Uint8Array.from({ length: 2_200_000 }, (_, at) => at % 253);
  const { size } = new Blob([content]);
  ends[0].send(JSON.stringify({ type: "offer", id: 5, name: "a", size, mime: "" }));
  await flow();
  ben.files.accept(ben.one.key);
  let length = 1;
  for (let at = 0; at < size; at += length) {
    length = length * 7 % chunkBytes + 1;
    ends[0].send(writeChunk(5, content.subarray(at, at + length)));
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  ends[0].send(JSON.stringify({ type: "end", id: 5, sha256: digest.toHex() }));
  await flow();
  assert.deepEqual(await savedBytes(ben), content);
  end();
});

Deno.test("[F7] content for a file that was not accepted is not kept", async () => {
  const { ends, ben, flow, end } = setUp();
  const offer = { type: "offer", id: 1, name: "a", size: 100, mime: "" };
  ends[0].send(JSON.stringify(offer));
  ends[0].send(writeChunk(1, new Uint8Array(50)));
  ends[0].send(writeChunk(2, new Uint8Array(50)));
  await flow();
  ben.files.accept(ben.one.key);
  await flow();
  assert.deepEqual(ben.one.state, { kind: "moving", bytes: 0 });
  end();
});
