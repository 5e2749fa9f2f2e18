// What a browser reports of its part of a call, to a server that asks for it.

import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { watchCall } from "../../lib/browser/call_report.ts";
import type { RemoteParticipant } from "../../lib/browser/people/mod.ts";
import { emptySample, type LinkSample } from "../../lib/browser/stats/rates.ts";
import type { CallStatus } from "../../lib/browser/call_api.ts";
import type { PageEvent } from "../../lib/browser/ports.ts";
import { CallReport } from "../../lib/shared/protocol/mod.ts";
import { settle } from "../fakes/browser/clock.ts";
import { createFakeCalls } from "../fakes/browser/calls.ts";

/** As much of somebody else as is watched. */
function person(muid: string, { hasCamera = true } = {}) {
  const state = { mic: true, camera: hasCamera, screen: false };
  const camera = signal<MediaStream | null>(null);
  const samples = signal<readonly LinkSample[]>([]);
  const participant = { muid, info: signal({ state }), camera, samples };
  let at = 0;
  return {
    participant: participant as unknown as RemoteParticipant,
    camera,
    /** Two more seconds of the connection. */
    pass({ path = "direct", frozenMs = 0, isMoving = true, isDue = true }: {
      path?: LinkSample["path"];
      frozenMs?: number;
      isMoving?: boolean;
      isDue?: boolean;
    } = {}) {
      at += 2_000;
      const empty = emptySample(at, { fps: isDue ? 30 : 0, sound: true });
      const picture = { width: 640, height: 360, fps: 20, codec: "VP8" };
      const down = { ...empty.down, camera: isMoving ? picture : null };
      samples.value = [...samples.peek(), { ...empty, path, frozenMs, down }];
    },
  };
}

/** A watched call with nobody in it yet. */
function watch() {
  const status = signal<CallStatus>({ kind: "joined" });
  const participants = signal<readonly RemoteParticipant[]>([]);
  const sent: CallReport[] = [];
  const pages = new Set<(event: PageEvent) => void>();
  let now = 1_000;
  watchCall({
    call: { status, participants },
    now: () => now,
    token: () => "token",
    onPage(handle) {
      pages.add(handle);
      return () => pages.delete(handle);
    },
    send(path, body) {
      assert.equal(path, "/report");
      sent.push(CallReport.parse(JSON.parse(body)));
    },
  });
  return {
    status,
    participants,
    sent,
    pages,
    pass: (ms: number) => void (now += ms),
    emit: (event: PageEvent) => pages.forEach((handle) => handle(event)),
  };
}

Deno.test("[O7] a report has the path, the first frame and the longest freeze of each connection, and nothing else", () => {
  const { status, participants, sent, pass } = watch();
  const [ana, ben, cleo, dora] = [
    person("ana"),
    person("ben"),
    person("cleo", { hasCamera: false }),
    person("dora"),
  ];
  participants.value = [ana, ben, cleo, dora].map((one) => one.participant);
  pass(700);
  ana.camera.value = {} as MediaStream;
  pass(300);
  ben.camera.value = {} as MediaStream;
  ben.camera.value = null;
  ben.camera.value = {} as MediaStream;
  cleo.camera.value = {} as MediaStream;
  ana.pass();
  ana.pass({ frozenMs: 350 });
  ana.pass({ frozenMs: 120 });
  ben.pass({ path: "relay", isMoving: false });
  ben.pass({ path: "relay" });
  ben.pass({ path: "relay", isMoving: false });
  ben.pass({ path: "none", isMoving: false });
  ben.pass({ path: "relay" });
  cleo.pass({ isMoving: false, isDue: false });
  // Who goes before the end is in it all the same.
  participants.value = [ana, cleo, dora].map((one) => one.participant);
  status.value = { kind: "ended", reason: { kind: "left" } };
  participants.value = [];
  assert.deepEqual(sent, [{
    token: "token",
    links: [
      { path: "relay", first_frame_ms: 1_000, longest_freeze_ms: 4_000 },
      { path: "direct", first_frame_ms: 700, longest_freeze_ms: 350 },
      { path: "direct" },
      { path: "none" },
    ],
  }]);
});

Deno.test("[O7] a page that goes reports once; a call without others reports nothing", async () => {
  const going = watch();
  going.participants.value = [person("ana").participant];
  going.emit("visible");
  assert.equal(going.sent.length, 0);
  going.emit("pagehide");
  going.emit("pagehide");
  going.status.value = { kind: "ended", reason: { kind: "left" } };
  await Promise.resolve();
  assert.deepEqual([going.sent.length, going.pages.size], [1, 0]);

  const alone = watch();
  alone.status.value = { kind: "ended", reason: { kind: "left" } };
  assert.equal(alone.sent.length, 0);
});

Deno.test("[O7] only a server that asks is told; what it is told has no name and no number", async () => {
  for (const asks of [true, false]) {
    const { join, end } = await createFakeCalls();
    const ana = await join("subject-0", { config: asks ? { CALL_REPORTS: true } : {} });
    const ben = await join("ben");
    await settle();
    await ana.call.leave();
    await settle();
    assert.equal(ana.last.length, asks ? 1 : 0);
    assert.equal(ben.last.length, 0);
    const text = JSON.stringify(ana.last);
    assert.ok(!text.includes(ben.muid) && !text.includes('"ben"'));
    await end();
  }
});
