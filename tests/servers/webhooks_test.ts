// A server as a process that tells another system of its meetings, also when either of them dies.

import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { freePort, serveApp } from "../e2e/rig/app_process.ts";
import { openSocket } from "../fakes/test_server.ts";

const secret = "a-secret-between-two-systems-0123456789";
const metricsToken = "m0nit0r-kX9vQ2mN7pR4tW8yB3dF6hJ1";
const state = { mic: true, camera: true, screen: false };

interface Told {
  readonly type: string;
  readonly data: { meeting: { id: string }; people: number; participant?: { muid: string } };
}

/** A system that wants to be told; it answers 500 to the first try of the first two letters. */
function receive(port: number) {
  const verifier = new Webhook(secret, { format: "raw" });
  const told = new Map<string, Told>();
  const refused = new Set<string>();
  let wake = () => {};
  const server = Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, async (req) => {
    const headers = Object.fromEntries(req.headers);
    const message = verifier.verify(await req.text(), headers) as Told;
    const id = headers["webhook-id"] ?? "";
    if (!refused.has(id) && refused.size < 2) {
      refused.add(id);
      return new Response(null, { status: 500 });
    }
    told.set(id, message);
    wake();
    return new Response(null, { status: 204 });
  });
  return {
    told,
    async until(count: number): Promise<readonly Told[]> {
      while (told.size < count) await new Promise<void>((resolve) => wake = resolve);
      return [...told.values()];
    },
    close: () => server.shutdown(),
  };
}

Deno.test("[O6] what happened while the receiver was away, and before a kill -9, is told afterwards, in order", async () => {
  const port = freePort();
  await using app = await serveApp({
    CONFLUX_WEBHOOK_URL: `http://127.0.0.1:${port}/hook`,
    CONFLUX_WEBHOOK_SECRET: secret,
    // What is measured is stored as whole as what is not.
    CONFLUX_METRICS_TOKEN: metricsToken,
    CONFLUX_GRACE_S: "1",
  });
  const { token } = await (await fetch(`${app.origin}/config/${crypto.randomUUID()}`)).json();
  const headers = { authorization: `Bearer ${token}` };
  const body = JSON.stringify({ title: "Weekly", organizer_name: "Olga" });
  const made = await fetch(`${app.origin}/meeting`, { method: "POST", headers, body });
  const room_id: string = (await made.json()).data.id;
  const muid = crypto.randomUUID();
  const join = { type: "JOIN_MEETING", token, room_id, muid, name: "Olga", state };
  const socket = await openSocket(app.origin);
  assert.equal((await socket.ask(join)).code, 0, "nobody waits for the receiver");
  await app.kill();
  await socket.whenClosed();

  const receiver = receive(port);
  await app.start();
  // The seat of the server that died is given up by the one that came.
  const told = await receiver.until(5);
  assert.deepEqual(told.map(({ type }) => type), [
    "meeting.created",
    "meeting.started",
    "participant.joined",
    "participant.left",
    "meeting.ended",
  ]);
  assert.deepEqual([...new Set(told.map(({ data }) => data.meeting.id))], [room_id]);
  assert.deepEqual(told.flatMap(({ data }) => data.participant?.muid ?? []), [muid, muid]);
  assert.doesNotMatch(JSON.stringify(told), /Weekly|Olga/);
  const metrics = await fetch(`${app.origin}/metrics`, {
    headers: { authorization: `Bearer ${metricsToken}` },
  });
  const text = await metrics.text();
  assert.match(text, /^conflux_webhooks_total\{result="delivered"\} [45]$/m);
  assert.match(text, /^conflux_webhooks_total\{result="failed"\} 2$/m);
  await receiver.close();
});
