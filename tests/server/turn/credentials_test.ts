import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createTurn } from "../../../lib/server/turn/credentials.ts";
import { createManualClock } from "../../fakes/manual_clock.ts";

const idSecret = "i".repeat(20) + "0123456789abc";
const secret = "t".repeat(20) + "0123456789abc";
const urls = ["stun:t.example:3478", "turn:t.example:3478?transport=udp", "turns:t.example:5349"];
const settings = { prefix: "coturn", secret, urls, ttlS: 600 };

Deno.test("[P2] credentials are those of the TURN REST API: expiry, opaque id, HMAC-SHA1", () => {
  const clock = createManualClock();
  const turn = createTurn({ turn: settings, idSecret, clock });
  const { username, password, expiresAt, iceServers } = turn.credentials("subject-1");
  const [expiry, id] = username.split(":");
  assert.equal(Number(expiry), Math.floor(clock.now() / 1_000) + 600);
  assert.equal(expiresAt, Number(expiry) * 1_000);
  assert.ok(id && !id.includes("subject-1"));
  assert.equal(password, createHmac("sha1", secret).update(username).digest("base64"));
  assert.deepEqual(iceServers, [
    { urls: [urls[0]] },
    { urls: urls.slice(1), username, credential: password },
  ]);
});

Deno.test("[P2] the opaque id is stable per user and differs between users", () => {
  const clock = createManualClock();
  const turn = createTurn({ turn: settings, idSecret, clock });
  const id = (subject: string) => turn.credentials(subject).username.split(":")[1];
  const first = id("a");
  clock.advance(60_000);
  assert.equal(id("a"), first);
  assert.notEqual(id("b"), first);
});

Deno.test("[P2] without TURN there are no credentials and nobody else's servers", () => {
  const clock = createManualClock();
  const none = createTurn({ turn: { ...settings, urls: [], secret: null }, idSecret, clock });
  const { username, password, iceServers } = none.credentials("a");
  assert.deepEqual({ username, password, iceServers }, {
    username: "",
    password: "",
    iceServers: [],
  });
});
