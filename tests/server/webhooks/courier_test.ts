// Letters on their way to a receiver that takes them, or does not.

import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { createCourier } from "../../../lib/server/webhooks/courier.ts";
import { signedHeaders } from "../../../lib/server/webhooks/signature.ts";
import type { Letter, Outbox } from "../../../lib/server/stores/mod.ts";
import type { LogEvent } from "../../../lib/server/log.ts";
import { createManualClock } from "../../fakes/manual_clock.ts";

const secret = "a-secret-between-two-systems-0123456789";
const letter = (id: string, at: number): Letter => ({ id, at, body: `{"n":"${id}"}` });

/** A courier, the letters it has, and a receiver that answers what it is told to. */
function setOut(ids: readonly string[]) {
  const clock = createManualClock();
  const letters = ids.map((id) => letter(id, clock.now()));
  const received: string[] = [];
  const results: string[] = [];
  const logged: LogEvent[] = [];
  const receiver = { status: 200, isAway: false, failsStore: false };
  let released = 0;
  const outbox: Outbox = {
    take(limit) {
      if (receiver.failsStore) return Promise.reject(new Error("The store is out of reach"));
      return Promise.resolve(letters.slice(0, limit));
    },
    drop(id) {
      letters.splice(letters.findIndex((one) => one.id === id), 1);
      return Promise.resolve();
    },
    release: () => Promise.resolve(void (released += 1)),
  };
  const courier = createCourier({
    outbox,
    config: { url: "https://example.org/hook", secret, hasNames: false },
    clock,
    log: (entry) => logged.push(entry),
    metrics: { noteWebhook: (result) => results.push(result) },
    send(url, init) {
      assert.equal(url, "https://example.org/hook");
      assert.equal(init?.redirect, "manual");
      if (receiver.isAway) return Promise.reject(new TypeError("connection refused"));
      received.push(new Headers(init?.headers).get("webhook-id") ?? "");
      return Promise.resolve(new Response("thanks", { status: receiver.status }));
    },
  });
  /** Moves time on by small steps, so that what answers is heard in between. */
  async function pass(ms: number) {
    for (let passed = 0; passed < ms; passed += 500) {
      clock.advance(500);
      for (let turn = 0; turn < 200; turn++) await Promise.resolve();
    }
  }
  return {
    clock,
    courier,
    letters,
    received,
    results,
    logged,
    receiver,
    pass,
    released: () => released,
  };
}

Deno.test("[O6] letters arrive in order, each once, and those that come later too", async () => {
  const { clock, courier, letters, received, pass, results, released } = setOut(["a", "b", "c"]);
  await pass(500);
  assert.deepEqual(received, ["a", "b", "c"]);
  letters.push(letter("d", clock.now()));
  courier.wake();
  await pass(500);
  letters.push(letter("e", clock.now()));
  await pass(3_000);
  assert.deepEqual(received, ["a", "b", "c", "d", "e"]);
  assert.deepEqual([...new Set(results)], ["delivered"]);
  await courier.close();
  assert.deepEqual([released(), clock.pending], [1, 0]);
});

Deno.test("[O6] one that is not taken is tried again, later and later, before all that follow", async () => {
  const { courier, letters, received, receiver, pass, results, logged } = setOut(["a", "b"]);
  receiver.status = 500;
  await pass(500);
  assert.deepEqual(received, ["a"]);
  // New letters make nobody knock more often.
  courier.wake();
  await pass(1_000);
  assert.deepEqual(received, ["a", "a"]);
  await pass(4_000);
  assert.equal(received.length, 2);
  receiver.isAway = true;
  await pass(1_500);
  assert.equal(results.length, 3);
  await pass(29_000);
  assert.equal(results.length, 3);
  Object.assign(receiver, { isAway: false, status: 202 });
  await pass(2_000);
  assert.deepEqual(received, ["a", "a", "a", "b"]);
  assert.deepEqual(results, ["failed", "failed", "failed", "delivered", "delivered"]);
  assert.deepEqual(letters, []);
  assert.deepEqual(logged.map((one) => "error" in one && one.error.split(" ")[0]), [
    "status",
    "status",
    "TypeError",
  ]);
  await courier.close();
});

Deno.test("[O6] what nobody took in a day is given up; a redirection is no taking", async () => {
  const { courier, clock, letters, received, receiver, pass, results } = setOut(["a"]);
  receiver.status = 302;
  await pass(500);
  clock.advance(25 * 60 * 60 * 1_000);
  letters.push(letter("b", clock.now()));
  receiver.status = 200;
  await pass(1_900_000);
  assert.deepEqual([received.at(-1), letters], ["b", []]);
  assert.deepEqual(results.slice(-2), ["given_up", "delivered"]);
  await courier.close();
});

Deno.test("[O6] a store that is away is asked again", async () => {
  const { courier, received, receiver, pass } = setOut(["a"]);
  receiver.failsStore = true;
  await pass(3_000);
  receiver.failsStore = false;
  await pass(2_500);
  assert.deepEqual(received, ["a"]);
  await courier.close();
});

Deno.test("[O6] the library of Standard Webhooks takes the signature, and takes no other", () => {
  const now = Date.now();
  const one = letter("msg_1", now);
  const whsec = `whsec_${btoa("0123456789abcdef0123456789abcdef")}`;
  for (const [key, format] of [[secret, "raw"], [whsec, undefined]] as const) {
    const receiver = new Webhook(key, format ? { format } : undefined);
    const headers = signedHeaders(one, { secret: key, now });
    assert.deepEqual(receiver.verify(one.body, headers), { n: "msg_1" });
    assert.throws(() => receiver.verify(`${one.body} `, headers));
    assert.throws(() => receiver.verify(one.body, { ...headers, "webhook-id": "msg_2" }));
    const old = signedHeaders(one, { secret: key, now: now - 3_600_000 });
    assert.throws(() => receiver.verify(one.body, old), /too old/);
    const other = signedHeaders(one, { secret: `${key.slice(0, -4)}AAAA`, now });
    assert.throws(() => receiver.verify(one.body, other));
  }
});
