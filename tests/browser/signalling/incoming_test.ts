// What a frame of the server says.

import assert from "node:assert/strict";
import { parseFrame } from "../../../lib/browser/signalling/incoming.ts";

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
