// Who counts as one sender for the limits.

import assert from "node:assert/strict";
import { parseAddress } from "../../../lib/server/http/forwarded.ts";
import { networkOf } from "../../../lib/server/http/network.ts";

const networks: readonly [address: string, network: string][] = [
  ["198.51.100.7", "198.51.100.7"],
  ["::ffff:198.51.100.7", "198.51.100.7"],
  ["2001:db8:1:2::7", "2001:db8:1:2::/64"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2:FFFF::", "2001:db8:1:2::/64"],
  ["[2001:db8:1:2::7]:443", "2001:db8:1:2::/64"],
  ["2001:db8:1:3::7", "2001:db8:1:3::/64"],
  ["2001:db8::7", "2001:db8:0:0::/64"],
  ["2001:db8::1:0:0:0:1", "2001:db8:0:1::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
];

Deno.test("[S7] an IPv6 address counts as its /64, an IPv4 address as itself", () => {
  for (const [address, network] of networks) {
    assert.equal(networkOf(parseAddress(address) ?? ""), network, address);
  }
});
