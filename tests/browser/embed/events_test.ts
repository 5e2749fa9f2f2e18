// What the page around ours is told.

import assert from "node:assert/strict";
import { createEmbed } from "../../../lib/browser/embed/mod.ts";
import { createFakeCalls } from "../../fakes/browser/calls.ts";
import { settle } from "../../fakes/browser/clock.ts";
import { createFakeEmbedder, embedder } from "../../fakes/browser/embed.ts";

type Calls = Awaited<ReturnType<typeof createFakeCalls>>;

function frame(calls: Calls, { client }: Awaited<ReturnType<Calls["join"]>>) {
  const around = createFakeEmbedder();
  const { meetingId } = calls.server;
  createEmbed({
    client,
    env: around.env,
    clock: calls.clock,
    meetingId,
    frameAncestors: [embedder],
  });
  return around.greet();
}

Deno.test("[O32] who comes late is told how it is, and then what changes, each once", async () => {
  const calls = await createFakeCalls();
  const ana = await calls.join("subject-0", { name: "Ana" });
  const page = frame(calls, ana);
  const own = { muid: ana.muid, name: "Ana", role: "HOST" };
  assert.deepEqual(page.details("joined"), [{ meeting: calls.server.meetingId, ...own }]);
  assert.deepEqual(page.details("people"), [{ count: 1, muid: ana.muid, people: [own] }]);
  assert.deepEqual(page.details("mic"), [{ isOn: true }]);
  assert.deepEqual(page.details("share"), [{ isOn: false }]);

  const ben = await calls.join("ben", { name: "Ben" });
  const other = { muid: ben.muid, name: "Ben", role: "PARTICIPANT" };
  assert.deepEqual(page.details("people").at(-1), {
    count: 2,
    muid: ana.muid,
    people: [own, other],
  });
  const told = page.details("people").length;
  await ben.call.setMic(false);
  await settle();
  assert.equal(page.details("people").length, told, "devices of others are none of its business");
  await ana.call.setMic(false);
  await ana.call.setCamera(false);
  assert.deepEqual(page.details("mic"), [{ isOn: true }, { isOn: false }]);
  assert.deepEqual(page.details("camera"), [{ isOn: true }, { isOn: false }]);

  await ana.call.leave();
  await settle();
  assert.deepEqual(page.details("left"), [{ meeting: calls.server.meetingId, reason: "left" }]);
  assert.deepEqual(page.details("joined").length, 1);
  await calls.end();
});

Deno.test("[O32] an end by others has its reason, a refusal at the door is an error", async () => {
  const calls = await createFakeCalls();
  const ana = await calls.join("subject-0", { name: "Ana" });
  const ben = await calls.join("ben", { name: "Ben" });
  const page = frame(calls, ben);
  const twin = await calls.join("other", { name: "Ben" });
  const refused = frame(calls, twin);
  assert.deepEqual(refused.details("error"), [{
    error: "NAME_TAKEN",
    message: `The name "Ben" is already in use in the meeting.`,
  }]);
  assert.deepEqual([refused.details("joined"), refused.details("left")], [[], []]);
  assert.deepEqual(refused.details("mic"), [{ isOn: true }], "the preview goes on");
  await ana.call.remove(ben.muid);
  await settle();
  assert.deepEqual(page.details("left"), [{
    meeting: calls.server.meetingId,
    reason: "removed",
  }]);
  await calls.end();
});

Deno.test("[O32] a device that gives nothing is off, and says why", async () => {
  const calls = await createFakeCalls();
  const ana = await calls.join("subject-0", { name: "Ana" });
  const page = frame(calls, ana);
  await ana.call.setMic(false);
  await ana.call.setCamera(false);
  ana.media.trouble.audio = new DOMException("", "NotFoundError");
  ana.media.trouble.video = new DOMException("", "NotFoundError");
  await ana.call.setCamera(true);
  await settle();
  assert.deepEqual(page.details("camera").at(-1), { isOn: false, failure: "not-found" });
  await calls.end();
});
