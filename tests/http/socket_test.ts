import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { createManualClock } from "../fakes/manual_clock.ts";
import { requestUpgrade, upgradeStatus } from "../fakes/upgrade.ts";
import { openSocket, startServer, testConfig } from "../fakes/test_server.ts";

Deno.test("[P7] a plain GET is 426, with JSON", async () => {
  await using server = await startServer(applyBuild);
  const answer = await server.request("/peer_signal");
  assert.equal(answer.status, 426);
  assert.equal(answer.body.error, "UPGRADE_REQUIRED");
});

Deno.test("[P7][S1] only the own origin and the configured ones may connect", async () => {
  const config = testConfig({ origins: ["https://meet.example.org"] });
  await using server = await startServer(applyBuild, { config });
  const { origin } = server;
  const { port } = new URL(origin);
  assert.equal(await upgradeStatus(origin, { origin }), 101);
  assert.equal(await upgradeStatus(origin, { origin: "https://meet.example.org" }), 101);
  for (
    const trick of [
      "null",
      "",
      "https://evil.example",
      "http://meet.example.org",
      "https://meet.example.org:8443",
      "https://meet.example.org.evil.example",
      "https://evil.meet.example.org",
      "https://meet.example.orgevil",
      "https://MEET.example.org",
      "https://meet.example.org/",
      "https://meet.example.org@evil.example",
      "HTTPS://meet.example.org",
      `http://127.0.0.1:${Number(port) + 1}`,
      "http://127.0.0.1",
      `https://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      `HTTP://127.0.0.1:${port}`,
      `http://127.0.0.1:${port}/`,
      "file://",
    ]
  ) assert.equal(await upgradeStatus(origin, { origin: trick }), 403, JSON.stringify(trick));
});

Deno.test("[P7] behind a trusted proxy the own origin is the one people see", async () => {
  const forwarded = { "x-forwarded-proto": "https", "x-forwarded-host": "meet.example.org" };
  const headers = { ...forwarded, origin: "https://meet.example.org" };
  await using trusting = await startServer(applyBuild, {
    config: testConfig({ isProxyTrusted: true }),
  });
  assert.equal(await upgradeStatus(trusting.origin, headers), 101);
  await using wary = await startServer(applyBuild);
  assert.equal(await upgradeStatus(wary.origin, headers), 403);
});

Deno.test("[P7] without an Origin only a valid token in the first message lets a client stay", async () => {
  await using server = await startServer(applyBuild);
  const token = await server.newToken();
  const good = await server.connect({ origin: null });
  assert.equal((await good.ask({ type: "PING", token })).type, "PONG");
  const bad = await server.connect({ origin: null });
  bad.send({ type: "PING" });
  assert.equal((await bad.whenClosed()).code, 4401);
  await good.close();
});

Deno.test("[S7] one address holds at most 20 sockets without a token", async () => {
  await using server = await startServer(applyBuild);
  const sockets = await Promise.all(Array.from({ length: 20 }, () => server.connect()));
  assert.equal(await upgradeStatus(server.origin, { origin: server.origin }), 429);
  const token = await server.newToken();
  assert.equal((await sockets[0]?.ask({ type: "PING", token })).type, "PONG");
  const another = await server.connect();
  for (const socket of [...sockets, another]) await socket.close();
});

Deno.test("[S7] one user has at most 16 sockets, one address as many as the settings say", async () => {
  await using server = await startServer(applyBuild, { config: testConfig({ maxPerAddress: 18 }) });
  const token = await server.newToken();
  const own = [];
  for (let count = 0; count < 16; count++) {
    const socket = await server.connect();
    assert.equal((await socket.ask({ type: "PING", token })).type, "PONG");
    own.push(socket);
  }
  const late = await server.connect();
  const answer = await late.ask({ type: "LEAVE_MEETING", room_id: "123456789", token });
  assert.deepEqual([answer.code, answer.error], [429, "RATE_LIMITED"]);
  assert.equal((await late.whenClosed()).code, 1008);
  const others = [await server.connect(), await server.connect()];
  assert.equal(await upgradeStatus(server.origin, { origin: server.origin }), 429);
  await own[0]?.close();
  while (await upgradeStatus(server.origin, { origin: server.origin }) === 429);
  for (const socket of [...own.slice(1), ...others]) await socket.close();
});

Deno.test("[S7] who is told to close and stays connected is still one of the 20", async () => {
  const clock = createManualClock();
  await using server = await startServer(applyBuild, { clock });
  const { origin } = server;
  const stubborn = await Promise.all(
    Array.from({ length: 20 }, () => requestUpgrade(origin, { origin })),
  );
  try {
    clock.advance(10_000);
    for (const { read } of stubborn) {
      // A close frame of two bytes: 4401.
      assert.deepEqual([...await read()], [0x88, 2, 4401 >> 8, 4401 & 0xff]);
    }
    assert.equal(await upgradeStatus(origin, { origin }), 429);
  } finally {
    for (const { conn } of stubborn) conn.close();
  }
  // The server hears of it when it does.
  while (await upgradeStatus(origin, { origin }) === 429);
});

for (const isDenosOwn of [false, true]) {
  const by = isDenosOwn ? "served by Deno" : "on our listener";
  Deno.test(`[P8] binary closes 1003 and a frame over 32 KiB closes 1009, ${by}`, async () => {
    await using server = await startServer(applyBuild, { isDenosOwn });
    const binary = await server.connect();
    binary.socket.send(new Uint8Array([1, 2, 3]));
    assert.equal((await binary.whenClosed()).code, 1003);
    const large = await server.connect();
    large.socket.send("x".repeat(33 * 1024));
    assert.equal((await large.whenClosed()).code, 1009);
  });

  Deno.test(`[P16] all members see the same events in the same order, ${by}`, async () => {
    await using server = await startServer(applyBuild, { isDenosOwn });
    const token = await server.newToken();
    const room_id = await server.createMeeting(token);
    const people = await Promise.all(Array.from({ length: 4 }, async (_, n) => {
      const own = n === 0 ? token : await server.newToken();
      const client = await server.connect();
      const muid = crypto.randomUUID();
      const name = `User ${n}`;
      const joined = await client.ask({ type: "JOIN_MEETING", room_id, token: own, muid, name });
      assert.equal(joined.code, 0);
      return { client, own, since: joined.seq };
    }));
    await Promise.all(people.map(async ({ client, own }, n) => {
      for (let i = 0; i < 10; i++) {
        await client.ask({ type: "CHAT", room_id, token: own, text: `${n}-${i}` });
        await client.ask({
          type: "UPDATE_USER_STATE",
          room_id,
          token: own,
          participant_diff: { hand: i % 2 === 0 },
        });
      }
    }));
    const since = Math.max(...people.map((one) => one.since));
    const streams = people.map(({ client }) =>
      client.frames.filter((frame) => frame.seq > since && !("code" in frame))
    );
    for (const stream of streams) assert.deepEqual(stream, streams[0]);
    const seqs = streams[0]?.map((frame) => frame.seq) ?? [];
    assert.deepEqual(seqs, Array.from({ length: 80 }, (_, n) => since + 1 + n));
    for (const { client } of people) await client.close();
  });
}

Deno.test("[R7] closing the services closes every socket with 1012", async () => {
  const server = await startServer(applyBuild);
  const socket = await server.connect();
  const closing = server[Symbol.asyncDispose]();
  assert.equal((await socket.whenClosed()).code, 1012);
  await closing;
});

Deno.test("[S12] nothing secret is logged in the course of a meeting", async () => {
  await using server = await startServer(applyBuild);
  const token = await server.newToken();
  const passcode = "canary-passcode";
  const room_id = await server.createMeeting(token, { passcode });
  const socket = await openSocket(server.origin);
  const muid = crypto.randomUUID();
  await socket.ask({ type: "JOIN_MEETING", room_id, token, muid, name: "Ana", passcode });
  await socket.ask({ type: "CHAT", room_id, token, text: "canary-chat" });
  await socket.ask({
    type: "SIGNAL",
    room_id,
    token,
    to: muid,
    payload: { description: { type: "offer", sdp: "canary-sdp" } },
  });
  await socket.close();
  const log = server.logged.join("\n");
  assert.match(log, /"event":"join"/);
  for (const secret of ["canary", token, "127.0.0.1"]) assert.ok(!log.includes(secret), secret);
});

Deno.test("[S7] who floods is told 1008, however much is still on its way", async () => {
  const config = testConfig({ messagesPerSecond: 30 });
  await using server = await startServer(applyBuild, { config });
  const token = await server.newToken();
  const flood = await server.connect();
  for (let count = 0; count < 2_000; count++) flood.send({ type: "PING", token });
  assert.equal((await flood.whenClosed()).code, 1008);
});
