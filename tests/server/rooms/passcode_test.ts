import assert from "node:assert/strict";
import { createPasscodes } from "../../../lib/server/rooms/passcode.ts";

Deno.test("[S6] a passcode is stored as a salted slow hash, and only the right one matches", async () => {
  const passcodes = createPasscodes(2);
  const [one, other] = await Promise.all([passcodes.hash("pass-1"), passcodes.hash("pass-1")]);
  assert.ok(one.iterations >= 600_000);
  assert.notEqual(one.hash, other.hash, "salted");
  assert.ok(!JSON.stringify(one).includes("pass-1"));
  const results = await Promise.all(
    ["pass-1", "pass-2", "", "pass- 1"].map((guess) => passcodes.verify(guess, one)),
  );
  assert.deepEqual(results, [true, false, false, false]);
});

Deno.test("[S6] made and typed passcodes are compared without what is pasted along, and in one width", async () => {
  const passcodes = createPasscodes(2);
  const pairs = [
    ["let me in", " let me in\n"],
    [" let me in ", "let me in"],
    ["123456", "１２３４５６"],
    ["１２３", "123"],
    ["a\u200bb", "ab"],
    ["ab", "\u200eab\ufeff"],
    ["密码 1", "密码\u00a01"],
  ];
  for (const [made = "", typed = ""] of pairs) {
    assert.ok(
      await passcodes.verify(typed, await passcodes.hash(made)),
      JSON.stringify([made, typed]),
    );
  }
  assert.ok(!await passcodes.verify("letmein", await passcodes.hash("let me in")));
});

Deno.test("[S6] a passcode that was stored with blanks around it, before they were dropped, still fits", async () => {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(" old \u200b"),
    "PBKDF2",
    false,
    ["deriveBits"],
  );
  const iterations = 1_000;
  const algorithm = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  const hash = new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 256));
  const stored = {
    algorithm: "PBKDF2-SHA-256",
    iterations,
    salt: salt.toBase64(),
    hash: hash.toBase64(),
  } as const;
  const passcodes = createPasscodes(1);
  assert.deepEqual(
    await Promise.all([" old \u200b", "old", "new"].map((one) => passcodes.verify(one, stored))),
    [true, false, false],
  );
});
