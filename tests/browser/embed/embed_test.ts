// The channel to the page around ours: who gets one.

import assert from "node:assert/strict";
import { createEmbed } from "../../../lib/browser/embed/mod.ts";
import { createFakeCalls } from "../../fakes/browser/calls.ts";
import { settle } from "../../fakes/browser/clock.ts";
import { createFakeEmbedder, embedder } from "../../fakes/browser/embed.ts";

/** Somebody in a call, in a frame of a page that the server lets show it. */
async function setUp() {
  const calls = await createFakeCalls();
  const ana = await calls.join("subject-0", { name: "Ana" });
  const around = createFakeEmbedder();
  const embed = createEmbed({
    client: ana.client,
    env: around.env,
    clock: calls.clock,
    meetingId: calls.server.meetingId,
    frameAncestors: [embedder],
  });
  return { ...calls, ana, around, embed };
}

Deno.test("[O32] a hello of an origin that the server lets show us is answered, once", async () => {
  const { around, embed, end } = await setUp();
  const page = around.greet();
  assert.deepEqual(page.heard[0], { type: "welcome", version: 1 });
  const again = around.greet();
  assert.deepEqual([again.heard, again.channel.isClosed], [[], true]);
  embed.close();
  assert.equal(page.channel.isClosed, true);
  await end();
});

Deno.test("[O32] our own origin is let in, too", async () => {
  const { around, embed, end } = await setUp();
  assert.equal(around.greet({ origin: around.env.ownOrigin }).heard[0]?.type, "welcome");
  embed.close();
  await end();
});

Deno.test("[O32] who is not allowed, or says no hello, hears nothing", async () => {
  const { around, embed, end } = await setUp();
  const wrong = [
    { origin: "https://evil.example.org" },
    { origin: `${embedder}.evil.example.org` },
    { origin: "null" },
    { origin: "" },
    { data: { conflux: "hello", version: 2 } },
    { data: { conflux: "bye", version: 1 } },
    { data: "hello" },
    { data: null },
  ];
  for (const hello of wrong) {
    const { heard, channel } = around.greet(hello);
    assert.deepEqual([heard, channel.isClosed], [[], true], JSON.stringify(hello));
  }
  assert.equal(around.greet().heard[0]?.type, "welcome", "and the right one still gets in");
  embed.close();
  await end();
});

Deno.test("[O32] what is no command is answered so where it has an id, and changes nothing", async () => {
  const { around, ana, embed, end } = await setUp();
  const page = around.greet();
  const before = page.heard.length;
  for (const data of [null, "mic", {}, { command: "leave" }, { id: "1", command: "leave" }]) {
    page.say(data);
  }
  await settle();
  assert.equal(page.heard.length, before);
  const wrong = [
    { id: 1, command: "finish" },
    { id: 2, command: "mic", isOn: "yes" },
    { id: 3, command: "theme", theme: "pink" },
  ];
  for (const data of wrong) page.say(data);
  await settle();
  const reasons = wrong.map(({ id }) => page.answer(id)).map((one) =>
    one && !one.done && one.reason
  );
  assert.deepEqual(reasons, ["unknown-command", "unknown-command", "unknown-command"]);
  assert.deepEqual([ana.status, ana.local.mic.value.kind], ["joined", "on"]);
  embed.close();
  await end();
});

Deno.test("[O32] after the page is closed neither hello nor command does anything", async () => {
  const { around, ana, embed, end } = await setUp();
  const page = around.greet();
  embed.close();
  const heard = page.heard.length;
  await ana.call.setMic(false);
  await settle();
  assert.deepEqual([page.heard.length, around.greet().heard], [heard, []]);
  await end();
});
