// Requests that Fresh would fail on before any middleware.

import assert from "node:assert/strict";
import { guardRequest, repairPath } from "../../../lib/server/http/guard.ts";
import { pathPart } from "../../../lib/server/http/request.ts";

const guard = (path: string, init?: RequestInit) =>
  guardRequest(new Request(`http://localhost${path}`, init));

Deno.test("a path that can be decoded goes on as it is", () => {
  for (const path of ["/", "/j/123456789", "/meeting/1/Jo%C3%ABl%20M", "/x/%2F%25", "/a?b=%zz"]) {
    const req = new Request(`http://localhost${path}`);
    assert.equal(guardRequest(req), req, path);
  }
});

Deno.test("an escape that stands for no letter is taken as the signs it is made of", () => {
  for (
    const [path, readable] of [
      ["/j/%zz", "/j/%25zz"],
      ["/j/%", "/j/%25"],
      ["/j/%2", "/j/%252"],
      ["/j/%ff", "/j/%25ff"],
      ["/j/%E2%82", "/j/%25E2%2582"],
      ["/%C3%28/a%20b", "/%25C3%2528/a%20b"],
    ] as const
  ) {
    assert.equal(repairPath(path), readable, path);
    assert.doesNotThrow(() => decodeURIComponent(readable));
    const guarded = guard(path, { method: "POST", body: "kept" });
    assert.ok(guarded instanceof Request);
    assert.equal(new URL(guarded.url).pathname, readable);
    assert.equal(guarded.method, "POST");
  }
});

Deno.test("a method that is none of Fresh's is 405 with those there are", async () => {
  for (const method of ["PROPFIND", "BREW", "MKCOL"]) {
    for (
      const [path, allow] of [["/", "GET, HEAD"], ["/meeting", "POST"], [
        "/meeting/1",
        "PATCH, DELETE",
      ], ["/x", "GET, HEAD"]]
    ) {
      const answer = guard(path ?? "", { method });
      assert.ok(answer instanceof Response);
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get("allow"), allow);
      assert.equal((await answer.json()).error, "METHOD_NOT_ALLOWED");
    }
  }
});

Deno.test("a part of a path is decoded whole", () => {
  const url = new URL("http://localhost/meeting/123456789/a%2Fb%20%26%20%C3%AB");
  assert.equal(pathPart(url, 0), "meeting");
  assert.equal(pathPart(url, 2), "a/b & ë");
  assert.equal(pathPart(url, 3), "");
});
