// What a request is called: by a proxy in front of us, or by ourselves.

import assert from "node:assert/strict";
import { requestId } from "../../../lib/server/http/mod.ts";

const named = (name: string) => requestId(new Headers({ "x-request-id": name }));

Deno.test("[F18] a plain name of a proxy is kept, whatever else came is replaced", () => {
  assert.equal(named("req-7.a:b_c"), "req-7.a:b_c");
  for (const other of ["", "a b", '{"level":"info"}', "é", "x".repeat(65)]) {
    assert.match(named(other), /^[0-9a-f]{8}-[0-9a-f-]{27}$/, other);
  }
  assert.notEqual(requestId(new Headers()), requestId(new Headers()));
});
