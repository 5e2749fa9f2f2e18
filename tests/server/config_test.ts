import assert from "node:assert/strict";
import { ConfigError, parseConfig } from "../../lib/server/config.ts";

const secret = "kX9vQ2mN7pR4tW8yB3dF6hJ1lZ5cV0aS";
const turnUrl = "turn:turn.example.org:3478";

Deno.test("[S13] with a good secret production starts on the defaults", () => {
  const config = parseConfig({ CONFLUX_SECRET: secret });
  assert.equal(config.mode, "production");
  assert.equal(config.port, 8000);
  assert.deepEqual(config.store, { kind: "kv" });
  assert.equal(config.dataDir, "./data");
  assert.equal(config.maxParticipants, 16);
  assert.equal(config.tokenTtlS, 3_600);
  assert.deepEqual(config.origins, []);
  assert.deepEqual(config.turn.urls, []);
});

Deno.test("[S13] development starts with nothing set; an empty value is no value", () => {
  assert.equal(parseConfig({ CONFLUX_ENV: "development", COTURN_SECRET: "" }).secret, null);
});

Deno.test("[S13] lists are read with spaces and commas", () => {
  const config = parseConfig({
    CONFLUX_SECRET: secret,
    CONFLUX_ORIGINS: "https://a.example, https://b.example:8443",
    COTURN_SECRET: secret,
    COTURN_URLS: `stun:turn.example.org:3478, ${turnUrl}?transport=tcp`,
  });
  assert.deepEqual(config.origins, ["https://a.example", "https://b.example:8443"]);
  assert.deepEqual(config.turn.urls, ["stun:turn.example.org:3478", `${turnUrl}?transport=tcp`]);
});

for (
  const [setting, env] of [
    ["CONFLUX_SECRET", {}],
    ["CONFLUX_SECRET", { CONFLUX_SECRET: "short" }],
    ["CONFLUX_SECRET", { CONFLUX_SECRET: "a".repeat(40) }],
    ["CONFLUX_SECRET", { CONFLUX_SECRET: "changeme-changeme-changeme-changeme-changeme" }],
    ["COTURN_SECRET", { CONFLUX_SECRET: secret, COTURN_URLS: turnUrl }],
    ["COTURN_SECRET", { CONFLUX_SECRET: secret, COTURN_URLS: turnUrl, COTURN_SECRET: "coturn" }],
    ["COTURN_URLS", { CONFLUX_SECRET: secret, COTURN_URLS: "turn.example.org" }],
    ["PORT", { CONFLUX_SECRET: secret, PORT: "http" }],
    ["PORT", { CONFLUX_SECRET: secret, PORT: "70000" }],
    ["CONFLUX_STORE", { CONFLUX_SECRET: secret, CONFLUX_STORE: "mongodb" }],
    ["CONFLUX_ORIGINS", { CONFLUX_SECRET: secret, CONFLUX_ORIGINS: "https://a.example/path" }],
    ["CONFLUX_ORIGINS", { CONFLUX_SECRET: secret, CONFLUX_ORIGINS: "*" }],
    ["CONFLUX_TOKEN_TTL_S", { CONFLUX_SECRET: secret, CONFLUX_TOKEN_TTL_S: "0" }],
    ["CONFLUX_MAX_PARTICIPANTS", { CONFLUX_SECRET: secret, CONFLUX_MAX_PARTICIPANTS: "1" }],
    ["CONFLUX_TRUST_PROXY", { CONFLUX_SECRET: secret, CONFLUX_TRUST_PROXY: "yes" }],
    ["CONFLUX_ADMIN_TOKEN", { CONFLUX_SECRET: secret, CONFLUX_ADMIN_TOKEN: "short" }],
    ["CONFLUX_ENTRY", { CONFLUX_SECRET: secret, CONFLUX_ENTRY: "token" }],
    ["CONFLUX_ENTRY", { CONFLUX_SECRET: secret, CONFLUX_ENTRY_KEY: secret }],
    ["CONFLUX_ENTRY_KEY", { CONFLUX_SECRET: secret, CONFLUX_ENTRY_KEY: "short" }],
    ["CONFLUX_ENTRY_JWKS", { CONFLUX_SECRET: secret, CONFLUX_ENTRY_JWKS: "file:///keys.json" }],
    ["CONFLUX_WEBHOOK_URL", { CONFLUX_SECRET: secret, CONFLUX_WEBHOOK_URL: "https://a.example" }],
    ["CONFLUX_WEBHOOK_URL", { CONFLUX_SECRET: secret, CONFLUX_WEBHOOK_SECRET: secret }],
    [
      "CONFLUX_WEBHOOK_SECRET",
      {
        CONFLUX_SECRET: secret,
        CONFLUX_WEBHOOK_URL: "https://a.example",
        CONFLUX_WEBHOOK_SECRET: "whsec_no-base64-as-they-have-it-0123456789",
      },
    ],
    ["CONFLUX_BASE_PATH", { CONFLUX_SECRET: secret, CONFLUX_BASE_PATH: "/meet" }],
    ["CONFLUX_ICE_POLICY", { CONFLUX_SECRET: secret, CONFLUX_ICE_POLICY: "relay" }],
  ] as const
) {
  Deno.test(`[S13] start-up refuses, naming ${setting}: ${JSON.stringify(env)}`, () => {
    assert.throws(() => parseConfig(env), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, new RegExp(`^  ${setting}: `, "m"));
      assert.ok(!error.message.includes("aaaaaaaa"), "the secret itself is not printed");
      return true;
    });
  });
}
