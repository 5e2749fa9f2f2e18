import assert from "node:assert/strict";
import { createSubPathWatch } from "../../../lib/server/http/sub_path.ts";
import type { LogEvent } from "../../../lib/server/log.ts";

function watch() {
  const logged: LogEvent[] = [];
  const seen = createSubPathWatch((entry) => logged.push(entry));
  const paths = () => logged.map((entry) => entry.event === "sub_path" && entry.path);
  return { ...seen, paths };
}

Deno.test("[F18] a path in front of what is ours is named in the log, once", () => {
  const cases: Record<string, string | null> = {
    "/meet/": "/meet",
    "/meet/j/123456789": "/meet",
    "/meet/room/123456789": "/meet",
    "/meet/doctor": "/meet",
    "/meet/peer_signal": "/meet",
    "/meet/config/0": "/meet",
    "/a/b/j/123456789": "/a/b",
    "/nothing": null,
    "/wp-login.php": null,
    "/favicon.ico": null,
    "/_fresh/js/old/chunk.js": null,
    "/j/123456789": null,
    "//": null,
  };
  for (const [path, named] of Object.entries(cases)) {
    const { seeMissing, paths } = watch();
    seeMissing(path);
    seeMissing(path);
    assert.deepEqual(paths(), named === null ? [] : [named], path);
  }
});

Deno.test("[F18] a proxy that names the path it takes off is heard, and nobody fills the log", () => {
  const { seePrefix, paths } = watch();
  seePrefix(new Headers());
  seePrefix(new Headers({ "x-forwarded-prefix": "/" }));
  for (let n = 0; n < 30; n++) {
    seePrefix(new Headers({ "x-forwarded-prefix": `/meet${n}${"x".repeat(500)}` }));
  }
  assert.equal(paths().length, 20);
  assert.ok(paths().every((path) => path && path.length === 100));
});
