// Order and gaps of events, and the ways back into a room, against a server a test holds in its hand.

import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { createMembership, type ViewChange } from "../../../lib/browser/signalling/membership.ts";
import { createSignalling } from "../../../lib/browser/signalling/signalling.ts";
import type { ConfigInfo } from "../../../lib/shared/protocol/mod.ts";
import { roomInfo } from "../../../lib/shared/room/state.ts";
import { createManualClock, settle } from "../../fakes/browser/clock.ts";
import { createFakeOrigin } from "../../fakes/browser/origin.ts";
import { createFakeSockets } from "../../fakes/browser/socket.ts";
import { joinOf, muidOf, roomAfter, userOf } from "../../fakes/rooms.ts";

const room = roomInfo(roomAfter([joinOf(0), joinOf(1)]));
const admission = (seq: number, resume_token = "t1") => ({
  self: { muid: muidOf(0), role: "HOST", resume_token },
  seq,
  ice_servers: [],
  turn_expires_at: 0,
  chat: [],
});

async function setUp(
  { resumeToken, organizerKey, isLetIn = true }: {
    resumeToken?: string;
    organizerKey?: string;
    isLetIn?: boolean;
  } = {},
) {
  const clock = createManualClock();
  const sockets = createFakeSockets();
  const token = { token: "t" } as ConfigInfo;
  let ids = 0;
  const origin = createFakeOrigin();
  const signalling = createSignalling({
    clock,
    origin,
    credentials: {
      config: signal<ConfigInfo | null>(token),
      getToken: () => Promise.resolve("t"),
      forget() {},
    },
    random: () => 0,
    uuid: () => `r${++ids}`,
    openSocket: sockets.openSocket,
    onPage: () => () => {},
  });
  const membership = createMembership({
    signalling,
    clock,
    meetingId: "123456789",
    passcode: "secret",
    ...(resumeToken ? { resumeToken } : {}),
    ...(organizerKey ? { organizerKey } : {}),
    describeSelf: () => userOf(0),
  });
  const changes: ViewChange[] = [];
  membership.onView((change) => changes.push(change));
  membership.start();
  await settle();
  if (isLetIn) sockets.last.accept();
  /** Lets the client come back and accepts it. */
  const comeBack = async () => {
    const known = sockets.sockets.length;
    for (let n = 0; n < 100 && sockets.sockets.length === known; n++) await clock.advance(100);
    sockets.last.accept();
    await settle();
  };
  const join = async (seq = 5) => {
    sockets.last.answer("JOIN_MEETING", { data: room, ...admission(seq) });
    await settle();
  };
  const chat = (seq: number) =>
    sockets.last.say({
      type: "CHAT",
      seq,
      data: { id: `m${seq}`, muid: muidOf(1), name: "b", text: `${seq}`, time: 1 },
    });
  const texts = () => changes.at(-1)?.view.chat.map((message) => message.text);
  const end = () => {
    membership.end({ kind: "left" });
    signalling.close();
    assert.equal(clock.pending(), 0);
  };
  const status = () => membership.status.value;
  return {
    origin,
    clock,
    sockets,
    signalling,
    membership,
    changes,
    comeBack,
    join,
    chat,
    texts,
    end,
    status,
  };
}

Deno.test("[P16] events of the past are ignored, the next one counts, also of an unknown type [P17]", async () => {
  const { sockets, join, chat, texts, end } = await setUp();
  chat(5);
  await join(5);
  for (const seq of [4, 5, 6, 6, 5]) chat(seq);
  assert.deepEqual(texts(), ["6"]);
  sockets.last.say({ type: "CONFETTI", seq: 7, data: {} });
  sockets.last.say({ type: "CONFETTI" });
  chat(8);
  assert.deepEqual(texts(), ["6", "8"]);
  assert.equal(sockets.sockets.length, 1);
  end();
});

Deno.test("[P16] what came with an admission whose events have a gap is gone with its socket", async () => {
  const { sockets, join, chat, comeBack, membership, end } = await setUp();
  const directs: string[] = [];
  membership.onDirect((event) => directs.push(event.type));
  const signal = { from: muidOf(1), payload: { candidate: { candidate: "c" } } };
  // All in one breath with the answer, which is read a turn later.
  const joined = join(5);
  chat(8);
  sockets.last.say({ type: "SIGNAL", ...signal });
  await joined;
  await comeBack();
  sockets.last.answer("RESUME_MEETING", admission(8));
  await settle();
  assert.deepEqual(directs, [], "it was said on a socket that we gave up");
  end();
});

Deno.test("[P16] a gap brings a new socket and a resume from the last event seen", async () => {
  const { sockets, join, chat, texts, comeBack, status, end } = await setUp();
  await join(5);
  chat(6);
  chat(8);
  assert.deepEqual([texts(), status().kind], [["6"], "reconnecting"]);
  assert.ok(sockets.sockets[0]?.isClosed);
  await comeBack();
  const { last_seq, resume_token, room_id } = sockets.last.last("RESUME_MEETING");
  assert.deepEqual([last_seq, resume_token, room_id], [6, "t1", "123456789"]);
  sockets.last.answer("RESUME_MEETING", { ...admission(6, "t2") });
  for (const seq of [7, 8]) chat(seq);
  await settle();
  for (const seq of [7, 8, 9]) chat(seq);
  assert.equal(status().kind, "joined");
  assert.deepEqual(texts()?.slice(-1), ["9"]);
  end();
});

Deno.test("[R9] what the server left out on a slow socket is no gap; what is missing besides is one", async () => {
  const { sockets, join, chat, texts, status, end } = await setUp();
  const slow = (seq: number, prev: number) =>
    sockets.last.say({ type: "REACT", seq, prev, data: { muid: muidOf(1), emoji: "👍" } });
  await join(5);
  chat(6);
  slow(9, 6);
  chat(10);
  slow(12, 10);
  slow(12, 10);
  slow(11, 10);
  assert.deepEqual([texts(), status().kind], [["6", "10"], "joined"]);
  // 13 was sent to us, and is lost.
  slow(15, 13);
  assert.equal(status().kind, "reconnecting");
  end();
});

Deno.test("[R9] a reload counts from its snapshot on, whatever was sent before", async () => {
  const { sockets, chat, texts, status, end } = await setUp({ resumeToken: "t0" });
  const { last_seq, resume_token } = sockets.last.last("RESUME_MEETING");
  assert.deepEqual([last_seq, resume_token], [0, "t0"]);
  sockets.last.answer("RESUME_MEETING", { data: room, ...admission(40) });
  await settle();
  chat(40);
  chat(41);
  assert.deepEqual([texts(), status().kind], [["41"], "joined"]);
  end();
});

Deno.test("[R10] coming back: trouble of the server is waited out, what wants the person ends it", async () => {
  const { sockets, comeBack, status, changes, end } = await setUp({ resumeToken: "t0" });
  sockets.last.answer("RESUME_MEETING", { code: 503, error: "UNAVAILABLE", message: "no" });
  await settle();
  await comeBack();
  assert.equal(sockets.last.last("RESUME_MEETING").resume_token, "t0");
  sockets.last.answer("RESUME_MEETING", { code: 409, error: "RESUME_FAILED", message: "gone" });
  await settle();
  assert.equal(sockets.last.last("JOIN_MEETING").muid, muidOf(0), "the same muid");
  sockets.last.answer("JOIN_MEETING", { code: 401, error: "PASSCODE_REQUIRED", message: "no" });
  await settle();
  const ended = status();
  assert.ok(ended.kind === "ended" && ended.reason.kind === "refused");
  assert.deepEqual([ended.reason.error, changes], ["PASSCODE_REQUIRED", []]);
  end();
});

Deno.test("[R10] coming back to a server that does not answer ends after 30 s", async () => {
  const { origin, clock, sockets, status, end } = await setUp({ resumeToken: "t0" });
  origin.lose();
  sockets.last.end(1006);
  await clock.advance(30_000);
  const ended = status();
  assert.ok(ended.kind === "ended" && ended.reason.kind === "refused");
  assert.equal(ended.reason.error, "UNAVAILABLE");
  end();
});

Deno.test("[R3] missed events that follow the reply are all applied, once", async () => {
  const { sockets, join, chat, texts, comeBack, end } = await setUp();
  await join(5);
  sockets.last.end(1006);
  await comeBack();
  sockets.last.answer("RESUME_MEETING", { ...admission(5, "t2") });
  // Not a turn between them and the reply.
  for (const seq of [6, 7, 8]) chat(seq);
  await settle();
  assert.deepEqual(texts(), ["6", "7", "8"]);
  assert.equal(sockets.sockets.length, 2);
  end();
});

Deno.test("[R3] a snapshot replaces the room, keeps older chat, and goes on from its number", async () => {
  const { sockets, join, chat, texts, comeBack, changes, end } = await setUp();
  await join(5);
  chat(6);
  sockets.last.end(1006);
  await comeBack();
  const message = { id: "m400", muid: muidOf(1), name: "b", text: "400", time: 1 };
  sockets.last.answer("RESUME_MEETING", {
    data: { ...room, locked: true },
    ...admission(400, "t2"),
    chat: [message],
  });
  await settle();
  assert.deepEqual(texts(), ["6", "400"]);
  assert.equal(changes.at(-1)?.view.room.locked, true);
  chat(401);
  assert.deepEqual(texts(), ["6", "400", "401"]);
  sockets.last.end(1006);
  await comeBack();
  assert.equal(sockets.last.last("RESUME_MEETING").resume_token, "t2", "the newest token counts");
  end();
});

Deno.test("[R5] a seat that is gone is joined anew: same muid, name, passcode and state", async () => {
  const { sockets, signalling, join, comeBack, changes, status, end } = await setUp();
  const first = { ...sockets.last.last("JOIN_MEETING") };
  await join(5);
  const said = signalling.request({ type: "CHAT", room_id: "123456789", text: "hi" });
  sockets.last.end(1006);
  await comeBack();
  sockets.last.answer("RESUME_MEETING", { code: 409, error: "RESUME_FAILED", message: "gone" });
  await settle();
  const again = { ...sockets.last.last("JOIN_MEETING") };
  assert.notEqual(again.request_id, first.request_id);
  assert.deepEqual({ ...again, request_id: 0 }, { ...first, request_id: 0 });
  assert.equal(again.passcode, "secret");
  await join(1);
  assert.deepEqual([status().kind, changes.at(-1)?.cause.kind], ["joined", "rejoined"]);
  assert.equal((await said).ok, false, "nobody knows whether it was said: it is not said twice");
  assert.equal(sockets.last.last("CHAT"), undefined);
  end();
});

Deno.test("[R8] our own ghost keeps the seat for a while: it is asked for until it is free", async () => {
  const { clock, sockets, join, comeBack, status, end } = await setUp();
  await join(5);
  sockets.last.end(1006);
  await comeBack();
  sockets.last.answer("RESUME_MEETING", { code: 409, error: "RESUME_FAILED", message: "gone" });
  await settle();
  for (let n = 0; n < 5; n++) {
    sockets.last.answer("JOIN_MEETING", { code: 409, error: "MUID_TAKEN", message: "taken" });
    await clock.advance(2_000);
  }
  assert.equal(status().kind, "reconnecting");
  await join(9);
  assert.equal(status().kind, "joined");
  end();
});

Deno.test("[R14] a server in trouble is asked again, and loses nobody their seat", async () => {
  const { sockets, join, comeBack, status, end } = await setUp();
  await join(5);
  sockets.last.end(1006);
  await comeBack();
  sockets.last.answer("RESUME_MEETING", { code: 503, error: "UNAVAILABLE", message: "no" });
  await settle();
  assert.equal(status().kind, "reconnecting");
  await comeBack();
  assert.equal(sockets.last.last("RESUME_MEETING").last_seq, 5);
  end();
});

Deno.test("[P12] refusals of the first join, and of a meeting that is gone, end it with their reason", async () => {
  for (const error of ["MEETING_NOT_FOUND", "PASSCODE_WRONG", "LOCKED", "ROOM_FULL", "REMOVED"]) {
    const { sockets, status, end } = await setUp();
    sockets.last.answer("JOIN_MEETING", { code: 400, error, message: "no" });
    await settle();
    assert.deepEqual(status(), {
      kind: "ended",
      reason: { kind: "refused", error, message: "no" },
    });
    end();
  }
});

Deno.test("[R2] terminal close codes end it with their reason", async () => {
  const table = [[4403, "removed"], [4409, "taken-over"], [4410, "finished"], [4400, "refused"]];
  for (const [code, kind] of table) {
    const { sockets, join, status, end } = await setUp();
    await join(5);
    sockets.last.end(Number(code));
    const ended = status();
    assert.ok(ended.kind === "ended" && ended.reason.kind === kind, `${code}`);
    end();
  }
});

Deno.test("[P7] whose socket is refused for the page's address is told so, and not of the network", async () => {
  const { origin, sockets, status, end } = await setUp({ isLetIn: false });
  origin.refuse();
  sockets.last.end(1006);
  await settle();
  const now = status();
  assert.ok(now.kind === "ended" && now.reason.kind === "refused");
  assert.equal(now.reason.error, "FORBIDDEN_ORIGIN");
  assert.equal(origin.asked, 1);
  end();
});

Deno.test("[P7] a socket that does not open for another reason is tried again, as before", async () => {
  const { origin, sockets, status, join, comeBack, end } = await setUp({ isLetIn: false });
  sockets.last.end(1006);
  await settle();
  assert.equal(origin.asked, 1);
  assert.deepEqual(status(), { kind: "joining" });
  await comeBack();
  await join();
  assert.deepEqual(status(), { kind: "joined" });
  sockets.last.end(1006);
  await settle();
  assert.equal(origin.asked, 1, "one that was open was let in");
  end();
});

Deno.test("[P7] whose sockets never open though the server answers is told that something blocks them", async () => {
  for (const isThere of [true, false]) {
    const { origin, clock, sockets, status, end } = await setUp({ isLetIn: false });
    if (!isThere) origin.lose();
    for (let known = 0, n = 0; n < 400 && status().kind !== "ended"; n++) {
      if (sockets.sockets.length > known) {
        known = sockets.sockets.length;
        sockets.last.end(1006);
      }
      await clock.advance(100);
    }
    const now = status();
    assert.ok(now.kind === "ended" && now.reason.kind === "refused");
    assert.equal(now.reason.error, isThere ? "UPGRADE_REQUIRED" : "UNAVAILABLE");
    end();
  }
});

Deno.test("[P7][R6] in a call the seat is kept in mind while the server takes no socket from here", async () => {
  const { origin, clock, sockets, status, join, comeBack, end } = await setUp();
  await join();
  origin.refuse();
  sockets.last.end(1006);
  assert.deepEqual(status(), { kind: "reconnecting" });
  for (let n = 0; n < 20 && sockets.sockets.length < 2; n++) await clock.advance(100);
  sockets.last.end(1006);
  await settle();
  assert.deepEqual(status(), { kind: "reconnecting", isOriginRefused: true });
  await comeBack();
  sockets.last.answer("RESUME_MEETING", { data: room, ...admission(5) });
  await settle();
  assert.deepEqual(status(), { kind: "joined" });
  assert.equal(origin.isRefused.value, false);
  end();
});

Deno.test("[P14] the organizer key goes with every join, also where the seat was lost", async () => {
  const { sockets, join, comeBack, end } = await setUp({ organizerKey: "the-key" });
  assert.equal(sockets.last.last("JOIN_MEETING").organizer_key, "the-key");
  await join();
  sockets.last.end(1006);
  await comeBack();
  sockets.last.answer("RESUME_MEETING", { code: 409, error: "RESUME_FAILED" });
  await settle();
  assert.equal(sockets.last.last("JOIN_MEETING").organizer_key, "the-key");
  end();
});

Deno.test("[P12] who waits knows whether there is a host who could let them in", async () => {
  const { sockets, status, end } = await setUp();
  const say = (more: object) => sockets.last.say({ type: "LOBBY_WAITING", ...more });
  say({ host_present: false });
  assert.deepEqual(status(), { kind: "waiting", isHostHere: false, startsAt: null });
  say({});
  assert.deepEqual(status(), { kind: "waiting", isHostHere: true, startsAt: null });
  say({ host_present: true, of_tomorrow: 1 });
  assert.deepEqual(status(), { kind: "waiting", isHostHere: true, startsAt: null });
  say({ host_present: false, starts_at: 60_000 });
  assert.deepEqual(status(), { kind: "waiting", isHostHere: false, startsAt: 60_000 });
  end();
});
