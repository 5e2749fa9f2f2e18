// Who may open the socket, with the proxies of the world in front, and what a refusal tells to whom.

import assert from "node:assert/strict";
import { parseConfig } from "../../lib/server/config.ts";
import { applyBuild } from "../fakes/built_app.ts";
import { startServer, testConfig } from "../fakes/test_server.ts";
import { upgradeStatus } from "../fakes/upgrade.ts";

const configured = (origins: string) =>
  testConfig({
    origins: parseConfig({
      CONFLUX_SECRET: "kX9vQ2mN7pR4tW8yB3dF6hJ1lZ5cV0aS",
      CONFLUX_ORIGINS: origins,
    }).origins,
  });

Deno.test("[P7][S1] CONFLUX_ORIGINS is compared as URLs, what a browser sends to the letter", async () => {
  const config = configured(
    "https://Meet.Example.org:443/, http://b.example:80 https://bücher.example, http://[0::1]:7",
  );
  await using server = await startServer(applyBuild, { config });
  const status = (origin: string) => upgradeStatus(server.origin, { origin });
  for (
    const good of [
      "https://meet.example.org",
      "https://meet.example.org.",
      "http://b.example",
      "https://xn--bcher-kva.example",
      "http://[::1]:7",
    ]
  ) assert.equal(await status(good), 101, good);
  for (
    const trick of [
      "https://meet.example.org:443",
      "https://meet.example.org:80",
      "https://meet.example.org:8443",
      "http://meet.example.org",
      "https://Meet.Example.org",
      "https://meet.example.org/",
      "https://meet.example.org..",
      "https://.meet.example.org",
      "https://meet.example.org%00",
      "https://meet.example.org#",
      "https://meet.example.org?",
      "https://meet.example.org\\",
      "https://meet.example.org:",
      "https:meet.example.org",
      "https:/meet.example.org",
      "https:///meet.example.org",
      "meet.example.org",
      "//meet.example.org",
      "https://meet.example.org https://evil.example",
      "https://evil.example https://meet.example.org",
      "https://evil.example, https://meet.example.org",
      "https://meet.example.org, https://meet.example.org",
      "https://ana@meet.example.org",
      "https://meetXexample.org",
      "https://example.org",
      "https://org",
      "wss://meet.example.org",
      "ws://b.example",
      "http://b.example:80",
      "http://b.example:443",
      "https://b.example",
      "http://[::1]",
      "http://[::1]:70",
      "http://[0::1]:7",
      "http://::1:7",
      "https://bucher.example",
      "https://xn--bcher-kva.example.evil.example",
      "undefined",
      "Null",
      "*",
      "about:blank",
      "data:text/html,x",
      "blob:https://meet.example.org/0",
      "capacitor://localhost",
      "chrome-extension://meet.example.org",
    ]
  ) assert.equal(await status(trick), 403, JSON.stringify(trick));
});

Deno.test("[P7][S1] behind a trusted proxy the tricks are the same, and get 403", async () => {
  await using server = await startServer(applyBuild, {
    config: testConfig({ isProxyTrusted: true }),
  });
  const proxied = { "x-forwarded-proto": "https", "x-forwarded-host": "meet.example.org:8443" };
  const status = (origin: string) => upgradeStatus(server.origin, { ...proxied, origin });
  assert.equal(await status("https://meet.example.org:8443"), 101);
  for (
    const trick of [
      "https://meet.example.org",
      "https://meet.example.org:443",
      "https://meet.example.org:84430",
      "http://meet.example.org:8443",
      "https://Meet.example.org:8443",
      "https://evil.meet.example.org:8443",
      "https://meet.example.org.evil.example:8443",
      server.origin,
      "null",
      "",
    ]
  ) assert.equal(await status(trick), 403, trick);
});

Deno.test("[P7][S1] a name without TLS, which may lead anywhere, is our own only where it is configured", async () => {
  const status = async (name: string, config = testConfig({ isProxyTrusted: true })) => {
    await using server = await startServer(applyBuild, { config });
    return await upgradeStatus(server.origin, {
      "x-forwarded-proto": "http",
      "x-forwarded-host": name,
      origin: `http://${name}`,
    });
  };
  for (
    const name of ["evil.example", "evil.example:8000", "localhost.evil.example", "10.0.0.5.nip.io"]
  ) {
    assert.equal(await status(name), 403, name);
  }
  for (const name of ["localhost:8000", "10.0.0.5:8000", "[fe80::1]:8000", "meet", "meet.local"]) {
    assert.equal(await status(name), 101, name);
  }
  const known = { ...configured("http://meet.example"), isProxyTrusted: true };
  assert.equal(await status("meet.example", known), 101);
});

Deno.test("[P7] a refused origin is logged with both, cut and escaped, and does not fill the log", async () => {
  await using server = await startServer(applyBuild, {
    config: testConfig({ isProxyTrusted: true }),
  });
  const refused = () =>
    server.logged.map((line) => JSON.parse(line)).filter(({ event }) => event === "origin_refused");
  const proxied = { "x-forwarded-proto": "https", "x-forwarded-host": "meet.example.org" };
  const origin = "https://meet.example.org:8443";
  assert.equal(await upgradeStatus(server.origin, { ...proxied, origin }), 403);
  const [{ advice, ...first }] = refused();
  assert.deepEqual(first, { event: "origin_refused", origin, own: "https://meet.example.org" });
  for (const setting of ["CONFLUX_TRUST_PROXY", "CONFLUX_ORIGINS", "X-Forwarded-Host"]) {
    assert.ok(advice.includes(setting));
  }
  await upgradeStatus(server.origin, { origin: `"\t\\${"x".repeat(4_000)}`, ...proxied });
  assert.equal(refused().at(-1).origin.length, 200);
  assert.ok(server.logged.every((line) => !line.includes("\n") && !line.includes("\t")));
  for (let i = 0; i < 60; i++) await upgradeStatus(server.origin, { ...proxied, origin });
  assert.ok(refused().length < 30, `${refused().length} lines`);
});

Deno.test("[P7] POST /origin answers a page what its socket cannot tell it", async () => {
  await using server = await startServer(applyBuild);
  const ask = (headers: Record<string, string>) =>
    server.request("/origin", { method: "POST", headers });
  assert.equal((await ask({ origin: server.origin })).status, 200);
  assert.equal((await ask({})).status, 200, "a native client has no origin");
  const refused = await ask({ origin: "https://meet.example.org" });
  assert.equal(refused.status, 403);
  assert.deepEqual([refused.body.code, refused.body.error], [403, "FORBIDDEN_ORIGIN"]);
  assert.equal((await server.request("/origin")).status, 405);
  assert.equal((await server.request("/origin")).headers.get("allow"), "POST");
});
