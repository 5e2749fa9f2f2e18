import assert from "node:assert/strict";
import { isPrivateIp, parseIp } from "../../../../lib/server/turn/client/address.ts";

Deno.test("[P2] addresses are read in all their forms", () => {
  assert.deepEqual(parseIp("::ffff:10.0.0.1"), parseIp("0:0:0:0:0:ffff:a00:1"));
  assert.deepEqual(parseIp("2001:db8::"), parseIp("2001:db8:0:0:0:0:0:0"));
  for (const bad of ["1.2.3", "1.2.3.256", "1::2::3", "1:2:3:4:5:6:7", "g::1", ":::", ""]) {
    assert.equal(parseIp(bad), null, bad);
  }
  for (const ip of ["10.0.0.1", "100.64.0.1", "172.31.0.1", "192.168.1.1", "::1", "fd00::1"]) {
    assert.equal(isPrivateIp(ip), true, ip);
  }
  for (const ip of ["8.8.8.8", "100.128.0.1", "172.32.0.1", "2600::1"]) {
    assert.equal(isPrivateIp(ip), false, ip);
  }
});
