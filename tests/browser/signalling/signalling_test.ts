// The socket client against a server a test holds in its hand: schedule, keep-alive, tokens, requests.

import assert from "node:assert/strict";
import { createCredentials } from "../../../lib/browser/rest/credentials.ts";
import { createEmitter } from "../../../lib/browser/emitter.ts";
import { type Answer, lostAnswer } from "../../../lib/browser/signalling/incoming.ts";
import type { PageEvent } from "../../../lib/browser/ports.ts";
import { createSignalling } from "../../../lib/browser/signalling/signalling.ts";
import { ConfigInfo } from "../../../lib/shared/protocol/mod.ts";
import { createManualClock, settle } from "../../fakes/browser/clock.ts";
import { configOf } from "../../fakes/browser/env.ts";
import { createFakeOrigin } from "../../fakes/browser/origin.ts";
import { createFakeSockets } from "../../fakes/browser/socket.ts";

function setUp({ random = 0 } = {}) {
  const clock = createManualClock();
  const start = clock.now();
  const sockets = createFakeSockets();
  const page = createEmitter<PageEvent>();
  const config = { count: 0, isUp: true };
  const credentials = createCredentials({
    clock,
    fetchConfig() {
      if (!config.isUp) return Promise.resolve(null);
      const token = `token-${++config.count}`;
      return Promise.resolve(ConfigInfo.parse(configOf("", clock.now(), { token })));
    },
  });
  let ids = 0;
  const origin = createFakeOrigin();
  const signalling = createSignalling({
    clock,
    origin,
    credentials,
    random: () => random,
    uuid: () => `r${++ids}`,
    openSocket: sockets.openSocket,
    onPage: page.subscribe,
  });
  const log: unknown[] = [];
  signalling.onOpen(() => log.push("open"));
  signalling.onDown(() => log.push("down"));
  signalling.onEnd((code) => log.push(code));
  const end = () => {
    signalling.close();
    signalling.close();
    credentials.close();
    assert.equal(clock.pending(), 0);
    assert.ok(sockets.sockets.every((socket) => socket.isClosed), "every socket is closed");
  };
  const open = async () => {
    signalling.open();
    await settle();
    sockets.last.accept();
    signalling.release(false);
  };
  const seconds = () => (clock.now() - start) / 1_000;
  return { clock, sockets, page, config, credentials, signalling, log, end, open, seconds };
}

const chat = { type: "CHAT", room_id: "1", text: "hi" } as const;

Deno.test("[P10] the first message carries the token, before anybody joins", async () => {
  const { sockets, signalling, end } = setUp();
  signalling.open();
  signalling.open();
  await settle();
  assert.equal(sockets.sockets.length, 1);
  assert.equal(sockets.last.path, "/peer_signal");
  sockets.last.accept();
  assert.deepEqual(sockets.last.sent, [{ type: "PING", token: "token-1" }]);
  end();
});

Deno.test("[R2] it comes back by the schedule, and starts over after a good connection", async () => {
  const { clock, sockets, open, seconds, end } = setUp();
  await open();
  await clock.advance(6_000);
  const tries: number[] = [];
  const from = seconds();
  for (let n = 0; n < 7; n++) {
    const known = sockets.sockets.length;
    sockets.last.end(1006);
    while (sockets.sockets.length === known) await clock.advance(100);
    tries.push(Math.round((seconds() - from) * 10) / 10);
  }
  const gaps = tries.map((at, index) => Math.round((at - (tries[index - 1] ?? 0)) * 10) / 10);
  assert.deepEqual(gaps, [0.1, 0.3, 1.2, 2.7, 4.8, 7, 7]);
  sockets.last.accept();
  await clock.advance(5_000);
  const known = sockets.sockets.length;
  sockets.last.end(1006);
  await clock.advance(0);
  assert.equal(sockets.sockets.length, known + 1, "at once");
  end();
});

Deno.test("[R2] a server that takes us and drops us at once is not asked in a loop", async () => {
  const { clock, sockets, open, end } = setUp();
  await open();
  for (let n = 0; n < 5; n++) {
    sockets.last.end(1008);
    await clock.advance(5_000);
    if (n < 4) sockets.last.accept();
    await clock.advance(100);
  }
  const known = sockets.sockets.length;
  sockets.last.end(1008);
  await clock.advance(6_900);
  assert.equal(sockets.sockets.length, known);
  end();
});

Deno.test("[R2] online, wake and visible bring the next try at once", async () => {
  for (const event of ["online", "wake", "visible"] as const) {
    const { clock, sockets, page, open, end } = setUp();
    await open();
    for (let n = 0; n < 4; n++) {
      sockets.last.end(1006);
      await clock.advance(n < 3 ? 5_000 : 100);
    }
    const known = sockets.sockets.length;
    page.emit(event);
    await settle();
    assert.equal(sockets.sockets.length, known + 1, event);
    end();
  }
});

Deno.test("[R7] after 1012 it waits 1 to 5 s", async () => {
  for (const random of [0, 1]) {
    const { clock, sockets, open, end } = setUp({ random });
    await open();
    sockets.last.end(1012);
    await clock.advance(1_000 + random * 4_000 - 1);
    assert.equal(sockets.sockets.length, 1);
    await clock.advance(1);
    assert.equal(sockets.sockets.length, 2);
    end();
  }
});

Deno.test("[R2] terminal close codes end it; every other one does not", async () => {
  for (const code of [4400, 4403, 4409, 4410]) {
    const { clock, sockets, open, log, end } = setUp();
    await open();
    sockets.last.end(code);
    sockets.last.end(1005);
    await clock.advance(60_000);
    assert.deepEqual([sockets.sockets.length, log], [1, ["open", code]]);
    end();
  }
  for (const code of [1000, 1001, 1006, 1008, 1009, 1013, 4401]) {
    const { clock, sockets, open, end } = setUp();
    await open();
    sockets.last.end(code);
    sockets.last.end(1005);
    await clock.advance(100);
    assert.equal(sockets.sockets.length, 2, `${code}: once, though two closes came`);
    end();
  }
});

Deno.test("[P10] 4401 brings a new token and a new socket", async () => {
  const { clock, sockets, open, end } = setUp();
  await open();
  sockets.last.end(4401);
  await clock.advance(100);
  sockets.last.accept();
  assert.equal(sockets.last.sent[0].token, "token-2");
  end();
});

Deno.test("[P3] the token is renewed at half its life and used in the next message", async () => {
  const { clock, sockets, config, signalling, open, end } = setUp();
  await open();
  const alive = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 5_000) {
      await clock.advance(5_000);
      sockets.last.say({ type: "PONG", time: 1 });
    }
  };
  await alive(1_795_000);
  void signalling.request(chat);
  assert.deepEqual([config.count, sockets.last.last("CHAT").token], [1, "token-1"]);
  sockets.last.answer("CHAT");
  await alive(10_000);
  void signalling.request(chat);
  assert.deepEqual([config.count, sockets.last.last("CHAT").token], [2, "token-2"]);
  assert.equal(sockets.sockets.length, 1, "on the same socket");
  end();
});

Deno.test("[P3] without /config there is no socket, and it is tried again", async () => {
  const { clock, sockets, config, signalling, end } = setUp();
  config.isUp = false;
  signalling.open();
  await clock.advance(1_000);
  assert.equal(sockets.sockets.length, 0);
  config.isUp = true;
  await clock.advance(10_000);
  assert.equal(sockets.sockets.length, 1);
  end();
});

Deno.test("[R8] silence for 10 s after a ping is a dead socket; a pong, or anything, is not", async () => {
  const { clock, sockets, log, open, end } = setUp();
  await open();
  await clock.advance(15_000);
  assert.equal(sockets.last.sent.filter((frame) => frame.type === "PING").length, 2);
  sockets.last.say({ type: "PONG", time: 1 });
  await clock.advance(24_999);
  assert.equal(sockets.sockets.length, 1);
  await clock.advance(1);
  assert.deepEqual([sockets.sockets.length, log], [2, ["open", "down"]]);
  assert.ok(sockets.sockets[0]?.isClosed);
  end();
});

Deno.test("[R2] on wake an open socket is asked for a sign of life and given 3 s", async () => {
  const { clock, sockets, page, open, end } = setUp();
  await open();
  await clock.advance(5_000);
  page.emit("wake");
  await clock.advance(2_999);
  assert.equal(sockets.sockets.length, 1);
  await clock.advance(1);
  assert.equal(sockets.sockets.length, 2);
  end();
});

Deno.test("[R8] while the page stood still nobody was silent: what came meanwhile is heard first", async () => {
  for (const [what, waitMs] of [["ping", 15_000], ["wake", 6_000], ["check", 6_000]] as const) {
    const { clock, sockets, page, signalling, log, open, end } = setUp();
    await open();
    await clock.advance(waitMs);
    if (what === "wake") page.emit("wake");
    if (what === "check") signalling.check();
    clock.freeze(60_000);
    await clock.advance(0);
    assert.deepEqual(log, ["open"], what);
    sockets.last.say({ type: "PONG", time: 1 });
    await clock.advance(5_000);
    assert.deepEqual([sockets.sockets.length, log], [1, ["open"]], what);
    end();
  }
});

Deno.test("[R8] a socket that is dead is found also by a page whose timers all come late", async () => {
  const { clock, sockets, open, end } = setUp();
  await open();
  for (let minute = 0; minute < 6; minute++) {
    clock.freeze(60_000);
    await clock.advance(0);
  }
  assert.equal(sockets.sockets.length, 2);
  end();
});

Deno.test("[R8] a new socket is no suspect: it has 10 s for its first word, on a busy machine too", async () => {
  const { clock, sockets, page, signalling, open, end } = setUp();
  await open();
  await clock.advance(1_000);
  page.emit("wake");
  await clock.advance(1_000);
  signalling.check();
  await clock.advance(9_999);
  assert.equal(sockets.sockets.length, 1);
  await clock.advance(1);
  assert.equal(sockets.sockets.length, 2);
  end();
});

Deno.test("[R2] a page that stood still while it connected takes the socket that opened meanwhile", async () => {
  const { clock, sockets, signalling, log, end } = setUp();
  signalling.open();
  await settle();
  clock.freeze(30_000);
  await clock.advance(0);
  sockets.last.accept();
  await clock.advance(1_000);
  assert.deepEqual([sockets.sockets.length, log], [1, ["open"]]);
  end();
});

Deno.test("[P9] a page that stood still takes the answer that came meanwhile", async () => {
  const { clock, sockets, signalling, open, end } = setUp();
  await open();
  const answer = signalling.request(chat);
  clock.freeze(30_000);
  await clock.advance(0);
  sockets.last.answer("CHAT");
  assert.equal((await answer).ok, true);
  end();
});

Deno.test("[R11] asked to check, it gives the server 5 s, and does nothing while it is down", async () => {
  const { clock, sockets, signalling, log, open, end } = setUp();
  await open();
  signalling.check();
  await clock.advance(4_999);
  sockets.last.say({ type: "PONG", time: 1 });
  await clock.advance(1);
  signalling.check();
  await clock.advance(5_000);
  assert.deepEqual([sockets.sockets.length, log], [2, ["open", "down"]]);
  signalling.check();
  assert.deepEqual(sockets.last.sent, []);
  end();
});

Deno.test("[P9] a request has an id, a token and 10 s", async () => {
  const { clock, sockets, signalling, open, end } = setUp();
  await open();
  const answers: Answer[] = [];
  void signalling.request(chat).then((answer) => answers.push(answer));
  const { request_id, token } = sockets.last.last("CHAT");
  assert.ok(request_id && token);
  sockets.last.answer("CHAT");
  sockets.last.answer("CHAT");
  await settle();
  assert.deepEqual(answers.map((answer) => answer.ok), [true]);
  void signalling.request(chat).then((answer) => answers.push(answer));
  await clock.advance(9_999);
  sockets.last.say({ type: "PONG", time: 1 });
  assert.equal(answers.length, 1);
  await clock.advance(1);
  assert.deepEqual(answers[1], lostAnswer);
  end();
});

Deno.test("[R4] back in the same seat, an unanswered request goes out again under the same id", async () => {
  const { clock, sockets, signalling, open, end } = setUp();
  await open();
  const answer = signalling.request(chat);
  const { request_id } = sockets.last.last("CHAT");
  sockets.last.end(1006);
  await clock.advance(100);
  sockets.last.accept();
  assert.equal(sockets.last.last("CHAT"), undefined, "not before the seat is ours");
  signalling.release(true);
  assert.equal(sockets.last.last("CHAT").request_id, request_id);
  sockets.last.answer("CHAT");
  assert.equal((await answer).ok, true);
  end();
});

Deno.test("[R4] in a new seat only what may be done twice goes out again", async () => {
  const { clock, sockets, signalling, open, end } = setUp();
  await open();
  const said = signalling.request(chat);
  const locked = signalling.request({ type: "LOCK_MEETING", room_id: "1", locked: true });
  sockets.last.end(1006);
  const late = signalling.request({ ...chat, text: "never sent before" });
  await clock.advance(100);
  sockets.last.accept();
  signalling.release(false);
  const answer = await said;
  assert.ok(!answer.ok && answer.error === "UNAVAILABLE" && answer.isLost);
  assert.equal(sockets.last.last("CHAT").text, "never sent before");
  sockets.last.answer("CHAT");
  sockets.last.answer("LOCK_MEETING");
  assert.deepEqual([(await locked).ok, (await late).ok], [true, true]);
  end();
});

Deno.test("[R6] signals without a seat are dropped, not kept: links say them anew", async () => {
  const { sockets, signalling, end } = setUp();
  const signal = {
    type: "SIGNAL",
    room_id: "1",
    to: "2",
    payload: { candidate: { candidate: "c" } },
  } as const;
  signalling.open();
  await settle();
  sockets.last.accept();
  signalling.tell(signal);
  signalling.release(true);
  assert.equal(sockets.last.last("SIGNAL"), undefined);
  signalling.tell(signal);
  assert.equal(sockets.last.last("SIGNAL").request_id, undefined);
  end();
});

Deno.test("whatever is open when it is closed is answered", async () => {
  const { signalling, open, end } = setUp();
  await open();
  const answer = signalling.request(chat);
  end();
  assert.equal((await answer).ok, false);
  assert.equal((await signalling.request(chat)).ok, false);
});
