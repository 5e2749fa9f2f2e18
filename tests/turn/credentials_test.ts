// Who gets an allocation from the real coturn, and how many: credentials (P2) and quotas (S14).

import assert from "node:assert/strict";
import { systemClock } from "../../lib/server/clock.ts";
import {
  createTurnSession,
  openStunSocket,
  parseStunUrl,
} from "../../lib/server/turn/client/mod.ts";
import { allocationsPerUser } from "../../lib/server/turn/quota.ts";
import { openTurnClient, outcome, type TurnClient } from "../fakes/turn_client.ts";
import { startTurnProcess, turnFor, turnSecret } from "../fakes/turn_process.ts";

const server = await startTurnProcess();
const url = `turn:${server.address}`;
Deno.test.afterAll(() => server.close());

async function allocateWith(options: { secret?: string; ttlS?: number }): Promise<number | string> {
  const credentials = turnFor([url], options).turn.credentials("somebody");
  const client = await openTurnClient(url, credentials);
  try {
    return outcome(await client.allocate());
  } finally {
    await client.free();
    client.close();
  }
}

Deno.test("[P2] the app's credential gets an allocation", async () => {
  assert.equal(await allocateWith({}), "ok");
});

Deno.test("[P2] an expired credential gets 401", async () => {
  assert.equal(await allocateWith({ ttlS: -5 }), 401);
});

Deno.test("[P2] a credential made of another secret gets 401", async () => {
  assert.equal(await allocateWith({ secret: `${turnSecret}x` }), 401);
});

Deno.test("[S14] without a credential there is no allocation, and STUN needs none", async () => {
  const client = await openTurnClient(url, { username: "", password: "" });
  const seenAs = await client.bind();
  assert("ip" in seenAs && seenAs.ip === "127.0.0.1");
  assert.equal(outcome(await client.allocate()), 401);
  client.close();
});

Deno.test("[S14] a port that was somebody else's a moment ago is exchanged for another", async () => {
  const target = parseStunUrl(url);
  assert(target);
  const deadline = AbortSignal.timeout(10_000);
  const socket = await openStunSocket(target, { clock: systemClock, deadline });
  assert(typeof socket !== "string");
  const issuer = turnFor([url]).turn;
  const sessions = ["the one before", "the one after"].map((name) =>
    createTurnSession(socket, issuer.credentials(name))
  );
  for (const session of sessions) assert.equal(outcome(await session.allocate()), "ok");
  for (const session of sessions) assert.equal(outcome(await session.allocate()), "ok");
  await sessions[1]?.free();
  socket.close();
});

const quota = allocationsPerUser(16);

Deno.test("[S14] 15 others, twice over, and the doctor: all relayed, nobody of 16 gets 486", async () => {
  const { username, password } = turnFor([url]).turn.credentials("one of sixteen");
  const clients = await Promise.all(
    Array.from({ length: 2 * 15 + 2 }, () => openTurnClient(url, { username, password })),
  );
  const outcomes = await Promise.all(clients.map(async (one) => outcome(await one.allocate())));
  assert.deepEqual([...new Set(outcomes)], ["ok"]);
  for (const client of clients) {
    await client.free();
    client.close();
  }
});

Deno.test("[S14] one allocation more than the quota gets 486, with a renewed credential too; another user gets one", async () => {
  const issuer = turnFor([url]).turn;
  const clients: TurnClient[] = [];
  const allocate = async (username: string, password: string) => {
    const client = await openTurnClient(url, { username, password });
    clients.push(client);
    return outcome(await client.allocate());
  };
  try {
    const { username, password } = issuer.credentials("greedy");
    for (let count = 1; count <= quota; count++) {
      assert.equal(await allocate(username, password), "ok");
    }
    assert.equal(await allocate(username, password), 486);
    const renewed = turnFor([url], { ttlS: 1_200 }).turn.credentials("greedy");
    assert.notEqual(renewed.username, username);
    assert.equal(await allocate(renewed.username, renewed.password), 486);
    const other = issuer.credentials("modest");
    assert.equal(await allocate(other.username, other.password), "ok");
    await clients[0]?.free();
    assert.equal(await untilNot(486, () => allocate(username, password)), "ok");
  } finally {
    for (const client of clients) {
      await client.free();
      client.close();
    }
  }
});

/** coturn gives the quota of a freed UDP allocation back after one second. */
async function untilNot<T>(value: T, ask: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const answer = await ask();
    if (answer !== value || Date.now() > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

Deno.test("[S14] nothing listens for administration", async () => {
  const cliPort = 5766;
  await assert.rejects(Deno.connect({ hostname: "127.0.0.1", port: cliPort }), /refused/i);
});

Deno.test("[S14] coturn understood every line of its configuration", () => {
  assert(server.log.some((line) => /Black listing: 10\.0\.0\.0-10\.255\.255\.255/.test(line)));
  const complaints = server.log.filter((line) =>
    /Bad configuration format|Wrong address format|deprecated/i.test(line)
  );
  assert.deepEqual(complaints, []);
});
