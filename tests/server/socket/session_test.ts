import assert from "node:assert/strict";
import { createMemoryHub } from "../../../lib/server/stores/memory.ts";
import { requestKey } from "../../../lib/server/socket/frames.ts";
import { createWorld, settle } from "../../fakes/fake_session.ts";

Deno.test("[P10] no valid token within 10 s of opening closes 4401", async () => {
  const { connect, clock } = await createWorld();
  const client = await connect();
  clock.advance(9_999);
  assert.deepEqual(client.closeCodes, []);
  clock.advance(1);
  assert.deepEqual(client.closeCodes, [4401]);
});

Deno.test("[S2][P10] a first message without a valid token is answered 401 and closed 4401", async () => {
  const { connect } = await createWorld();
  for (const token of [undefined, "", "nonsense", "a.b.c"]) {
    const client = await connect();
    const reply = await client.ask({ type: "LEAVE_MEETING", token });
    assert.equal(reply.error, "UNAUTHORIZED");
    assert.equal(reply.code, 401);
    assert.deepEqual(client.closeCodes, [4401]);
  }
});

Deno.test("[P10] an expired token that is not renewed closes 4401 within 60 s; a renewed one does not", async () => {
  const { join, tokens, clock } = await createWorld({ tokenTtlS: 100 });
  const userId = crypto.randomUUID();
  const first = await tokens.issue(userId);
  const renews = await join("Renews", first.token);
  const forgets = await join("Forgets");
  clock.advance(60_000);
  const { token } = await tokens.issue(userId);
  await renews.ask({ type: "PING", token });
  clock.advance(60_000);
  assert.equal((await forgets.ask({ type: "CHAT", text: "hi" })).error, "UNAUTHORIZED");
  clock.advance(40_000);
  assert.deepEqual(forgets.closeCodes, [4401]);
  assert.deepEqual(renews.closeCodes, [], "at 160 s, with a token until 160 s and its grace");
  clock.advance(60_000);
  assert.deepEqual(renews.closeCodes, [4401]);
});

Deno.test("[S2] a session keeps its subject: a token of somebody else is refused", async () => {
  const { join, tokens } = await createWorld();
  const ana = await join("Ana");
  const other = await tokens.issue(crypto.randomUUID());
  const reply = await ana.ask({ type: "CHAT", text: "hi", token: other.token });
  assert.equal(reply.error, "UNAUTHORIZED");
  assert.deepEqual(ana.closeCodes, []);
});

Deno.test("[P8] frames that are not messages are answered BAD_MESSAGE, ten in a row close 4400", async () => {
  const { join } = await createWorld();
  const ana = await join("Ana");
  for (const frame of ["", "{", "[]", "null", "1", '"x"', '{"type":1}', '{"type":"NOPE"}']) {
    const [reply] = await ana.send(frame);
    assert.equal(reply.type, "ERROR", frame);
    assert.equal(reply.error, "BAD_MESSAGE", frame);
  }
  const [named] = await ana.send({ type: "CHAT", request_id: "r1", text: 5 });
  assert.equal(named.request_id, "r1");
  await ana.ask({ type: "PING" });
  for (let i = 0; i < 9; i++) await ana.send("{");
  assert.deepEqual(ana.closeCodes, [], "a good one in between starts the count again");
  await ana.send("{");
  assert.deepEqual(ana.closeCodes, [4400]);
});

Deno.test("[P8] binary closes 1003; more than 32 KiB closes 1009, also in wide characters", async () => {
  const { connect } = await createWorld();
  const binary = await connect();
  binary.session.handleMessage(new ArrayBuffer(4));
  assert.deepEqual(binary.closeCodes, [1003]);
  for (
    const [text, codes] of [
      ["x".repeat(32 * 1024 + 1), [1009]],
      ["€".repeat(11 * 1024), [1009]],
      ["€".repeat(10 * 1024), []],
    ] as const
  ) {
    const client = await connect();
    await client.send(text);
    assert.deepEqual(client.closeCodes, codes);
  }
});

Deno.test("[P9] a request_id seen before returns the stored reply and has no second effect", async () => {
  const { join, organizerToken } = await createWorld();
  const ana = await join("Ana", organizerToken);
  const ben = await join("Ben");
  const message = { type: "CHAT", text: "once", request_id: "r-1" };
  const replies = [];
  for (let i = 0; i < 10; i++) replies.push(await ana.ask(message));
  assert.equal(new Set(replies.map((reply) => JSON.stringify(reply))).size, 1);
  assert.equal(ben.frames.filter((frame) => frame.type === "CHAT").length, 1);
});

Deno.test("[P9][R4] a request_id that comes again for something else is another request, on another socket too", async () => {
  const { join, connect, organizerToken } = await createWorld();
  const ana = await join("Ana", organizerToken);
  const ben = await join("Ben");
  const said = () => ana.frames.filter(({ type }) => type === "CHAT").map(({ data }) => data.text);
  const chat = (text: string) => ({ type: "CHAT", text, request_id: "1" });
  await ben.ask(chat("one"));
  await ben.ask(chat("one"));
  assert.equal((await ben.ask(chat("two"))).code, 0);
  const hand = { type: "UPDATE_USER_STATE", participant_diff: { hand: true }, request_id: "1" };
  assert.equal((await ben.ask(hand)).type, "RES_UPDATE_USER_STATE");
  assert.deepEqual(said(), ["one", "two"]);
  const { self } = ben.frames.find(({ type }) => type === "RES_JOIN_MEETING");
  ben.session.handleClose();
  const back = await connect(ben.token);
  await back.ask({ type: "RESUME_MEETING", resume_token: self.resume_token, last_seq: 0 });
  await back.ask(chat("two"));
  await back.ask(chat("three"));
  assert.deepEqual(said(), ["one", "two", "three"]);
});

Deno.test("[P9][R4] a join or a leave that comes again on its socket gets the answer it got", async () => {
  const { join, connect, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const ana = await connect();
  const muid = crypto.randomUUID();
  const joining = { type: "JOIN_MEETING", muid, name: "Ana", request_id: "in" };
  const joined = await ana.ask(joining);
  assert.equal(joined.code, 0);
  assert.deepEqual(await ana.ask(joining), joined);
  const left = await ana.ask({ type: "LEAVE_MEETING", request_id: "out" });
  assert.equal(left.code, 0);
  assert.deepEqual(await ana.ask({ type: "LEAVE_MEETING", request_id: "out" }), left);
  const updates = host.frames.filter((frame) => frame.type === "USER_UPDATE");
  assert.equal(updates.length, 2, "one coming and one going");
});

Deno.test("[P9] replies name their command, carry the request_id, and say SUCCESS with code 0", async () => {
  const { join } = await createWorld();
  const ana = await join("Ana");
  const reply = await ana.ask({
    type: "UPDATE_USER_STATE",
    request_id: "r",
    participant_diff: { hand: true },
  });
  assert.deepEqual(reply, {
    type: "RES_UPDATE_USER_STATE",
    message: "SUCCESS",
    code: 0,
    data: null,
    request_id: "r",
  });
});

Deno.test("[P11] an id, role or name in the body never overrides the sender", async () => {
  const { join, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const ana = await join("Ana");
  await ana.ask({ type: "CHAT", text: "hi", muid: host.muid, name: "Host", from: host.muid });
  const chat = host.frames.findLast((frame) => frame.type === "CHAT");
  assert.equal(chat.data.muid, ana.muid);
  assert.equal(chat.data.name, "Ana");
  await ana.ask({
    type: "SIGNAL",
    to: host.muid,
    from: host.muid,
    payload: { candidate: { candidate: "c" } },
  });
  assert.equal(host.frames.at(-1).from, ana.muid);
});

Deno.test("[P11] role in JOIN_MEETING is ignored", async () => {
  const { join, connect, organizerToken } = await createWorld();
  await join("Host", organizerToken);
  const ana = await connect();
  const reply = await ana.ask({
    type: "JOIN_MEETING",
    muid: crypto.randomUUID(),
    name: "Ana",
    role: "HOST",
  });
  assert.equal(reply.self.role, "PARTICIPANT");
});

Deno.test("[P12] RES_JOIN_MEETING carries ROOM_INFO, and self, seq, ICE servers and chat beside it", async () => {
  const { join, connect, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  await host.ask({ type: "CHAT", text: "before" });
  const ana = await connect();
  const muid = crypto.randomUUID();
  const reply = await ana.ask({ type: "JOIN_MEETING", muid, name: "Ana" });
  assert.equal(reply.data.participants.length, 2);
  assert.equal(reply.self.muid, muid);
  assert.ok(reply.self.resume_token.length >= 32);
  assert.deepEqual(reply.ice_servers, []);
  assert.equal(typeof reply.turn_expires_at, "number");
  assert.deepEqual(reply.chat.map((message: { text: string }) => message.text), ["before"]);
  await host.ask({ type: "CHAT", text: "after" });
  assert.equal(ana.frames.at(-1).seq, reply.seq + 1, "[P16] no gap after the join");
});

Deno.test("[P12] refused joins change nothing", async () => {
  const { join, connect, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const seen = host.frames.length;
  const ana = await connect();
  const ask = (change: object) =>
    ana.ask({ type: "JOIN_MEETING", muid: crypto.randomUUID(), name: "Ana", ...change });
  assert.equal((await ask({ room_id: "999999999" })).error, "MEETING_NOT_FOUND");
  assert.equal((await ask({ room_id: "x" })).error, "MEETING_NOT_FOUND");
  assert.equal((await ask({ name: "HOST" })).error, "NAME_TAKEN");
  assert.equal((await ask({ muid: host.muid })).error, "MUID_TAKEN");
  assert.equal(host.frames.length, seen, "nobody heard of it");
  assert.equal((await ask({})).code, 0, "and a right one still works");
  assert.equal((await ask({})).error, "ALREADY_JOINED");
});

Deno.test("[P12][S6] a passcode is asked for, and wrong ones are limited", async () => {
  const { createMeeting, connect, clock } = await createWorld();
  await createMeeting({ passcode: "open sesame" });
  const ana = await connect();
  const ask = async (passcode?: string) => {
    const message = { type: "JOIN_MEETING", muid: crypto.randomUUID(), name: "Ana", passcode };
    const promise = ana.ask(message);
    while (!ana.frames.at(-1) || !("code" in ana.frames.at(-1))) await settle();
    await promise;
    return ana.frames.at(-1);
  };
  assert.equal((await ask()).error, "PASSCODE_REQUIRED");
  const tries = [];
  for (let i = 0; i < 11; i++) {
    ana.frames.length = 0;
    tries.push((await ask("wrong")).error);
  }
  assert.deepEqual(tries, [...Array(10).fill("PASSCODE_WRONG"), "RATE_LIMITED"]);
  clock.advance(60_000);
  ana.frames.length = 0;
  assert.equal((await ask("open sesame")).code, 0);
});

Deno.test("[S5] SIGNAL reaches one admitted member of the same room and nobody else", async () => {
  const { join, connect, createMeeting, organizerToken } = await createWorld();
  const elsewhere = await join("Elsewhere");
  await createMeeting();
  const host = await join("Host", organizerToken);
  const ana = await join("Ana");
  const ben = await join("Ben");
  const outside = await connect();
  const payload = { description: { type: "offer", sdp: "v=0" } };
  for (const one of [host, ana, ben, elsewhere]) one.frames.length = 0;
  const silent = await ana.ask({ type: "SIGNAL", to: ben.muid, payload });
  assert.equal(silent, undefined, "no word back unless it was asked for");
  assert.deepEqual(ben.frames, [{ type: "SIGNAL", from: ana.muid, payload }]);
  assert.deepEqual(host.frames, []);
  const asked = await ana.ask({ type: "SIGNAL", to: ben.muid, payload, request_id: "r" });
  assert.equal(asked.code, 0);

  for (const to of [elsewhere.muid, crypto.randomUUID()]) {
    const reply = await ana.ask({ type: "SIGNAL", to, payload });
    assert.equal(reply.error, "PEER_NOT_FOUND");
  }
  assert.equal(elsewhere.frames.length, 0);
  const reply = await outside.ask({ type: "SIGNAL", to: ben.muid, payload });
  assert.equal(reply.error, "FORBIDDEN");
});

Deno.test("[S5] people in the lobby neither send nor get signals, and see no roster", async () => {
  const { createMeeting, join, connect, organizerToken } = await createWorld();
  await createMeeting({ lobby: true });
  const host = await join("Host", organizerToken);
  const ana = await connect();
  const muid = crypto.randomUUID();
  const frames = await ana.send({
    type: "JOIN_MEETING",
    room_id: host.frames[0].data.id,
    token: ana.token,
    muid,
    name: "Ana",
    request_id: "join",
  });
  assert.deepEqual(frames, [{ type: "LOBBY_WAITING", request_id: "join" }]);
  const payload = { candidate: { candidate: "c" } };
  assert.equal((await ana.ask({ type: "SIGNAL", to: host.muid, payload })).error, "FORBIDDEN");
  assert.equal((await ana.ask({ type: "CHAT", text: "x" })).error, "FORBIDDEN");
  assert.equal((await ana.ask({ type: "CHAT_HISTORY", before: "x" })).error, "FORBIDDEN");
  assert.equal((await host.ask({ type: "SIGNAL", to: muid, payload })).error, "PEER_NOT_FOUND");
  assert.deepEqual(host.frames.findLast((one) => one.type === "LOBBY_UPDATE").data.waiting, [
    { muid, name: "Ana" },
  ]);
  assert.equal((await host.ask({ type: "ADMIT_USER", muid })).code, 0);
  const joined = ana.frames.find((frame) => frame.type === "RES_JOIN_MEETING");
  assert.equal(joined.code, 0);
  assert.equal(joined.request_id, "join");
  assert.equal((await ana.ask({ type: "CHAT", text: "in" })).code, 0);
});

Deno.test("[P14] a guest who is early is let in at the start, without anybody's doing", async () => {
  const { createMeeting, connect, clock } = await createWorld({ tokenTtlS: 10_000_000 });
  const days = 30 * 24 * 3_600_000;
  const start_time = clock.now() + days;
  await createMeeting({ start_time });
  const ana = await connect();
  const join = { type: "JOIN_MEETING", muid: crypto.randomUUID(), name: "Ana" };
  assert.deepEqual(await ana.ask(join), {
    type: "LOBBY_WAITING",
    host_present: false,
    starts_at: start_time,
  });
  const answers = () => ana.frames.filter(({ type }) => type === "RES_JOIN_MEETING");
  for (const ms of [days / 2, days / 2 - 1]) {
    clock.advance(ms);
    await settle();
    assert.equal(answers().length, 0);
  }
  clock.advance(1);
  await settle();
  assert.deepEqual(answers().map(({ code, self }) => [code, self.role, self.stand_in]), [
    [0, "HOST", true],
  ]);
  assert.equal((await ana.ask({ type: "FINISH_MEETING" })).error, "FORBIDDEN");
});

Deno.test("[P12] what a link carries is told to those inside only, and lets others in", async () => {
  const { createMeeting, join, connect, organizerToken } = await createWorld();
  await createMeeting({ link_only: true });
  const host = await join("Host", organizerToken);
  const { link_key } = host.frames[0];
  assert.match(link_key, /^[A-Za-z0-9_-]{22}$/);
  const ask = async (more: object) => {
    const client = await connect();
    const muid = crypto.randomUUID();
    return await client.ask({ type: "JOIN_MEETING", muid, name: muid.slice(0, 8), ...more });
  };
  assert.equal((await ask({ link_key })).code, 0);
  const wrong = link_key.slice(0, -1) + (link_key.endsWith("A") ? "B" : "A");
  for (const key of [undefined, "", wrong, link_key.slice(1), `${link_key}A`]) {
    assert.deepEqual(await ask(key === undefined ? {} : { link_key: key }), {
      type: "LOBBY_WAITING",
    });
  }
  await createMeeting();
  assert.equal((await join("Ana")).frames[0].link_key, undefined);
});

Deno.test("[P12] a long history comes in pages: its end with the seat, the rest when asked for", async () => {
  const { join, connect, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  for (let n = 0; n < 12; n++) {
    assert.equal((await host.ask({ type: "CHAT", text: `${n} ${"ä".repeat(2_000)}` })).code, 0);
  }
  const ana = await join("Ana");
  const { chat, chat_more } = ana.frames[0];
  assert.equal(chat_more, true);
  assert.ok(JSON.stringify(ana.frames[0]).length < 32 * 1_024);
  let read = [...chat];
  let more = true;
  while (more) {
    const page = await ana.ask({ type: "CHAT_HISTORY", before: read[0].id });
    assert.equal(page.code, 0);
    read = [...page.data.messages, ...read];
    more = page.data.more;
  }
  assert.deepEqual(read.map(({ text }) => parseInt(text)), [...Array(12).keys()]);
  const page = { type: "CHAT_HISTORY", room_id: ana.frames[0].data.id, before: "x" } as const;
  assert.equal(requestKey({ ...page, request_id: "r" }), undefined, "no page is kept as an answer");
  const gone = await ana.ask({ type: "CHAT_HISTORY", before: "long ago" });
  assert.deepEqual(gone.data, { messages: [], more: false });

  const stranger = await connect();
  const before = read.at(-1).id;
  assert.equal((await stranger.ask({ type: "CHAT_HISTORY", before })).error, "FORBIDDEN");
  assert.equal((await ana.ask({ type: "LEAVE_MEETING" })).code, 0);
  assert.equal((await ana.ask({ type: "CHAT_HISTORY", before })).error, "FORBIDDEN");
});

Deno.test("[P12] somebody who is denied gets 403 DENIED and may ask again", async () => {
  const { createMeeting, join, connect, organizerToken } = await createWorld();
  await createMeeting({ lobby: true });
  const host = await join("Host", organizerToken);
  const ana = await connect();
  const muid = crypto.randomUUID();
  await ana.ask({ type: "JOIN_MEETING", muid, name: "Ana" });
  await host.ask({ type: "DENY_USER", muid });
  assert.equal(ana.frames.at(-1).error, "DENIED");
  assert.equal(ana.frames.at(-1).code, 403);
  const again = await ana.ask({ type: "JOIN_MEETING", muid, name: "Ana" });
  assert.equal(again.type, "LOBBY_WAITING");
});

Deno.test("[S4] a removed participant is out at once and cannot return until allowed", async () => {
  const { join, connect, tokens, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const userId = crypto.randomUUID();
  const ana = await join("Ana", (await tokens.issue(userId)).token);
  const resumeToken = ana.frames[0].self.resume_token;
  await host.ask({ type: "REMOVE_USER", muid: ana.muid });
  assert.equal(ana.frames.at(-1).type, "REMOVED");
  assert.deepEqual(ana.closeCodes, [4403]);
  const back = await connect((await tokens.issue(userId)).token);
  const join2 = { type: "JOIN_MEETING", muid: crypto.randomUUID(), name: "Innocent" };
  assert.equal((await back.ask(join2)).error, "REMOVED");
  const resume = { type: "RESUME_MEETING", resume_token: resumeToken, last_seq: 0 };
  assert.equal((await back.ask(resume)).error, "REMOVED");
  const { removed } = host.frames.findLast((frame) => frame.type === "LOBBY_UPDATE").data;
  assert.deepEqual(removed.map((one: { name: string }) => one.name), ["Ana"]);
  await host.ask({ type: "ALLOW_USER", ticket: removed[0].ticket });
  assert.equal((await back.ask(join2)).code, 0);
});

Deno.test("[S4] a removed participant who also waits in the lobby is out there too", async () => {
  const { createMeeting, join, connect, tokens, organizerToken } = await createWorld();
  await createMeeting({ lobby: true });
  const host = await join("Host", organizerToken);
  const { token } = await tokens.issue(crypto.randomUUID());
  const enter = async (name: string) => {
    const client = await connect(token);
    const muid = crypto.randomUUID();
    await client.ask({ type: "JOIN_MEETING", muid, name });
    return { client, muid };
  };
  const seated = await enter("Ana");
  await host.ask({ type: "ADMIT_USER", muid: seated.muid });
  const waiting = await enter("Ana again");
  await host.ask({ type: "REMOVE_USER", muid: seated.muid });
  assert.deepEqual(waiting.client.closeCodes, [4403]);
  assert.equal(
    (await host.ask({ type: "ADMIT_USER", muid: waiting.muid })).error,
    "PEER_NOT_FOUND",
  );
});

Deno.test("[P9] a request refused for its token may be sent again with a good one", async () => {
  const { join } = await createWorld();
  const ana = await join("Ana");
  const message = { type: "CHAT", text: "hi", request_id: "r" };
  assert.equal((await ana.ask({ ...message, token: "bad" })).code, 401);
  assert.equal((await ana.ask(message)).code, 0);
});

Deno.test("[S9] what only a bug throws costs its sender an answer, and the process nothing", async () => {
  const { join, registry, errors, connect } = await createWorld();
  const ana = await join("Ana");
  Object.assign(registry, {
    join() {
      throw new Error("bug");
    },
  });
  const ben = await connect();
  const joining = { type: "JOIN_MEETING", muid: crypto.randomUUID(), name: "Ben" };
  assert.equal((await ben.ask(joining)).error, "INTERNAL");
  assert.equal(errors.length, 1);
  assert.equal((await ana.ask({ type: "CHAT", text: "still here" })).code, 0);
});

Deno.test("[P15] FINISH_MEETING: everybody hears it, sockets close 4410, the meeting is gone", async () => {
  const { join, connect, registry, organizerToken, meetingId } = await createWorld();
  const host = await join("Host", organizerToken);
  const ana = await join("Ana");
  assert.equal((await ana.ask({ type: "FINISH_MEETING" })).error, "FORBIDDEN");
  assert.deepEqual(ana.closeCodes, []);
  assert.equal((await host.ask({ type: "FINISH_MEETING" })).code, 0);
  for (const one of [host, ana]) {
    assert.equal(one.frames.at(-1).type, "FINISH_MEETING");
    assert.deepEqual(one.closeCodes, [4410]);
  }
  const late = await connect();
  const reply = await late.ask({
    type: "JOIN_MEETING",
    muid: crypto.randomUUID(),
    name: "Late",
    room_id: meetingId,
  });
  assert.equal(reply.error, "MEETING_NOT_FOUND");
  assert.equal(registry.size, 0);
});

Deno.test("[P9] LEAVE_MEETING answers, tells the others, and the socket may join again", async () => {
  const { join, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const ana = await join("Ana");
  assert.equal((await ana.ask({ type: "LEAVE_MEETING" })).code, 0);
  assert.equal(host.frames.at(-1).type, "USER_UPDATE");
  assert.equal(host.frames.at(-1).data.participants.length, 1);
  assert.equal((await ana.ask({ type: "CHAT", text: "x" })).error, "FORBIDDEN");
  const again = { type: "JOIN_MEETING", muid: crypto.randomUUID(), name: "Ana" };
  assert.equal((await ana.ask(again)).code, 0);
});

Deno.test("[R1] a dropped socket keeps its seat for the grace, then leaves once", async () => {
  const { join, clock, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const ana = await join("Ana");
  host.frames.length = 0;
  ana.session.handleClose();
  ana.session.handleClose();
  await settle();
  assert.deepEqual(host.frames.map((frame) => [frame.type, frame.online]), [[
    "PEER_CONNECTION",
    false,
  ]]);
  clock.advance(29_999);
  await settle();
  assert.equal(host.frames.length, 1);
  clock.advance(1);
  await settle();
  assert.equal(host.frames.length, 2);
  assert.equal(host.frames[1].data.participants.length, 1);
});

Deno.test("[R1] whose page is closed is gone after the time that a reload takes, and not before", async () => {
  const { join, clock, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const ana = await join("Ana");
  host.frames.length = 0;
  // What a browser sends as a page goes; a line that is lost ends with 1006.
  ana.session.handleClose(1001);
  await settle();
  clock.advance(5_999);
  await settle();
  assert.deepEqual(host.frames.map((frame) => frame.type), ["PEER_CONNECTION"]);
  clock.advance(1);
  await settle();
  assert.equal(host.frames[1].data.participants.length, 1);
});

Deno.test("[R13] the last HOST gone past its grace: exactly one new HOST, the same for all", async () => {
  const { join, clock, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const guests = [await join("Ana"), await join("Ben"), await join("Cleo")];
  host.session.handleClose();
  await settle();
  clock.advance(29_999);
  await settle();
  const rosterOf = (client: typeof host) =>
    client.frames.findLast((frame) => frame.type === "USER_UPDATE")?.data.participants;
  assert.equal(rosterOf(guests[0] ?? host)[0].name, "Host", "not before the grace is over");
  clock.advance(1);
  await settle();
  for (const guest of guests) {
    const hosts = rosterOf(guest).filter((one: { role: string }) => one.role === "HOST");
    assert.deepEqual(hosts.map((one: { name: string }) => one.name), ["Ana"]);
  }
});

Deno.test("[R3] RESUME_MEETING replays what was missed, in order, and its token works once", async () => {
  const { join, connect, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const ana = await join("Ana");
  const { self, seq } = ana.frames[0];
  ana.session.handleClose();
  for (const text of ["one", "two", "three"]) await host.ask({ type: "CHAT", text });
  const resume = { type: "RESUME_MEETING", resume_token: self.resume_token, last_seq: seq };
  const back = await connect(ana.token);
  const reply = await back.ask(resume);
  assert.equal(reply.code, 0);
  assert.equal(reply.data, null);
  assert.equal(reply.self.muid, ana.muid);
  const missed = back.frames.slice(1);
  assert.deepEqual(missed.map((frame) => frame.seq), missed.map((_, n) => seq + 1 + n));
  assert.deepEqual(missed.flatMap((frame) => frame.type === "CHAT" ? [frame.data.text] : []), [
    "one",
    "two",
    "three",
  ]);
  const thief = await connect(ana.token);
  assert.equal((await thief.ask(resume)).error, "RESUME_FAILED");
  const stranger = await connect();
  const stolen = { ...resume, resume_token: reply.self.resume_token };
  assert.equal((await stranger.ask(stolen)).error, "RESUME_FAILED", "bound to the user");
});

Deno.test("[R3] RESUME_MEETING after a gap gets one snapshot with its seq", async () => {
  const { join, connect, clock, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const ana = await join("Ana");
  const { self, seq } = ana.frames[0];
  for (let i = 0; i < 300; i++) {
    await host.send({
      type: "REACT",
      emoji: "👍",
      room_id: ana.frames[0].data.id,
      token: host.token,
    });
  }
  clock.advance(1);
  const back = await connect(ana.token);
  const reply = await back.ask({
    type: "RESUME_MEETING",
    resume_token: self.resume_token,
    last_seq: seq,
  });
  assert.equal(reply.data.participants.length, 2);
  assert.equal(reply.seq, seq + 300);
  assert.deepEqual(ana.closeCodes, [4409], "[P9] the older socket closes 4409");
});

Deno.test("[S7] messages over the rate are refused, three strikes close 1008", async () => {
  const { join, clock } = await createWorld({ messagesPerSecond: 30 });
  const ana = await join("Ana");
  for (let i = 0; i < 119; i++) {
    await ana.send({ type: "PING" });
  }
  assert.deepEqual(ana.closeCodes, []);
  const [first] = await ana.send({ type: "PING" });
  assert.equal(first.error, "RATE_LIMITED");
  clock.advance(1_000);
  assert.equal((await ana.send({ type: "PING" }))[0].type, "PONG");
  for (let i = 0; i < 40; i++) await ana.send({ type: "PING" });
  assert.deepEqual(ana.closeCodes, [1008]);
});

Deno.test("[S7] CHAT has a limit of its own", async () => {
  const { join } = await createWorld({ messagesPerSecond: 30 });
  const ana = await join("Ana");
  const codes = [];
  for (let i = 0; i < 6; i++) codes.push((await ana.ask({ type: "CHAT", text: `${i}` })).code);
  assert.deepEqual(codes, [0, 0, 0, 0, 0, 429]);
});

Deno.test("[R9] a socket that does not drain closes 1013, and the others do not notice", async () => {
  const { join, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const slow = await join("Slow");
  slow.bufferedAmount = 1024 * 1024 + 1;
  assert.equal((await host.ask({ type: "CHAT", text: "hi" })).code, 0);
  assert.deepEqual(slow.closeCodes, [1013]);
  assert.deepEqual(host.closeCodes, []);
});

Deno.test("[R9][S7] a guest who talks to the host without end is refused, and the host keeps the socket", async () => {
  const { join, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const guest = await join("Guest");
  host.bufferedAmount = 256 * 1024 + 1;
  const payload = { description: { type: "offer", sdp: "x".repeat(31_000) } };
  const answers = [];
  for (let count = 0; count < 60; count++) {
    answers.push(
      await guest.ask({ type: "SIGNAL", to: host.muid, payload, request_id: `${count}` }),
    );
  }
  assert.deepEqual(host.closeCodes, []);
  assert.equal(answers.at(-1).error, "RATE_LIMITED");
  assert.ok(answers.filter(({ code }) => code === 0).length < 10);
  // What the room has to say still gets through to it.
  assert.equal((await guest.ask({ type: "CHAT", text: "hi" })).code, 0);
  assert.deepEqual([host.closeCodes, guest.closeCodes], [[], []]);
});

Deno.test("[R14] a store that fails: 503 UNAVAILABLE, and nothing half-done", async () => {
  const hub = createMemoryHub();
  const { join, organizerToken } = await createWorld({ backend: hub.open() });
  const host = await join("Host", organizerToken);
  const ana = await join("Ana");
  hub.fail(true);
  const seen = ana.frames.length;
  for (
    const command of [
      { type: "LOCK_MEETING", locked: true },
      { type: "REMOVE_USER", muid: ana.muid },
      { type: "FINISH_MEETING" },
    ]
  ) assert.equal((await host.ask(command)).error, "UNAVAILABLE", command.type);
  assert.equal(ana.frames.length, seen);
  assert.deepEqual(ana.closeCodes, []);
  hub.fail(false);
  assert.equal((await host.ask({ type: "CHAT", text: "still here" })).code, 0);
});

Deno.test("[R14] a join that was stored, though the store's word was lost, leaves no ghost", async () => {
  const hub = createMemoryHub();
  const backend = hub.open();
  // With a second server the store keeps what happened, as Redis does.
  hub.open();
  const { commit } = backend.store;
  let isDeaf = false;
  const store = {
    ...backend.store,
    async commit(change: Parameters<typeof commit>[0]) {
      const result = await commit(change);
      if (isDeaf) throw new Error("connection lost");
      return result;
    },
  };
  const world = await createWorld({ backend: { ...backend, store } });
  const host = await world.join("Host", world.organizerToken);
  const ana = await world.connect();
  const muid = crypto.randomUUID();
  const join = { type: "JOIN_MEETING", muid, name: "Ana" };
  isDeaf = true;
  assert.equal((await ana.ask(join)).error, "UNAVAILABLE");
  isDeaf = false;
  world.clock.advance(1_000);
  await settle();
  const told = host.frames.filter(({ type }) => type === "PEER_CONNECTION");
  assert.deepEqual(told.map((one) => [one.muid, one.online]), [[muid, false]]);
  assert.equal((await ana.ask(join)).code, 0, "the seat is free for its owner");
  world.clock.advance(60_000);
  await settle();
  assert.equal((await host.ask({ type: "CHAT", text: "hi" })).code, 0);
  assert.equal(
    host.frames.findLast(({ type }) => type === "USER_UPDATE").data.participants.length,
    2,
  );
});

Deno.test("[R12] after everybody left nothing is kept: rooms, timers", async () => {
  const { join, registry, clock, organizerToken } = await createWorld();
  const pending = clock.pending;
  const clients = [await join("Host", organizerToken), await join("Ana"), await join("Ben")];
  for (const client of clients) client.session.handleClose();
  await settle();
  assert.equal(registry.size, 1, "seats are kept for the grace");
  clock.advance(30_000);
  await settle();
  assert.equal(registry.size, 0);
  assert.equal(clock.pending, pending);
});
