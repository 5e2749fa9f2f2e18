// Who the operator's sign-in lets in: tokens one by one, against a shared key and against public ones.

import assert from "node:assert/strict";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { EntryConfig } from "../../lib/server/config.ts";
import { createEntryDoor, type EntryRight } from "../../lib/server/entry.ts";
import type { LogEvent } from "../../lib/server/log.ts";
import { createManualClock } from "../fakes/manual_clock.ts";

const secret = "a-shared-key-of-the-operators-login-01";
const bytes = (text: string) => new TextEncoder().encode(text);
const shared: EntryConfig = {
  for: "join",
  keys: { kind: "shared", secret },
  issuer: "login.example.org",
  audience: "conflux",
  loginUrl: null,
};
const clock = createManualClock();
const nowS = Math.floor(clock.now() / 1_000);

async function sign(
  claims: Record<string, unknown>,
  { alg = "HS256", key = bytes(secret) as Uint8Array | CryptoKey } = {},
) {
  return await new SignJWT(claims).setProtectedHeader({ alg }).sign(key);
}

const good = { iss: "login.example.org", aud: "conflux", exp: nowS + 60 };
const shown = (token: string) => new Request("http://h/", { headers: { "x-entry-token": token } });

async function openDoor(config: EntryConfig) {
  const logged: LogEvent[] = [];
  const door = await createEntryDoor(config, { clock, log: (entry) => logged.push(entry) });
  return { door, logged };
}

Deno.test("[O4] a token counts that is signed with the key, in time, and made by and for whom it should be", async () => {
  const { door } = await openDoor(shared);
  const right: EntryRight = { meeting: null, expiresAt: good.exp * 1_000 };
  assert.deepEqual(await door.read(shown(await sign(good))), right);
  const one = await sign({ ...good, meeting: "123456789" });
  assert.deepEqual(await door.read(shown(one)), { ...right, meeting: "123456789" });
  const cookie = `theme=dark; conflux_entry=${await sign(good)}; x=1`;
  assert.deepEqual(await door.read(new Request("http://h/", { headers: { cookie } })), right);
});

Deno.test("[O4] no other token counts", async () => {
  const { door } = await openDoor(shared);
  const { exp: _exp, ...endless } = good;
  const [head = "", body = ""] = (await sign(good)).split(".");
  const none = btoa('{"alg":"none"}').replaceAll("=", "");
  const tokens = {
    "of another key": await sign(good, { key: bytes(`${secret}x`) }),
    "over": await sign({ ...good, exp: nowS - 60 }),
    "not yet valid": await sign({ ...good, nbf: nowS + 60 }),
    "without an end": await sign(endless),
    "of somebody else": await sign({ ...good, iss: "example.com" }),
    "for somebody else": await sign({ ...good, aud: "other" }),
    "for a meeting that cannot be": await sign({ ...good, meeting: "12" }),
    "for something that is no meeting": await sign({ ...good, meeting: true }),
    "without a signature": `${none}.${body}.`,
    "with half a signature": `${head}.${body}.AAAA`,
    "no token": "hello",
  };
  for (const [what, token] of Object.entries(tokens)) {
    assert.equal(await door.read(shown(token)), null, what);
  }
  assert.equal(await door.read(new Request("http://h/")), null);
});

Deno.test("[O4] a right is for all meetings, or for one and for making none", async () => {
  const all = { meeting: null };
  const one = { meeting: "123456789" };
  const { door: join } = await openDoor(shared);
  const { door: create } = await openDoor({ ...shared, for: "create" });
  const { door: open } = { door: await createEntryDoor(null, { clock, log() {} }) };
  const refused = (answer: { error: string } | null) => answer?.error === "ENTRY_REQUIRED";
  const outcomes = [null, all, one].map((right) => [
    refused(join.refuseCreate(right)),
    refused(join.refuseJoin(right, "123456789")),
    refused(join.refuseJoin(right, "987654321")),
    refused(create.refuseCreate(right)),
    refused(create.refuseJoin(right, "987654321")),
    refused(open.refuseCreate(right)),
    refused(open.refuseJoin(right, "987654321")),
  ]);
  assert.deepEqual(outcomes, [
    [true, true, true, true, false, false, false],
    [false, false, false, false, false, false, false],
    [true, false, true, true, false, false, false],
  ]);
});

/** Serves a set of keys; `body` may change. */
function serveKeys(body: unknown) {
  const served = { body };
  const options = { port: 0, hostname: "127.0.0.1", onListen() {} };
  const server = Deno.serve(options, () => Response.json(served.body));
  return { served, url: `http://127.0.0.1:${server.addr.port}/`, close: () => server.shutdown() };
}

Deno.test("[O4] public keys come from the operator's URL; a token cannot make one of them a shared key", async () => {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...await exportJWK(publicKey), kid: "1", alg: "ES256", use: "sig" };
  const keys = serveKeys({ keys: [jwk] });
  try {
    const { door } = await openDoor({ ...shared, keys: { kind: "jwks", url: keys.url } });
    const es = await sign(good, { alg: "ES256", key: privateKey });
    assert.equal((await door.read(shown(es)))?.meeting, null);
    const confused = await sign(good, { key: bytes(JSON.stringify(jwk)) });
    assert.equal(await door.read(shown(confused)), null);
    const { privateKey: stranger } = await generateKeyPair("ES256");
    const other = await sign(good, { alg: "ES256", key: stranger });
    assert.equal(await door.read(shown(other)), null);
  } finally {
    await keys.close();
  }
});

Deno.test("[O4] a URL that gives no keys refuses the start; one that gives nothing lets nobody new in", async () => {
  const keys = serveKeys({ hello: "world" });
  const at = (url: string): EntryConfig => ({ ...shared, keys: { kind: "jwks", url } });
  await assert.rejects(openDoor(at(keys.url)), /CONFLUX_ENTRY_JWKS: gives no set of keys/);
  await keys.close();
  const { door, logged } = await openDoor(at(keys.url));
  const { privateKey } = await generateKeyPair("ES256");
  assert.equal(await door.read(shown(await sign(good, { alg: "ES256", key: privateKey }))), null);
  assert.deepEqual(logged.map(({ event }) => event), ["entry_failed", "entry_failed"]);
});
