import { noTracing } from "../../../lib/server/tracing.ts";
import { noMetrics } from "../../../lib/server/metrics/mod.ts";
import assert from "node:assert/strict";
import { openDoor } from "../../../lib/server/entry.ts";
import { createLocalLimits } from "../../../lib/server/limits.ts";
import { createSockets } from "../../../lib/server/socket/sockets.ts";
import { createWorld } from "../../fakes/fake_session.ts";

/** As much of a WebSocket as the keeper of sockets looks at. */
class FakeWebSocket {
  readonly readyState = WebSocket.OPEN;
  readonly bufferedAmount = 0;
  onmessage: unknown = null;
  onerror: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  send() {}
  close() {}
}

Deno.test("[R12] a socket that is over holds nothing of ours, however long Deno holds the socket", async () => {
  const { registry, linkKeys, tokens, turn, clock } = await createWorld();
  const sockets = createSockets({
    registry,
    linkKeys,
    metrics: noMetrics,
    tracing: noTracing,
    tokens,
    turn,
    clock,
    log: () => {},
    origins: [],
    messagesPerSecond: 30,
    maxPerAddress: 500,
    entry: openDoor,
    drain: { isOn: false },
    memory: () => "ok",
    limits: createLocalLimits(clock),
  });
  const socket = new FakeWebSocket();
  sockets.attach(socket as unknown as WebSocket, "192.0.2.1");
  assert.equal(sockets.size, 1);
  // In this order where somebody vanishes.
  socket.onerror?.();
  socket.onclose?.({ code: 1006 });
  assert.deepEqual([socket.onmessage, socket.onerror, socket.onclose], [null, null, null]);
  assert.equal(sockets.size, 0);
  assert.equal(clock.pending, 0);
});
