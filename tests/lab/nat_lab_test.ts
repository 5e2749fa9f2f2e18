// Proves the lab, with a bare page and the product's coturn: what the NATs do to a call, and that a cut
// uplink is a cut uplink. The app's own tests on it are in tests/e2e.

import assert from "node:assert/strict";
import { turnFor, turnSecret } from "../fakes/turn_process.ts";
import { type BareCall, type Look, startBareCall } from "./bare_call.ts";
import { type Lab, type NatKind, serverIp, withLab } from "./nat_lab.ts";

const stunUrl = `stun:${serverIp}:3478`;
const turnUrls = [stunUrl, `turn:${serverIp}:3478`, `turn:${serverIp}:3478?transport=tcp`];

async function withCall(
  nats: readonly NatKind[],
  urls: readonly string[],
  use: (call: BareCall, lab: Lab) => Promise<void>,
): Promise<void> {
  await withLab({ nats }, async (lab) => {
    await lab.startTurn(turnSecret);
    const { iceServers } = turnFor(urls).turn.credentials("lab");
    const call = await startBareCall(lab, iceServers);
    try {
      await use(call, lab);
    } finally {
      await call.close();
    }
  });
}

const isRelayed = ({ local, remote }: Look) => local === "relay" || remote === "relay";
const isPlaying = ({ state, frames }: Look) => state === "connected" && frames > 10;

Deno.test("[P18] two symmetric NATs: the call connects, and only over the relay", async () => {
  await withCall(["symmetric", "symmetric"], turnUrls, async (call) => {
    for (const client of [0, 1]) {
      const seen = await call.until(client, (look) => isPlaying(look) && look.local !== null);
      assert(isRelayed(seen), JSON.stringify(seen));
      const later = await call.until(client, ({ frames }) => frames > seen.frames + 20);
      assert(isRelayed(later), JSON.stringify(later));
    }
  });
});

Deno.test("[P18] [R11] two cone NATs: the call goes directly, stops with the uplink and comes back", async () => {
  await withCall(["cone", "cone"], turnUrls, async (call, lab) => {
    for (const client of [0, 1]) {
      await call.until(
        client,
        (look) => isPlaying(look) && look.local !== null && !isRelayed(look),
      );
    }
    await lab.cutUplink(0);
    await call.until(1, ({ state }) => state === "disconnected");
    const { frames } = await call.look(1);
    await lab.restoreUplink(0);
    await call.until(1, (look) => isPlaying(look) && look.frames > frames + 10);
  });
});

Deno.test("[P18] UDP blocked: the call goes over TURN by TCP", async () => {
  await withCall(["udp-blocked", "symmetric"], turnUrls, async (call) => {
    const seen = await call.until(0, (look) => isPlaying(look) && look.local !== null);
    assert.deepEqual([seen.local, seen.relayProtocol], ["relay", "tcp"]);
  });
});

Deno.test("[P18] two symmetric NATs without TURN: the call fails", async () => {
  await withCall(["symmetric", "symmetric"], [stunUrl], async (call) => {
    const seen = await call.until(0, ({ state }) => state === "failed");
    assert.deepEqual([seen.frames, seen.relays], [0, 0]);
  });
});
