import assert from "node:assert/strict";
import { parseStunUrl } from "../../../../lib/server/turn/client/socket.ts";

Deno.test("[P2] the URLs of COTURN_URLS lead where RFC 7064 and RFC 7065 say", () => {
  const table = [
    ["stun:a.example", "stun", "a.example", 3478, "udp"],
    ["turn:a.example:80?transport=tcp", "turn", "a.example", 80, "tcp"],
    ["turn:[2001:db8::1]:99", "turn", "2001:db8::1", 99, "udp"],
    ["turns:a.example", "turns", "a.example", 5349, "tls"],
    ["turns:a.example:443?transport=tcp", "turns", "a.example", 443, "tls"],
  ] as const;
  for (const [url, scheme, host, port, transport] of table) {
    assert.deepEqual(parseStunUrl(url), { scheme, host, port, transport });
  }
  for (const bad of ["turns:a.example?transport=udp", "http://a.example", "turn:", "turn:a:b"]) {
    assert.equal(parseStunUrl(bad), null, bad);
  }
});
