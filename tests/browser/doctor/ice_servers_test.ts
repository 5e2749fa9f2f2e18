// ICE servers by what the doctor does with them.

import assert from "node:assert/strict";
import { countServers, sortServers } from "../../../lib/browser/doctor/ice_servers.ts";

Deno.test("[F14] ICE servers are sorted by how a browser reaches them, one URL each", () => {
  const sorted = sortServers([
    { urls: ["stun:a:3478", "stun:a:3478?transport=udp"] },
    { urls: ["turn:a", "turn:a?transport=tcp", "turns:a:5349?transport=tcp"], username: "u" },
    { urls: "turn:b?transport=udp", username: "v" },
  ]);
  assert.deepEqual(sorted.relays, {
    udp: [{ urls: "turn:a", username: "u" }, { urls: "turn:b?transport=udp", username: "v" }],
    tcp: [{ urls: "turn:a?transport=tcp", username: "u" }],
    tls: [{ urls: "turns:a:5349?transport=tcp", username: "u" }],
  });
  assert.equal(countServers(sorted.stunUrls), 1);
});
