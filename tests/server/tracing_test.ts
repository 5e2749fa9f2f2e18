import assert from "node:assert/strict";
import { routeOf } from "../../lib/server/tracing.ts";

Deno.test("[O8] a route has no number, no name and no id of its path; what is none of ours is not told at all", () => {
  const id = "2b0f8a44-7f4f-4f0a-9d2f-0a9b1d2c3e4f";
  const routes = {
    "/": "/",
    "/meeting": "/meeting",
    "/healthz": "/healthz",
    [`/config/${id}`]: "/config/:user_id",
    "/meeting/123456789": "/meeting/:meeting_id",
    "/meeting/123456789/Ana%20Lu": "/meeting/:meeting_id/:name",
    "/j/123456789": "/j/:meeting_id",
    "/room/123456789": "/room/:meeting_id",
    "/admin/rooms": "/admin/rooms",
    "/admin/rooms/123456789": "/admin/rooms/:meeting_id",
    "/_fresh/js/abc/island.js": "*.js",
    "/meeting/123456789/Ana/more": "*",
    "/ana": "*",
    "/J/123456789": "*",
  };
  for (const [path, route] of Object.entries(routes)) assert.equal(routeOf(path), route, path);
});
