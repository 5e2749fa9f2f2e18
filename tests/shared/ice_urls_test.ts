import assert from "node:assert/strict";
import { relayKindOf } from "../../lib/shared/ice_urls.ts";

Deno.test("a TURN URL says how it is reached, and one of STUN that it is no relay", () => {
  const kinds = {
    "turn:a": "udp",
    "TURN:a:3478?transport=udp": "udp",
    "turn:a?transport=tcp": "tcp",
    "turns:a": "tls",
    "turns:a?transport=tcp": "tls",
    "stun:a": null,
    "stuns:a": null,
  };
  for (const [url, kind] of Object.entries(kinds)) assert.equal(relayKindOf(url), kind, url);
});
