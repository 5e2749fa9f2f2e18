import assert from "node:assert/strict";
import { generateKeyPair, SignJWT } from "jose";
import { bearerToken, createTokens } from "../../lib/server/token.ts";
import { createManualClock } from "../fakes/manual_clock.ts";

const secret = "0123456789abcdefghijklmnopqrstuvwxyz";
const userId = "8f7f2f6e-57a4-4c0f-a0b7-1a2b3c4d5e6f";
const encode = (text: string) => new TextEncoder().encode(text);

Deno.test("[P3] a token is a JWT with the claims of the contract, and the subject hides the user id", async () => {
  const clock = createManualClock();
  const tokens = createTokens({ secret, ttlS: 3_600, clock });
  const { token, subject, expiresAt } = await tokens.issue(userId);
  const [header = "", payload = ""] = token.split(".").map((part) => {
    try {
      return atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    } catch {
      return "";
    }
  });
  assert.equal(JSON.parse(header).alg, "HS256");
  const claims = JSON.parse(payload);
  assert.deepEqual(Object.keys(claims).sort(), ["aud", "exp", "iat", "iss", "sub"]);
  assert.equal(claims.exp - claims.iat, 3_600);
  assert.equal(claims.exp * 1_000, expiresAt);
  assert.ok(!token.includes(userId) && !payload.includes(userId));
  assert.deepEqual(await tokens.verify(token), { subject, expiresAt, entry: null });
});

Deno.test("[P3] the subject is stable per user and differs between users and secrets", async () => {
  const clock = createManualClock();
  const tokens = createTokens({ secret, ttlS: 60, clock });
  const others = createTokens({ secret: secret + "x", ttlS: 60, clock });
  const { subject } = await tokens.issue(userId);
  assert.equal((await tokens.issue(userId.toUpperCase())).subject, subject);
  assert.notEqual((await tokens.issue(crypto.randomUUID())).subject, subject);
  assert.notEqual((await others.issue(userId)).subject, subject);
});

Deno.test("[S2] tokens that are not ours, or not any more, are refused", async () => {
  const clock = createManualClock();
  const tokens = createTokens({ secret, ttlS: 60, clock });
  const seconds = Math.floor(clock.now() / 1_000);
  const sign = (change: { iss?: string; aud?: string; exp?: number; key?: string } = {}) =>
    new SignJWT()
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer(change.iss ?? "conflux").setAudience(change.aud ?? "conflux").setSubject("x")
      .setIssuedAt(seconds).setExpirationTime(change.exp ?? seconds + 60)
      .sign(encode(change.key ?? secret));
  assert.ok(await tokens.verify(await sign()), "the control: a right one is accepted");

  const part = (value: unknown) => btoa(JSON.stringify(value)).replace(/=+$/, "");
  const claims = { iss: "conflux", aud: "conflux", sub: "x", iat: seconds, exp: seconds + 60 };
  const { privateKey } = await generateKeyPair("RS256");
  const rs256 = await new SignJWT(claims).setProtectedHeader({ alg: "RS256" }).sign(privateKey);
  for (
    const [what, token] of [
      ["missing", ""],
      ["no JWT", "abc"],
      ["wrong issuer", await sign({ iss: "else" })],
      ["wrong audience", await sign({ aud: "else" })],
      ["expired", await sign({ exp: seconds - 1 })],
      ["other key", await sign({ key: secret + "x" })],
      ["alg none", `${part({ alg: "none" })}.${part(claims)}.`],
      ["RS256", rs256],
      ["no signature", (await sign()).replace(/\.[^.]*$/, ".")],
    ] as const
  ) assert.equal(await tokens.verify(token), null, what);

  const token = await sign();
  clock.advance(61_000);
  assert.equal(await tokens.verify(token), null, "after its time");
});

Deno.test("[P4] the bearer token is read from the header and from nowhere else", () => {
  const read = (value?: string) => bearerToken(new Headers(value ? { authorization: value } : {}));
  assert.equal(read("Bearer abc.def"), "abc.def");
  assert.equal(read("bearer abc"), "abc");
  for (const bad of [undefined, "abc", "Basic abc", "Bearer", "Bearer a b"]) {
    assert.equal(read(bad), null, bad);
  }
});

Deno.test("[O4] a token says what its owner has shown at the door", async () => {
  const clock = createManualClock();
  const tokens = createTokens({ secret, ttlS: 60, clock });
  for (const meeting of [null, "123456789"]) {
    const expiresAt = clock.now() + 20_000;
    const { token } = await tokens.issue(userId, { meeting, expiresAt });
    const identity = await tokens.verify(token);
    assert.deepEqual([identity?.entry, identity?.expiresAt], [{ meeting }, expiresAt]);
  }
});
