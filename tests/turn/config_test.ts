// What turn/entrypoint.sh makes of its settings: the configuration of S14, or a refusal (S13). No coturn
// runs here; `render` prints the configuration and ends.

import assert from "node:assert/strict";
import { parseConfig } from "../../lib/server/config.ts";
import { allocationsPerUser } from "../../lib/server/turn/quota.ts";
import { runEntrypoint, turnSecret } from "../fakes/turn_process.ts";
import { deniedIpv4, deniedIpv6 } from "./denied_ranges.ts";

const settings = { COTURN_SECRET: turnSecret, COTURN_EXTERNAL_IP: "198.51.100.7" };

async function render(env: Record<string, string> = {}): Promise<string[]> {
  const { code, stdout, stderr } = await runEntrypoint({ ...settings, ...env }, "render");
  assert.equal(code, 0, stderr);
  return stdout.trim().split("\n");
}

const badSecrets: readonly [what: string, secret: string][] = [
  ["missing", ""],
  ["short", "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmd"],
  ["the default of a document", "changeme-changeme-changeme-0123456789"],
  ["another default", "Coturn-static-auth-secret-0123456789"],
  ["one letter", "a".repeat(64)],
];
for (const [what, secret] of badSecrets) {
  Deno.test(`[S13] TURN refuses to start with a secret that is ${what}, as the app does`, async () => {
    const { code, stderr } = await runEntrypoint({ ...settings, COTURN_SECRET: secret }, "render");
    assert.notEqual(code, 0);
    assert.match(stderr, /^Cannot start TURN: COTURN_SECRET/);
    assert(secret === "" || !stderr.includes(secret), "the secret is not in the message");
    const env = {
      COTURN_URLS: "turn:a.example",
      CONFLUX_SECRET: turnSecret,
      COTURN_SECRET: secret,
    };
    assert.throws(() => parseConfig(env), /COTURN_SECRET/);
  });
}

const badSettings: readonly [string, Record<string, string>, RegExp][] = [
  ["no external address", { COTURN_EXTERNAL_IP: "" }, /COTURN_EXTERNAL_IP is missing/],
  ["a name as address", { COTURN_EXTERNAL_IP: "turn.example.org" }, /COTURN_EXTERNAL_IP must be/],
  ["a second line in an address", { COTURN_RELAY_IP: "127.0.0.1\nno-auth" }, /COTURN_RELAY_IP/],
  ["a port that is none", { COTURN_PORT: "3478a" }, /COTURN_PORT must be a whole number/],
  ["an empty relay range", { COTURN_MIN_PORT: "5000", COTURN_MAX_PORT: "4999" }, /COTURN_MAX_PORT/],
  ["an unknown mode", { COTURN_MODE: "debug" }, /COTURN_MODE/],
  ["a limit that is none", { CONFLUX_MAX_PARTICIPANTS: "1" }, /CONFLUX_MAX_PARTICIPANTS must be/],
  ["a limit too high", { CONFLUX_MAX_PARTICIPANTS: "101" }, /CONFLUX_MAX_PARTICIPANTS must be/],
  ["a secret that ends its line", { COTURN_SECRET: `${turnSecret}\nno-auth` }, /COTURN_SECRET/],
];
for (const [what, env, message] of badSettings) {
  Deno.test(`[S13] TURN refuses to start with ${what}, naming the setting`, async () => {
    const { code, stderr } = await runEntrypoint({ ...settings, ...env }, "render");
    assert.notEqual(code, 0);
    assert.match(stderr, message);
  });
}

Deno.test("[S14] the configuration has the quotas, lifetimes and switches, and nothing left to fill", async () => {
  const lines = await render();
  const expected = [
    "use-auth-secret",
    `static-auth-secret=${turnSecret}`,
    "user-quota=36",
    "total-quota=1200",
    "max-bps=1000000",
    "bps-capacity=1200000000",
    "min-port=49152",
    "max-port=50351",
    "no-multicast-peers",
    "no-tcp-relay",
    "stale-nonce=600",
    "max-allocate-lifetime=3600",
    "fingerprint",
    "no-tls",
  ];
  for (const line of expected) assert(lines.includes(line), line);
  assert(!lines.some((line) => /[@[\]]/.test(line)), "no placeholder is left");
  assert(!lines.includes("allow-loopback-peers"));
  assert(!lines.some((line) => /^(no-auth|user=|cli$|web-admin|lt-cred-mech)/.test(line)));
});

Deno.test("[S14] the quota of a person follows from the participant limit, the same sum here and in the app", async () => {
  const limits = [2, 3, 12, 16, 100];
  for (const limit of limits) {
    const lines = await render({ CONFLUX_MAX_PARTICIPANTS: String(limit) });
    assert(lines.includes(`user-quota=${allocationsPerUser(limit)}`), `${limit}`);
    assert(allocationsPerUser(limit) >= 2 * (limit - 1) + 2, "and two ends for the doctor");
  }
  const byDefault = parseConfig({ CONFLUX_SECRET: turnSecret }).maxParticipants;
  assert((await render()).includes(`user-quota=${allocationsPerUser(byDefault)}`));
  const compose = await Deno.readTextFile(new URL("../../compose.yaml", import.meta.url));
  assert(compose.includes(`CONFLUX_MAX_PARTICIPANTS: \${CONFLUX_MAX_PARTICIPANTS:-${byDefault}}`));
});

Deno.test("[S14] the configuration denies exactly the ranges of the rule, IPv4 and IPv6", async () => {
  const denied = (await render()).filter((line) => line.startsWith("denied-peer-ip="));
  const expected = [...deniedIpv4, ...deniedIpv6].map(({ first, last }) =>
    // From :: on it would be every IPv4 address as well: coturn refuses that one by itself.
    `denied-peer-ip=${first === "::" ? "::1" : first}-${last}`
  );
  assert.deepEqual(denied.toSorted(), expected.toSorted());
  // It would block all of IPv4; coturn from 4.9 on refuses the mapped forms itself.
  assert(!denied.some((line) => /=(::ffff:(?!0:0:0)|0:0:0:0:0:ffff:)/i.test(line)));
});

Deno.test("[S14] the server's own external address is allowed, behind a 1:1 NAT the local one too", async () => {
  const own = (lines: string[]) => lines.filter((line) => line.startsWith("allowed-peer-ip="));
  assert.deepEqual(own(await render()), ["allowed-peer-ip=198.51.100.7"]);
  const behindNat = await render({ COTURN_EXTERNAL_IP: "198.51.100.7/10.0.0.5" });
  assert.deepEqual(own(behindNat), ["allowed-peer-ip=10.0.0.5", "allowed-peer-ip=198.51.100.7"]);
  assert(behindNat.includes("external-ip=198.51.100.7/10.0.0.5"));
  assert(behindNat.includes("relay-ip=10.0.0.5"));
});

Deno.test("[S14] the compose file pins a coturn without the known holes", async () => {
  const compose = await Deno.readTextFile(new URL("../../compose.yaml", import.meta.url));
  const [, major, minor, patch] = /image: coturn\/coturn:(\d+)\.(\d+)\.(\d+)/.exec(compose) ?? [];
  const version = Number(major) * 1e6 + Number(minor) * 1e3 + Number(patch);
  assert(version >= 4_017_002, `coturn ${major}.${minor}.${patch}`);
});
