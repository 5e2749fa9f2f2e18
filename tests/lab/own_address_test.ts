// What coturn relays to the machine's own address reaches relays, and with the firewall rule of
// docs/DEPLOY.md nothing else there. With coturn's own client and peer, in a network of the test's own.

import assert from "node:assert/strict";
import { startTurnProcess, turnSecret } from "../fakes/turn_process.ts";
import { eventually } from "../e2e/rig/people.ts";

const address = "192.0.3.9";
const [first, last] = [50_000, 50_099];
/** Of a service that is nobody's to reach. */
const ownPort = 9_999;
const messages = 4;

async function run(command: string, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await new Deno.Command(command, { args }).output();
  const decoder = new TextDecoder();
  return decoder.decode(stdout) + decoder.decode(stderr);
}

/** The rule as it is to be typed, for the addresses of this test. */
async function typeRule(): Promise<void> {
  const page = await Deno.readTextFile(new URL("../../docs/DEPLOY.md", import.meta.url));
  const rule = /iptables -A OUTPUT -p udp .*/.exec(page)?.[0] ?? "";
  assert.ok(rule.includes("203.0.113.7") && rule.includes("49152:50351"), rule);
  const [command = "", ...args] = rule.replace("203.0.113.7", address)
    .replaceAll("49152:50351", `${first}:${last}`).split(" ");
  assert.equal(await run(command, ...args), "");
}

Deno.test("[S14] what is relayed to the server's own address reaches relays only", async () => {
  await run("ip", "address", "add", `${address}/32`, "dev", "lo");
  const server = await startTurnProcess({
    COTURN_MODE: "production",
    COTURN_LISTENING_IP: address,
    COTURN_RELAY_IP: address,
    COTURN_EXTERNAL_IP: address,
    COTURN_MIN_PORT: `${first}`,
    COTURN_MAX_PORT: `${last}`,
  });
  const peer = new Deno.Command("turnutils_peer", {
    args: ["-L", address, "-p", `${ownPort}`],
    stdout: "null",
    stderr: "null",
  }).spawn();
  /** How many of the messages came back, from an echo at the peer or from relay to relay. */
  const echoed = async (...to: string[]) => {
    const who = ["-W", turnSecret, "-u", "lab", "-p", `${server.port}`];
    const what = ["-n", `${messages}`, "-m", "2", "-c", "-l", "100"];
    const told = await run("timeout", "30", "turnutils_uclient", ...who, ...what, ...to, address);
    return Number(/tot_recv_msgs=(\d+)\s*$/m.exec(told)?.[1] ?? 0);
  };
  const toService = ["-e", address, "-r", `${ownPort}`];
  try {
    await eventually("the service answers", async () => await echoed(...toService) > 0);
    assert.ok(await echoed("-y") > 0, "two relays meet");
    await typeRule();
    assert.equal(await echoed(...toService), 0);
    assert.ok(await echoed("-y") > 0, "and still do");
  } finally {
    peer.kill("SIGKILL");
    await peer.status;
    await server.close();
  }
});
