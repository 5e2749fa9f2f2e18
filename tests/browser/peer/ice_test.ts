// Which relays a connection is given, one kind at a time (S14), and where the next one starts.

import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { createIceSettings } from "../../../lib/browser/peer/ice.ts";

const stun = { urls: ["stun:t.example"] };
const relay = (urls: string[]) => ({ urls, username: "u", credential: "c" });
const udp = "turn:t.example:3478";
const tcp = "turn:t.example:3478?transport=tcp";
const tls = "turns:t.example:5349?transport=tcp";

function setUp(urls: string[]) {
  const ice = createIceSettings({ config: signal(null) }, { isRelayOnly: false });
  ice.setServers([stun, relay(urls)]);
  return ice;
}

Deno.test("[S14] a connection is given one kind of relay at a time: UDP, then TCP, then TLS", () => {
  const ice = setUp([tls, udp, tcp]);
  const used = [];
  let rung = ice.firstRung();
  for (let i = 0; i < 4; i++) {
    used.push(ice.configuration(rung).iceServers);
    rung = ice.nextRung(rung);
  }
  assert.deepEqual(used, [
    [stun, relay([udp])],
    [stun, relay([tcp])],
    [stun, relay([tls])],
    [stun, relay([udp])],
  ]);
});

Deno.test("[S14] with one kind of relay, or none, there is nothing to climb", () => {
  const ice = setUp([tcp]);
  assert.equal(ice.nextRung(0), 0);
  assert.deepEqual(ice.configuration(0).iceServers, [stun, relay([tcp])]);
  ice.setServers([stun]);
  assert.equal(ice.nextRung(0), 0);
  assert.deepEqual(ice.configuration(0).iceServers, [stun]);
});

Deno.test("[S14] what has worked is where the next connection starts", () => {
  const ice = setUp([udp, tcp]);
  ice.noteWorking(1);
  assert.equal(ice.firstRung(), 1);
});

Deno.test("[R10] what had worked before a reload is where it starts, where there still is such a relay", () => {
  const ice = createIceSettings({ config: signal(null) }, { isRelayOnly: false }, 2);
  ice.setServers([stun, relay([udp, tcp, tls])]);
  assert.deepEqual(ice.configuration(ice.firstRung()).iceServers, [stun, relay([tls])]);
  ice.setServers([stun, relay([udp])]);
  assert.deepEqual(ice.configuration(ice.firstRung()).iceServers, [stun, relay([udp])]);
  ice.setServers([stun]);
  assert.equal(ice.firstRung(), 0);
});

Deno.test("[F14] who hides the own address uses relays only, and only where there is one", () => {
  const ice = createIceSettings({ config: signal(null) }, { isRelayOnly: true });
  assert.equal(ice.configuration(0).iceTransportPolicy, "all");
  ice.setServers([stun, relay([udp])]);
  assert.equal(ice.configuration(0).iceTransportPolicy, "relay");
});
