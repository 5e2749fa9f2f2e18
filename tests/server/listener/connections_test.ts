import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import { createConnections } from "../../../lib/server/listener/connections.ts";

class FakeSocket extends EventEmitter {
  isCut = false;
  destroy() {
    this.isCut = true;
    this.emit("close");
  }
}

function makeConnections(limits: { max?: number; perAddress?: number; descriptors?: number }) {
  const { max = 100, perAddress = 100, descriptors = 1_000 } = limits;
  const connections = createConnections({
    maxConnections: max,
    maxPerAddress: perAddress,
    descriptors,
  });
  const open = (address: string) => {
    const socket = new FakeSocket();
    return { socket, isIn: connections.add(socket as unknown as Socket, address) };
  };
  const upgrade = (socket: FakeSocket) => connections.noteUpgrade(socket as unknown as Socket);
  return { connections, open, upgrade };
}

Deno.test("[S7] an address has as many connections as it may, and each that goes makes room", () => {
  const { open, connections } = makeConnections({ perAddress: 2 });
  const [first] = [open("a"), open("a")];
  assert.equal(open("a").isIn, false);
  assert.equal(open("b").isIn, true);
  first?.socket.destroy();
  assert.equal(open("a").isIn, true);
  assert.equal(connections.size, 3);
});

Deno.test("[S7] where there is no room, whoever has most connections makes room, the oldest first", () => {
  const { open, connections } = makeConnections({ max: 4 });
  const many = [open("a"), open("a"), open("a"), open("a")];
  assert.equal(open("a").isIn, false, "not for their own");
  assert.equal(open("b").isIn, true);
  assert.deepEqual(many.map(({ socket }) => socket.isCut), [true, false, false, false]);
  assert.equal(open("b").isIn, true);
  assert.equal(open("b").isIn, false, "two each is fair");
  assert.equal(open("c").isIn, true, "and who has none gets one");
  assert.equal(connections.size, 4);
});

Deno.test("[S7] sockets are not cut for somebody who asks, and need one descriptor less", () => {
  const { open, upgrade, connections } = makeConnections({ descriptors: 8 });
  const held = [open("a"), open("a"), open("a")];
  for (const { socket } of held) upgrade(socket);
  assert.deepEqual([open("a").isIn, open("a").isIn, open("a").isIn], [true, true, false]);
  assert.equal(open("b").isIn, true, "the one that only asks goes");
  assert.deepEqual(held.map(({ socket }) => socket.isCut), [false, false, false]);
  for (const { socket } of held) socket.destroy();
  assert.equal(connections.size, 2);
});
