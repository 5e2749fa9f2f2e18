// A server that is reached by an IPv6 address in place of a name.

import assert from "node:assert/strict";
import { serveApp } from "../e2e/rig/app_process.ts";
import { openSocket } from "../fakes/test_server.ts";

Deno.test("[P7] a page at an IPv6 address is served, opens its socket, and no other origin does", async () => {
  await using app = await serveApp({ HOST: "::", CONFLUX_STORE: "memory" });
  const origin = `http://[::1]:${new URL(app.origin).port}`;
  const page = await fetch(`${origin}/`);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /ConFlux/);
  const socket = await openSocket(origin);
  const { token } = await (await fetch(`${origin}/config/${crypto.randomUUID()}`)).json();
  socket.send({ type: "PING", token });
  await socket.next("PONG");
  await socket.close();
  const foreign = await openSocket(origin, { origin: "http://[::2]:8000" });
  assert.ok(foreign.closed, "not opened");
});
