// The app behind real proxies on ports of no account, nginx with the very block of docs/DEPLOY.md: who
// opens a page there opens its socket, whoever comes from elsewhere does not, and limits hold.

import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { makeCertificate, type ProxyName, startProxy } from "../fakes/proxy_process.ts";
import { openSocket, startServer, testConfig } from "../fakes/test_server.ts";
import { upgradeStatus } from "../fakes/upgrade.ts";

const trusting = testConfig({ isProxyTrusted: true });
const portOf = (origin: string) => Number(new URL(origin).port);

async function assertAtHome(origin: string, caCert?: string) {
  const status = (from: string) => upgradeStatus(origin, { origin: from }, caCert);
  const { protocol, hostname, port } = new URL(origin);
  assert.equal(await status(origin), 101);
  for (
    const trick of [
      `${protocol}//${hostname}`,
      `${protocol}//${hostname}:${Number(port) - 1}`,
      `${protocol === "http:" ? "https:" : "http:"}//${hostname}:${port}`,
      `${protocol}//evil.${hostname}:${port}`,
      "https://evil.example",
      "null",
    ]
  ) assert.equal(await status(trick), 403, trick);
}

for (const name of ["nginx", "caddy", "haproxy", "apache2"] satisfies ProxyName[]) {
  Deno.test(`[P7][S1] behind ${name} on an odd port a page opens its socket, and no other does`, async () => {
    await using server = await startServer(applyBuild, { config: trusting });
    await using proxy = await startProxy(name, { to: portOf(server.origin) });
    await assertAtHome(proxy.origin);
    const socket = await openSocket(proxy.origin);
    assert.equal((await socket.ask({ type: "PING", token: await server.newToken() })).type, "PONG");
    await socket.close();
    const asked = await fetch(`${proxy.origin}/origin`, {
      method: "POST",
      headers: { origin: proxy.origin },
    });
    assert.equal(asked.status, 200);
    await asked.body?.cancel();
  });

  Deno.test(`[S7] behind ${name} nobody gets another address by inventing headers`, async () => {
    await using server = await startServer(applyBuild, {
      config: { ...trusting, httpPerMinute: 5 },
    });
    await using proxy = await startProxy(name, { to: portOf(server.origin) });
    const ask = async (headers: Record<string, string>) => {
      const answer = await fetch(`${proxy.origin}/config/${crypto.randomUUID()}`, { headers });
      await answer.body?.cancel();
      return answer.status;
    };
    for (let i = 0; i < 5; i++) {
      assert.equal(await ask({ "x-forwarded-for": `203.0.113.${i}` }), 200);
    }
    for (
      const headers of [
        {},
        { "x-forwarded-for": "203.0.113.66" },
        { "x-forwarded-for": "203.0.113.66, 203.0.113.67" },
        { "x-real-ip": "203.0.113.66" },
        { "cf-connecting-ip": "203.0.113.66" },
        { "forwarded": "for=127.0.0.1" },
      ]
    ) assert.equal(await ask(headers as Record<string, string>), 429, JSON.stringify(headers));
  });
}

Deno.test("[P7][S1] behind nginx with TLS on an odd port the scheme and the port count", async () => {
  const dir = await Deno.makeTempDir();
  try {
    const { text, ...tls } = await makeCertificate(dir);
    await using server = await startServer(applyBuild, { config: trusting });
    await using proxy = await startProxy("nginx", { to: portOf(server.origin), tls });
    await assertAtHome(proxy.origin, text);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("[P7][S7] behind nginx behind Apache the number of hops leads to the client and its origin", async () => {
  await using server = await startServer(applyBuild, {
    config: { ...trusting, proxyHops: 2, httpPerMinute: 5 },
  });
  // The inner one keeps what the outer one said, as its operator would have it.
  const block = `location / {
    proxy_pass http://127.0.0.1:8000;
    proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  }`;
  await using inner = await startProxy("nginx", { to: portOf(server.origin), block });
  await using outer = await startProxy("apache2", { to: inner.port });
  await assertAtHome(outer.origin);
});

Deno.test("[P7] a proxy that hides what the browser sees is told in the log, with both origins", async () => {
  await using server = await startServer(applyBuild, { config: trusting });
  const block = `location / {
    proxy_pass http://127.0.0.1:8000;
    proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;
    proxy_set_header X-Forwarded-Host $host;
    proxy_set_header X-Forwarded-Proto $scheme;
  }`;
  await using proxy = await startProxy("nginx", { to: portOf(server.origin), block });
  const { origin } = proxy;
  assert.equal(await upgradeStatus(origin, { origin }), 403);
  const [line] = server.logged.map((one) => JSON.parse(one))
    .filter(({ event }) => event === "origin_refused");
  assert.deepEqual([line.origin, line.own], [origin, "http://127.0.0.1"]);
  const asked = await fetch(`${origin}/origin`, { method: "POST", headers: { origin } });
  assert.equal((await asked.json()).error, "FORBIDDEN_ORIGIN");
});
