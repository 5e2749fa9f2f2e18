// The pure decisions of the engine: schedules, tables, reducers.

import assert from "node:assert/strict";
import { reconnectDelay, restartDelay } from "../../lib/browser/signalling/backoff.ts";
import { createPacer } from "../../lib/browser/signalling/pacer.ts";
import { parseFrame } from "../../lib/browser/signalling/incoming.ts";
import { findNotices, findWaitingNotices } from "../../lib/browser/people/notices.ts";
import { chooseShape, toEncoding } from "../../lib/browser/peer/quality.ts";
import { reduceView, type RoomView } from "../../lib/browser/signalling/roster.ts";
import { isAnswerTo, nameOffer, readFragments, readSession } from "../../lib/browser/peer/sdp.ts";
import { nobodySpeaks, reduceSpeakers, type Speakers } from "../../lib/browser/people/speaker.ts";
import type { RoomBroadcast } from "../../lib/shared/protocol/mod.ts";
import { roomInfo } from "../../lib/shared/room/state.ts";
import { createManualClock } from "../fakes/fake_peer_clock.ts";
import { joinOf, muidOf, roomAfter } from "../fakes/rooms.ts";

Deno.test("[R2] the schedule is 0, 0.3, 1.2, 2.7, 4.8, then 7 s, with jitter from the third try", () => {
  const plain = [0, 1, 2, 3, 4, 5, 6, 50].map((attempt) => reconnectDelay(attempt, 0));
  assert.deepEqual(plain, [0, 300, 1200, 2700, 4800, 7000, 7000, 7000]);
  const jittered = [0, 1, 2, 3, 9].map((attempt) => reconnectDelay(attempt, 1));
  assert.deepEqual(jittered, [0, 300, 2200, 3700, 8000]);
});

Deno.test("[R7] after a restart of the server the delay is 1 to 5 s", () => {
  assert.deepEqual([0, 0.5, 1].map(restartDelay), [1000, 3000, 5000]);
});

Deno.test("[S7] the pacer lets a burst out at once and the rest at its rate, in order", async () => {
  const clock = createManualClock();
  const pacer = createPacer(clock, { burst: 3, perSecond: 10 });
  const out: number[] = [];
  for (let n = 0; n < 6; n++) pacer.run(() => out.push(n));
  assert.deepEqual(out, [0, 1, 2]);
  await clock.advance(99);
  assert.deepEqual(out, [0, 1, 2]);
  await clock.advance(201);
  assert.deepEqual(out, [0, 1, 2, 3, 4, 5]);
  for (let n = 6; n < 9; n++) pacer.run(() => out.push(n));
  pacer.close();
  await clock.advance(1_000);
  assert.ok(!out.includes(8), "nothing comes out of a closed pacer");
  assert.equal(clock.pending(), 0);
});

Deno.test("quality: fewer pixels to each, the more people there are", () => {
  const heights = [2, 3, 4, 5, 6, 7, 12].map((people) => chooseShape(people, null).height);
  assert.deepEqual(heights, [720, 360, 360, 270, 270, 180, 180]);
  const rates = [2, 4, 6, 8].map((people) => chooseShape(people, null).maxBitrate);
  assert.deepEqual(rates, rates.toSorted((a, b) => b - a));
  assert.ok(chooseShape(4, null).maxFramerate >= 18, "BENCH.md: 4 people at 18 frames or more");
});

Deno.test("quality: never more than what is shown, and nothing of what is not shown", () => {
  for (const people of [2, 4, 6, 9]) {
    for (let shown = 60; shown < 1_200; shown += 37) {
      assert.ok(chooseShape(people, shown).height <= shown, `${people} people at ${shown} px`);
    }
    assert.deepEqual(toEncoding(chooseShape(people, 0), 720), { active: false });
  }
  assert.equal(chooseShape(6, 2_000).height, 540, "a big tile in a call of six gets more");
  assert.equal(toEncoding(chooseShape(4, null), 720).scaleResolutionDownBy, 2);
  assert.equal(toEncoding(chooseShape(2, null), 480).scaleResolutionDownBy, 1, "never scaled up");
});

function hear(levels: Record<string, number>[], from = nobodySpeaks): Speakers {
  let now = 0;
  return levels.reduce((state: Speakers, level) => {
    now += 100;
    return reduceSpeakers(state, new Map(Object.entries(level)), { now, self: "me" });
  }, from);
}
const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

Deno.test("speaker: marked while speaking, over pauses between words, and not after", () => {
  const talk = hear(times(5, { ana: 0.2, ben: 0.001 }));
  assert.deepEqual([...talk.speaking], ["ana"]);
  const pause = hear([...times(5, { ana: 0.2 }), ...times(6, { ana: 0 })]);
  assert.deepEqual([...pause.speaking], ["ana"]);
  const over = hear([...times(5, { ana: 0.2 }), ...times(15, { ana: 0 })]);
  assert.deepEqual([...over.speaking], []);
  assert.equal(over.active, "ana", "who spoke last stays big");
});

Deno.test("speaker: a cough takes nothing from who speaks, talking over for long does", () => {
  const ana = times(10, { ana: 0.1, ben: 0 });
  assert.equal(hear([...ana, ...times(3, { ana: 0.1, ben: 0.5 })]).active, "ana");
  assert.equal(hear([...ana, ...times(20, { ana: 0.1, ben: 0.5 })]).active, "ben");
  const even = [0.1, 0.12, 0.09, 0.11].flatMap((ben) => times(10, { ana: 0.1, ben }));
  assert.equal(hear([...ana, ...even]).active, "ana", "does not flap between equals");
});

Deno.test("speaker: we may be marked, but never made big; who left is not big any more", () => {
  const alone = hear(times(10, { me: 0.5, ana: 0 }));
  assert.deepEqual([[...alone.speaking], alone.active], [["me"], null]);
  assert.equal(hear([...times(10, { ana: 0.2, ben: 0 }), { ben: 0 }]).active, null);
  const quiet = hear(times(10, { ana: 0.2 }));
  assert.equal(hear([{ ana: 0.2 }], quiet).speaking, quiet.speaking, "same set, nothing redrawn");
});

Deno.test("speaker: who was marked falls silent also where the clock is set back", () => {
  const talk = hear(times(50, { ana: 0.2 }));
  assert.deepEqual([...hear(times(15, { ana: 0 }), talk).speaking], []);
});

function viewOf(count: number): RoomView {
  const joins = Array.from({ length: count }, (_, n) => joinOf(n));
  return { room: roomInfo(roomAfter(joins)), chat: [] };
}
function after(view: RoomView, ...events: Record<string, unknown>[]): RoomView {
  return events.reduce(
    (state: RoomView, event) => reduceView(state, { seq: 1, ...event } as RoomBroadcast),
    view,
  );
}
const message = { id: "m1", muid: muidOf(1), name: "User 1", text: "hi", time: 1 };

Deno.test("[P16] the roster follows every broadcast", () => {
  const start = viewOf(2);
  const off = after(start, {
    type: "USER_STATE_UPDATE",
    data: { muid: muidOf(1), state: { mic: false, camera: true, screen: false }, hand: true },
  });
  assert.equal(off.room.participants[1]?.state.mic, false);
  assert.equal(off.room.participants[1]?.hand, true);
  assert.equal(off.room.participants[0], start.room.participants[0], "others are the same object");
  const away = after(start, { type: "PEER_CONNECTION", muid: muidOf(1), online: false });
  assert.deepEqual(away.room.participants.map((user) => user.online), [true, false]);
  assert.equal(
    after(start, { type: "USER_UPDATE", data: viewOf(3).room }).room.participants.length,
    3,
  );
  assert.deepEqual(after(start, { type: "CHAT", data: message }).chat, [message]);
});

Deno.test("[P17] a broadcast about somebody unknown, and one that only passes, change nothing", () => {
  const start = viewOf(1);
  assert.equal(after(start, { type: "PEER_CONNECTION", muid: muidOf(9), online: false }), start);
  assert.equal(after(start, { type: "REACT", data: { muid: muidOf(0), emoji: "👍" } }), start);
});

Deno.test("notices: role, hand, chat and reactions of others are said, our own hand is not", () => {
  const before = viewOf(2);
  const say = (event: Record<string, unknown>) => {
    const view = after(before, event);
    const cause = { kind: "event", event: { seq: 1, ...event } as RoomBroadcast } as const;
    return findNotices({ before, view, cause }, muidOf(0)).map((notice) => notice.kind);
  };
  const hand = (n: number) => ({
    type: "USER_STATE_UPDATE",
    data: { muid: muidOf(n), hand: true },
  });
  assert.deepEqual(say(hand(1)), ["hand"]);
  assert.deepEqual(say(hand(0)), []);
  assert.deepEqual(say({ type: "CHAT", data: message }), ["chat"]);
  assert.deepEqual(say({ type: "CHAT", data: { ...message, muid: muidOf(0) } }), []);
  assert.deepEqual(say({ type: "REACT", data: { muid: muidOf(1), emoji: "👍" } }), ["reaction"]);
  const users = before.room.participants.map((user) => ({ ...user, role: "HOST" as const }));
  assert.deepEqual(say({ type: "USER_UPDATE", data: { ...before.room, participants: users } }), [
    "role",
  ]);
  const waiting = [{ muid: "a", name: "A" }, { muid: "b", name: "B" }];
  assert.deepEqual(findWaitingNotices(waiting.slice(0, 1), waiting), [
    { kind: "waiting", muid: "b", name: "B" },
  ]);
});

Deno.test("[P17] an unknown event keeps its number, an unknown field is ignored, noise is nothing", () => {
  const unknown = parseFrame(JSON.stringify({ type: "CONFETTI", seq: 7 }));
  assert.deepEqual(unknown, { kind: "event", event: null, seq: 7, prev: null, requestId: null });
  const extra = parseFrame(JSON.stringify({ type: "REMOVED", colour: "red" }));
  assert.ok(extra?.kind === "event" && extra.event?.type === "REMOVED");
  for (const noise of ["", "{", "[]", "7", "null", '{"type":7}']) {
    assert.equal(parseFrame(noise), null, noise);
  }
});

Deno.test("[P9] a reply is a success, a refusal with its id, or a refusal we do not know", () => {
  const reply = (change: object) => {
    const base = { type: "RES_CHAT", message: "SUCCESS", code: 0, data: null, request_id: "r" };
    const incoming = parseFrame(JSON.stringify({ ...base, ...change }));
    return incoming?.kind === "reply" ? incoming.answer : null;
  };
  assert.equal(reply({})?.ok, true);
  const busy = reply({ code: 409, error: "SCREEN_BUSY", message: "no" });
  assert.deepEqual(busy, { ok: false, error: "SCREEN_BUSY", message: "no", isLost: false });
  const future = reply({ code: 418, error: "TEAPOT", message: "no" });
  assert.ok(future && !future.ok && future.error === "INTERNAL");
  const error = parseFrame('{"type":"ERROR","error":"BAD_MESSAGE","message":"m","request_id":"r"}');
  assert.equal(error?.kind, "reply");
});

Deno.test("[P18] an answer names its offer, and is told from an answer to another one", () => {
  const offer = "v=0\r\no=- 111 2 IN IP4 0.0.0.0\r\nm=audio 9 X 1\r\na=ice-ufrag:ab\r\n";
  const answer = "v=0\r\no=- 222 2 IN IP4 0.0.0.0\r\nm=audio 9 X 1\r\na=ice-ufrag:cd\r\n";
  const named = nameOffer(answer, offer);
  assert.ok(named.indexOf("a=x-conflux") < named.indexOf("m="), "at session level");
  assert.ok(isAnswerTo(named, offer));
  assert.ok(!isAnswerTo(named, offer.replace("111 2", "111 3")));
  assert.ok(!isAnswerTo(named, offer.replace("111 2", "333 2")));
  assert.ok(isAnswerTo(answer, offer), "another client names none");
  assert.deepEqual(readSession(named), { id: "222", version: "2" });
  assert.deepEqual([...readFragments(named)], ["cd"]);
});
