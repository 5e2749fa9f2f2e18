// Whom the real coturn relays to: every denied range of S14 is asked for and refused. It runs with the
// production configuration; loopback is only where it listens.

import assert from "node:assert/strict";
import { openTurnClient, outcome, type TurnClient } from "../fakes/turn_client.ts";
import { startTurnProcess, turnFor } from "../fakes/turn_process.ts";
import { deniedIpv4, deniedIpv6, neighbours, type Range } from "./denied_ranges.ts";

const hasIpv6 = canListenOnIpv6();
const server = await startTurnProcess({
  COTURN_MODE: "production",
  COTURN_LISTENING_IP: "127.0.0.1",
  COTURN_RELAY_IP: hasIpv6 ? "127.0.0.1,::1" : "127.0.0.1",
  COTURN_EXTERNAL_IP: "192.0.3.9/127.0.0.1",
});
const url = `turn:${server.address}`;
const fixedVersion = 4_009;
const version = await turnserverVersion();
Deno.test.afterAll(() => server.close());

async function withAllocation(family: 4 | 6, use: (client: TurnClient) => Promise<void>) {
  const client = await openTurnClient(
    url,
    turnFor([url]).turn.credentials(`peers-${family}`),
  );
  try {
    assert.equal(outcome(await client.allocate(family)), "ok");
    await use(client);
  } finally {
    await client.free();
    client.close();
  }
}

async function assertDenied(client: TurnClient, ranges: readonly Range[]): Promise<void> {
  for (const { cidr, first, last } of ranges) {
    for (const ip of new Set([first, last])) {
      assert.equal(outcome(await client.permit(ip)), 403, `CreatePermission for ${ip} of ${cidr}`);
    }
    assert.equal(
      outcome(await client.bindChannel(0x4000, { ip: last, port: 9 })),
      403,
      `ChannelBind for ${last} of ${cidr}`,
    );
  }
}

Deno.test("[S14] every denied IPv4 range gets 403, at both of its ends", async () => {
  await withAllocation(4, (client) => assertDenied(client, deniedIpv4));
});

Deno.test({
  name: "[S14] every denied IPv6 range gets 403, at both of its ends",
  ignore: !hasIpv6,
  fn: () => withAllocation(6, (client) => assertDenied(client, deniedIpv6)),
});

Deno.test("[S14] the addresses beside the denied ranges are allowed", async () => {
  await withAllocation(4, async (client) => {
    for (const ip of neighbours[4]) assert.equal(outcome(await client.permit(ip)), "ok", ip);
  });
  if (!hasIpv6) return;
  await withAllocation(6, async (client) => {
    for (const ip of neighbours[6]) assert.equal(outcome(await client.permit(ip)), "ok", ip);
  });
});

Deno.test(
  "[S14] multicast and unspecified IPv6 addresses get 403",
  { ignore: !hasIpv6 },
  async () => {
    await withAllocation(6, async (client) => {
      for (const ip of ["ff02::1", "::"]) assert.equal(outcome(await client.permit(ip)), 403, ip);
    });
  },
);

// CVE-2026-27624: coturn before 4.9 compares IPv6-mapped addresses with no IPv4 range. Debian's 4.6.1
// is such a one and serves tests only: with it, what can be held is the configuration, that it lists the
// IPv4 ranges and leaves the mapped forms to a coturn that knows them (config_test.ts: the pinned image).
Deno.test({
  name: "[S14] every denied IPv4 range is refused in its IPv6-mapped form (CVE-2026-27624)",
  ignore: !hasIpv6,
  async fn() {
    if (version < fixedVersion) {
      const denied = server.log.filter((line) => line.includes("Black listing"));
      for (const { first, last } of deniedIpv4) {
        assert(denied.some((line) => line.endsWith(` ${first}-${last}`)), `${first}-${last}`);
      }
      assert(!denied.some((line) => /: ::ffff:(?!0:0:0)/.test(line)));
      return;
    }
    await withAllocation(6, async (client) => {
      for (const { cidr, last } of deniedIpv4) {
        assert.equal(outcome(await client.permit(`::ffff:${last}`)), 403, `${last} of ${cidr}`);
      }
    });
  },
});

Deno.test("[S14] no TCP towards peers", async () => {
  const client = await openTurnClient(url, turnFor([url]).turn.credentials("tcp-relay"));
  const tcp = 6;
  assert.equal(outcome(await client.allocate(4, tcp)), 442);
  client.close();
});

/** 4.6.1 as 4_006. */
async function turnserverVersion(): Promise<number> {
  const { stdout } = await new Deno.Command("turnserver", { args: ["--version"] }).output();
  const [, major, minor] = /(\d+)\.(\d+)/.exec(new TextDecoder().decode(stdout)) ?? [];
  return Number(major) * 1_000 + Number(minor);
}

function canListenOnIpv6(): boolean {
  try {
    Deno.listen({ hostname: "::1", port: 0 }).close();
    return true;
  } catch {
    return false;
  }
}
