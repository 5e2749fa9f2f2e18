// What the page around ours may ask for, and the answers.

import assert from "node:assert/strict";
import { createEmbed } from "../../../lib/browser/embed/mod.ts";
import { createFakeCalls } from "../../fakes/browser/calls.ts";
import { settle } from "../../fakes/browser/clock.ts";
import { createFakeEmbedder, embedder } from "../../fakes/browser/embed.ts";

async function setUp() {
  const calls = await createFakeCalls();
  const ana = await calls.join("subject-0", { name: "Ana" });
  const around = createFakeEmbedder();
  createEmbed({
    client: ana.client,
    env: around.env,
    clock: calls.clock,
    meetingId: calls.server.meetingId,
    frameAncestors: [embedder],
  });
  const page = around.greet();
  let last = 0;
  /** Asks, and gives the answer: "done", or why not. */
  async function ask(command: object): Promise<string | undefined> {
    const id = ++last;
    page.say({ id, ...command });
    await settle();
    const answer = page.answer(id);
    return answer && (answer.done ? "done" : answer.reason);
  }
  return { ...calls, ana, around: around.fake, page, ask };
}

Deno.test("[O32] devices are switched, and one that cannot be is told why", async () => {
  const { ana, ask, join, end } = await setUp();
  const ben = await join("ben");
  assert.equal(await ask({ command: "mic", isOn: false }), "done");
  assert.equal(await ask({ command: "camera", isOn: false }), "done");
  assert.deepEqual(ben.stateOf(ana), { mic: false, camera: false, screen: false });
  ana.media.trouble.video = new DOMException("", "NotAllowedError");
  assert.equal(await ask({ command: "camera", isOn: true }), "denied");
  assert.equal(await ask({ command: "mic", isOn: true }), "done");
  await end();
});

Deno.test("[O32] a screen is shared after a click in the frame, and not else", async () => {
  const { ana, around, ask, end } = await setUp();
  around.wasClicked = false;
  assert.equal(await ask({ command: "share", isOn: true }), "needs-click");
  assert.deepEqual(ana.media.displayOptions, [], "the browser was not asked");
  around.wasClicked = true;
  assert.equal(await ask({ command: "share", isOn: true }), "done");
  assert.equal(ana.stateOf(ana)?.screen, true);
  assert.equal(await ask({ command: "share", isOn: true }), "done", "it is");
  assert.equal(await ask({ command: "share", isOn: false }), "done");
  assert.equal(ana.stateOf(ana)?.screen, false);
  // A browser that does not tell is tried.
  around.wasClicked = null;
  ana.media.display = new DOMException("", "InvalidStateError");
  assert.equal(await ask({ command: "share", isOn: true }), "failed");
  await end();
});

Deno.test("[O32] somebody else who shares is the reason, and one who dismissed the question", async () => {
  const { page, join, ask, clock, ana, end } = await setUp();
  ana.media.display = [];
  page.say({ id: 77, command: "share", isOn: true });
  await settle();
  assert.equal(page.answer(77), undefined, "the server may still agree");
  await clock.advance(10_000);
  await settle();
  const answer = page.answer(77);
  assert.equal(answer && !answer.done && answer.reason, "dismissed");
  const ben = await join("ben");
  await ben.call.setScreen(true);
  await settle();
  assert.equal(await ask({ command: "share", isOn: true }), "busy");
  await end();
});

Deno.test("[O32] leaving is answered before the page goes; afterwards there is no call", async () => {
  const { ana, page, ask, end } = await setUp();
  assert.equal(await ask({ command: "leave" }), "done");
  assert.equal(ana.status, "ended");
  const order = page.heard.flatMap((one) =>
    one.type === "answer"
      ? ["answer"]
      : one.type === "event" && one.event === "left"
      ? ["left"]
      : []
  );
  assert.deepEqual(order, ["left", "answer"]);
  for (const command of ["leave", "mic", "share"]) {
    assert.equal(await ask({ command, isOn: true }), "not-in-call", command);
  }
  await end();
});

Deno.test("[O30][O32] the theme follows that of the page around, and is not kept", async () => {
  const { ana, ask, end } = await setUp();
  const kept = new Map(ana.kept);
  for (const [theme, comesTo] of [["dark", "dark"], ["auto", "system"]]) {
    assert.equal(await ask({ command: "theme", theme }), "done");
    assert.equal(ana.client.preferences.value.theme, comesTo);
  }
  assert.deepEqual(ana.kept.get("conflux.preferences"), kept.get("conflux.preferences"));
  await end();
});
